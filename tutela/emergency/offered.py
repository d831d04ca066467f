"""Links this room's pages, and gives its notices their words."""

from __future__ import annotations
