"""Keeping a child safe: each room below has the same few files."""
