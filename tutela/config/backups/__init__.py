"""Backups that are encrypted to their custodians, and restores that prove themselves.

A backup is one age file. Inside stand one line of JSON that says what is in it, and PostgreSQL's
own custom dump of the same snapshot. The master key is not in it: who finds a backup and a
custodian's key still reads no name.
"""
