"""Policies, their effect on children's rights, and what was recommended."""
