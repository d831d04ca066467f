"""The children of an input as places in the domain: one row to a child."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.published.text import TextTable, read_text_table

from .domain import Domain

_PROBLEMS_KEPT = 100

Codes = NDArray[np.int64]


def read_children(content: bytes, source: str, domain: Domain, child: str) -> Codes:
    """Each child's categories by number, a row a child. Raises BadInputError with row and column.

    Of several rows of one child the first counts, so that no child weighs more than another: the
    promise is made to the child, not to the referral.
    """
    return coded(read_text_table(content, source), domain, child)


def coded(table: TextTable, domain: Domain, child: str) -> Codes:
    """The same of a table of text. Raises BadInputError with row and column."""
    absent = [name for name in (child, *domain.names) if name not in table.columns]
    if absent:
        missing = [Problem("there is no such column", column=one) for one in absent]
        raise BadInputError(table.source, missing)
    keys = table.columns[child]
    problems = [
        table.problem("no child is named", at, child) for at, key in enumerate(keys) if not key
    ]
    columns = [_codes(table, name, domain, problems) for name in domain.names]
    if problems:
        raise BadInputError(table.source, problems[:_PROBLEMS_KEPT])
    return np.array(columns, dtype=np.int64).T[_firsts(keys)]


def _codes(table: TextTable, name: str, domain: Domain, problems: list[Problem]) -> list[int]:
    numbers = {category: number for number, category in enumerate(domain.attributes[name])}
    rest = numbers.get(domain.otherwise.get(name, ""), -1)
    codes = [numbers.get(value, rest) for value in table.columns[name]]
    problems += [
        table.problem(f"“{table.columns[name][at]}” is not in the domain", at, name)
        for at, code in enumerate(codes)
        if code < 0
    ]
    return codes


def _firsts(keys: Sequence[str]) -> list[int]:
    first: dict[str, int] = {}
    for at, key in enumerate(keys):
        first.setdefault(key, at)
    return list(first.values())
