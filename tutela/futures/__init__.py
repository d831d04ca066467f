"""What is best for a child, a solution that lasts, and the way into adulthood."""
