"""The web's own fixtures: somebody signed in."""

from __future__ import annotations

from tutela.web.tests.conftest import _demonstration, as_

__all__ = ["_demonstration", "as_"]
