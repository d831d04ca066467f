"""A child passes from one authority to another, and which would suit them."""
