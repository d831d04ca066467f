"""The young person's own space."""
