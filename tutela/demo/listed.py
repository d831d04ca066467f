"""Answers that must stand on the referral form's own lists: towns, councils, forces, responders.

They are the names of real organisations, since the form takes no others; which of them a made-up
child's record names hangs on chance, or on the published count of who refers.
"""

from __future__ import annotations

from functools import cache

from tutela.demo.margins import Cell
from tutela.people import lists
from tutela.people.roles import Nation

_AS_LISTED = {
    "Home Office - UK Visas and Immigration UKVI": (
        "Home Office - Asylum Group - Asylum and HR Casework"
    ),
    "Home Office - Immigration Enforcement IE": "Home Office - Immigration Enforcement IE - Other",
}
"""The published counts name units that the form's list names more closely."""
_COUNCIL = "Local Authority"


def responder_of(cell: Cell, nation: Nation, place: int) -> str:
    """The first responder organisation on the form's list that stands for a published one."""
    if cell.responder == _COUNCIL:
        return council(nation, place)
    return _AS_LISTED.get(cell.responder, cell.responder)


def council(nation: Nation, place: int) -> str:
    """A council on the list: the same for one locality."""
    found = _councils(nation)
    return found[place * 7 % len(found)]


def force(nation: Nation, place: int) -> str:
    """A police force on the list: the same for one locality."""
    found = _forces(nation)
    return found[place * 7 % len(found)]


@cache
def towns() -> tuple[str, ...]:
    """All towns on the list."""
    return tuple(item.value for item in lists.items("towns"))


@cache
def _councils(nation: Nation) -> tuple[str, ...]:
    responders = lists.by_value("first_responders")
    return tuple(
        item.value
        for item in lists.items("local_authorities")
        if item.more["nation"] == nation and item.value in responders
    )


@cache
def _forces(nation: Nation) -> tuple[str, ...]:
    return tuple(
        item.value for item in lists.items("police_forces") if item.more["nation"] == nation
    )
