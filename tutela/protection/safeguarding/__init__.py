"""From a contact to a child protection plan, and orders that protect."""
