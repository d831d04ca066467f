"""Independent guardians: the wait for one, who it is, how it goes."""
