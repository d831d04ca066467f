"""The published files, and small files in their manner."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

PUBLISHED = Path(str(files("tutela.evidence"))) / "data" / "nrm_published"
LEAF_CELLS = PUBLISHED / "nrm_referrals_leafcells_2022q2_2023q2.csv"
LONGITUDINAL = PUBLISHED / "nrm_referrals_longitudinal.csv"

HEADER = (
    "Quarter,First responder type,First responder,Exploitation type,"
    "Age at exploitation,Gender,Nationality,People"
)


def leaf_file(*rows: str, header: str = HEADER) -> bytes:
    """A leaf-cell file with these rows."""
    return "\n".join([header, *rows, ""]).encode()


def row(
    quarter: str = "2022 Q2",
    *,
    responder_type: str = "Police",
    responder: str = "Kent Police",
    exploitation: str = "Criminal",
    age: str = "Child (17 or under)",
    gender: str = "Male",
    nationality: str = "Albanian",
    people: str | int = 3,
) -> str:
    """One row of a leaf-cell file."""
    cells = (quarter, responder_type, responder, f'"{exploitation}"', age, gender, nationality)
    return ",".join((*cells, str(people)))
