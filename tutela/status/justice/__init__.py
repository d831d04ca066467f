"""A child as suspect or defendant, and as victim and witness."""
