"""Telling those around a child, in the transaction of what was written, that they must look."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from tutela.chronology.kinds import Category
from tutela.people.roles import Role


def tell_circle(
    child: UUID, roles: Iterable[Role], *, category: Category, sort: str, about: UUID
) -> None:
    """Write a notice for whoever stands in the circle in one of these roles and may read that part
    of the record. The child's record is open in the present transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT door_tell_circle(%s, %s, %s, %s, %s)",
            [child, [role.value for role in roles], category.value, sort, about],
        )
