"""What the law says a child is: immigration and asylum, and criminal justice."""
