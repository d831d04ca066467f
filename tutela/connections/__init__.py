"""The people around a child, and children who are connected with one another."""
