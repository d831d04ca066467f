"""What a threshold on small counts misses.

A percentage or a mean printed beside a total can give a hidden count away; a group that is all
alike in one respect says that respect of every child in it, however many they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .hierarchies import TOTAL
from .sheets import Sheet


@dataclass(frozen=True)
class Uniform:
    """All children of `group` have `label` in `column`: who knows one is there knows that too."""

    table: str
    group: dict[str, str]
    column: str
    label: str
    children: int


def uniform_groups(sheets: Sequence[Sheet]) -> list[Uniform]:
    """The groups whose children all share one code of a further column (class disclosure).

    Only the finest label is named: if all are in one authority, its region need not be said. A
    column in which the whole table has one code says nothing new and is left out.
    """
    found = []
    for sheet in sheets:
        values = dict(zip(sheet.cells(), sheet.values, strict=True))
        for labels in sheet.inner:
            for axis, column in enumerate(sheet.columns):
                total = tuple(TOTAL if n == axis else x for n, x in enumerate(labels))
                alone = len(sheet.labels[axis]) < 3
                if alone or not values[labels] or values.get(total) != values[labels]:
                    continue
                group = {c: x for c, x in sheet.cell(total).items() if x != TOTAL}
                count = int(values[labels])
                found.append(Uniform(sheet.name, group, column, labels[axis], count))
    return sorted(found, key=lambda u: (u.table, u.column, sorted(u.group.items())))


def counts_behind_percentage(percentage: str, denominator: int) -> range:
    """The counts that a printed percentage of a known total leaves possible.

    `percentage` as printed ("33.3"): its decimals say how it was rounded, half away from zero or
    half to even, so both ends count. "33.3" of 9 leaves only 3.
    """
    printed = Fraction(Decimal(percentage))
    half = Fraction(1, 2 * 10 ** _decimals(percentage))
    low = (printed - half) / 100 * denominator
    high = (printed + half) / 100 * denominator
    return range(max(0, _ceiling(low)), min(denominator, _floor(high)) + 1)


def counts_behind_mean(mean: str, lowest: int, highest: int, total: int) -> list[int]:
    """The numbers of children for which a printed mean of whole values fits a known total.

    The values lie between `lowest` and `highest`, and their sum is `total`.
    """
    printed = Fraction(Decimal(mean))
    half = Fraction(1, 2 * 10 ** _decimals(mean))
    most = total // lowest if lowest > 0 else _ceiling(Fraction(total) / max(printed - half, half))
    return [
        n
        for n in range(1, most + 1)
        if abs(Fraction(total, n) - printed) <= half and lowest * n <= total <= highest * n
    ]


def safe_percentage(count: int | None, denominator: int | None, decimals: int = 0) -> str | None:
    """A percentage for print: none where either count is hidden, or the total is zero."""
    if count is None or not denominator:
        return None
    share = Decimal(100 * count) / Decimal(denominator)
    return str(share.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def _decimals(text: str) -> int:
    exponent = Decimal(text).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _ceiling(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator
