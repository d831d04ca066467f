"""Indicators that somebody may be exploiting a child, grouped, each with its source.

They are prompts for people who look after a child. Nothing counts them and nothing follows from
them by itself: many are also part of ordinary adolescence, or of having fled. The wording is ours
throughout; ``source`` names the public toolkit whose list it was reworded from.
"""

from __future__ import annotations

from tutela.people import lists

NAME = "indicators"
"""The name by which questions refer to the list."""

lists.declare_list(NAME, package="tutela.identification", file="indicators.csv")


def groups() -> dict[str, tuple[lists.Item, ...]]:
    """The indicators under their headings, in the order of the file."""
    found: dict[str, tuple[lists.Item, ...]] = {}
    for item in lists.items(NAME):
        found[item.group] = (*found.get(item.group, ()), item)
    return found


def words(value: str) -> str:
    """An indicator in words."""
    return lists.label(NAME, value)
