"""Where a child lives and with whom, visits, plans and reviews."""
