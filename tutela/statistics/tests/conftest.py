"""The web's own fixtures: somebody signed in, and a browser."""

from __future__ import annotations

from tutela.web.tests.conftest import _demonstration, as_, browser, page

__all__ = ["_demonstration", "as_", "browser", "page"]
