"""What the tests of outcomes stand on: somebody signed in."""

from tutela.sharing.tests.conftest import _demonstration, as_, told

__all__ = ["_demonstration", "as_", "told"]
