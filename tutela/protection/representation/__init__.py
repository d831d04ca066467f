"""Lawyers, legal aid and interpreters."""
