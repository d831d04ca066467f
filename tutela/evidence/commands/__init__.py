"""The command line of the evidence library."""
