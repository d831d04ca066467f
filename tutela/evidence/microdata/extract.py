"""Rows of real children for a secure setting: keyed names, keyed dates, nothing that says where.

This is not a release and can't become one: removing names makes no row safe (three in four of
10,000 made-up children were unique on ten coarse attributes). It is what a secure setting takes
in, under its own rules, where what goes out is checked. Every date of a child moves by the same
number of days, worked out from a key that stays behind, so lengths of time and their order within
a child hold, and seasons, quarters and order between children do not.

Columns bear the names of IOM's Human Trafficking Case Data Standard (HTCDS) where it has the field
(https://github.com/UNMigration/HTCDS, CC BY 4.0); the others begin with `tutela_`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import stat
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from tutela.evidence import vocabulary as words
from tutela.evidence.exploitation import labels_of_all_sets
from tutela.evidence.problems import BadInputError, Problem

MOST_DAYS = 183
_KEY_BYTES = 32


@dataclass(frozen=True)
class Column:
    """A column of the extract: its name, where it comes from, and what it holds."""

    name: str
    source: str
    holds: str
    standard: bool = True


COLUMNS = (
    Column("tutela_ChildPseudonym", "child_key", "The child, by a key that stays behind", False),
    Column("tutela_ReferralPseudonym", "referral_key", "The referral, likewise", False),
    Column("cas_IncomingReferralDate", "referred_on", "Day of the referral, moved"),
    Column("vic_AgeWhenTrafficked", "age", "Age at exploitation: child"),
    Column("prs_Gender", "gender", "In the words of the published statistics"),
    Column("prs_Nationality", "nationality", "In words, not ISO 3166 codes"),
    Column("vic_TypeOfExploitation", "exploitation", "Every form, joined as published"),
    Column("tutela_CountyLines", "county_lines", "Yes, No, or not known", False),
    Column("tutela_ExploitedInOrOutsideUK", "location", "Overseas, UK, both or unknown", False),
    Column("tutela_ReferringOrganisationType", "responder_type", "Type, never the name", False),
    Column("tutela_Nation", "country", "Nation of the police force", False),
    Column("vic_TraffickingStatusDecisionMakingOrg", "authority", "The competent authority"),
    Column("tutela_ReasonableGrounds", "reasonable_grounds", "Decision, empty if none", False),
    Column("tutela_ReasonableGroundsDate", "reasonable_grounds_on", "Its day, moved", False),
    Column("tutela_ConclusiveGrounds", "conclusive_grounds", "Decision, empty if none", False),
    Column("tutela_ConclusiveGroundsDate", "conclusive_grounds_on", "Its day, moved", False),
)


def new_key(path: Path) -> None:
    """Write a fresh key that its owner alone may read. Raises BadInputError."""
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_hex(_KEY_BYTES) + "\n", encoding="ascii")
    except OSError as fault:
        raise BadInputError(path.name, [Problem(f"can't be written: {fault}")]) from fault


def read_key(path: Path) -> bytes:
    """The key in a file that others can't read. Raises BadInputError."""
    try:
        open_to_others = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as fault:
        raise BadInputError(path.name, [Problem(f"is no key: {fault}")]) from fault
    if open_to_others:
        raise BadInputError(path.name, [Problem("others than its owner may read it (chmod 600)")])
    if len(key) != _KEY_BYTES:
        raise BadInputError(path.name, [Problem("is no key: it has another length")])
    return key


def days_moved(key: bytes, child: str) -> int:
    """By how many days every date of a child moves: up to half a year either way."""
    drawn = int.from_bytes(_keyed(key, "days", child)[:16], "big")
    return drawn % (2 * MOST_DAYS + 1) - MOST_DAYS


def pseudonym(key: bytes, of: str, value: str) -> str:
    """A name that means nothing without the key."""
    return _keyed(key, of, value).hex()[:24]


def _keyed(key: bytes, what: str, value: str) -> bytes:
    return hmac.new(key, f"{what}\x00{value}".encode(), hashlib.sha256).digest()


def extract(referrals: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """Children's referrals for a secure setting, in no order that says anything."""
    children = referrals.filter(pl.col("age").cast(pl.String) == words.CHILD)
    shifts = {
        child: timedelta(days=days_moved(key, child)) for child in children["child_key"].unique()
    }
    rows = [_moved(row, key, shifts[row["child_key"]]) for row in children.iter_rows(named=True)]
    frame = pl.DataFrame(
        [[row[column.source] for column in COLUMNS] for row in rows],
        schema={column.name: pl.String() for column in COLUMNS},
        orient="row",
    )
    return frame.sort("tutela_ChildPseudonym", "tutela_ReferralPseudonym")


def _moved(row: dict[str, object], key: bytes, by: timedelta) -> dict[str, str | None]:
    told: dict[str, str | None] = {}
    for column in COLUMNS:
        value = row[column.source]
        if column.source in {"child_key", "referral_key"}:
            told[column.source] = pseudonym(key, column.source, str(value))
        elif isinstance(value, date):
            told[column.source] = (value + by).isoformat()
        elif column.source == "exploitation":
            assert isinstance(value, int)
            told[column.source] = labels_of_all_sets()[value]
        else:
            told[column.source] = None if value is None else str(value)
    return told
