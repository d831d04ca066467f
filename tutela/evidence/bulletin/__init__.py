"""The bulletin: what the quarterly statistics carry, and what they lack."""
