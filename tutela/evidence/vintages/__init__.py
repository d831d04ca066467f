"""Vintages: every release is kept as it was, can be rebuilt byte for byte, and is compared."""
