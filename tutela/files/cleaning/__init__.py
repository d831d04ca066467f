"""Turns what somebody sends into inert data, and nothing of the file itself is carried over.

No module here knows Django, the database or a key: they run in a process of their own
(`worker.py`), behind walls (`walls.py`), with no file, no network and little memory.
"""
