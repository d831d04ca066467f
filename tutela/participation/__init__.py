"""Whether a child was told, asked and heard at each decision, and what changed because of them."""
