"""The tables of the bulletin: their definitions, their building and their writing."""
