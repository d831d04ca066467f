"""Reading counts as a government department publishes them: checked, never trusted."""
