"""A plan for a solution that lasts, and whether it did."""
