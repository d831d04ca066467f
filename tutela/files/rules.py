"""Who opens what of a document, beyond the access table. Pure."""

from __future__ import annotations

from tutela.access.asked import Shield
from tutela.chronology.kinds import Category
from tutela.people.roles import Role

OPEN_ORIGINALS = frozenset({Role.LEAD_WORKER, Role.POLICE})
"""An original holds whatever its maker put in, such as where a photograph was taken. The database
says the same (`migrations/0002_walls.py`)."""

OPEN_WITHDRAWN = frozenset({Role.LEAD_WORKER, Role.MANAGER, Role.REVIEWING_OFFICER})
"""A document that should not stand, perhaps another child's, is closed to the circle. It is not
gone: hiding evidence must not be that easy."""


def may_open_original(roles: frozenset[Role]) -> bool:
    """May somebody who holds these roles towards the child open a sealed original?"""
    return bool(roles & OPEN_ORIGINALS)


def may_open(roles: frozenset[Role], *, withdrawn: bool) -> bool:
    """May somebody who reads the entry open the copy?"""
    return not withdrawn or bool(roles & OPEN_WITHDRAWN)


def says_where(category: Category, shield: Shield) -> bool:
    """Must a document be treated as something that says where the child is?

    One that was recorded so, always; while the child's whereabouts are shielded every one, since
    any photograph or letter may say it.
    """
    return category is Category.LOCATION or shield is not Shield.OPEN
