"""Recording, correcting and withdrawing: from a question page to an entry."""
