"""School and college: sought, offered, started, kept."""
