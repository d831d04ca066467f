"""How the tests get their database; used by `tutela/conftest.py`."""
