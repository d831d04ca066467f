"""What the tests of working together stand on: Minh's story, somebody signed in."""

from tutela.sharing.tests.conftest import _demonstration, as_, told

__all__ = ["_demonstration", "as_", "told"]
