"""Best interests, assessed and determined by a panel."""
