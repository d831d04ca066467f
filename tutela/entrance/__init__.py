"""The young person's own door: a code and a PIN, one quiet page behind it, and the way out."""
