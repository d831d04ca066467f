"""Who publishes, when, and what readers are told beside the numbers.

The items are the nine that the Office for Statistics Regulation asks of official dashboards:
accessibility, source and producer, status, strengths and limitations, revisions and corrections,
coherence, updates, maintenance, contact. What a producer has not filled in says so in plain words
rather than being left out.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from tutela.evidence.problems import BadInputError, Problem
from tutela.evidence.published.text import read_file

_NOT_STATED = "Not stated by the producer of this release."


@dataclass(frozen=True)
class Publication:
    """The words around the numbers. `is_demonstration` puts a plain warning on every format."""

    title: str = "Trafficked children and adults in the United Kingdom"
    subtitle: str = "Referrals, decisions and what happens afterwards"
    producer: str = _NOT_STATED
    status: str = "Draft. Not checked, and not for publication."
    contact: str = _NOT_STATED
    released: str = _NOT_STATED
    next_release: str = _NOT_STATED
    updates: str = _NOT_STATED
    maintenance: str = _NOT_STATED
    accessibility: str = (
        "Tables have one header row and no merged or empty cells. Every chart has its table and a "
        "text that says what it shows. No meaning rests on colour alone."
    )
    coherence: str = (
        "Counts are of referrals, not of people who were exploited: many are never referred. They "
        "follow the definitions of the Home Office statistics on the National Referral Mechanism."
    )
    revisions: str = (
        "Every release is kept as it was. Counts of earlier quarters change, up and down, as "
        "records are updated and duplicates found; the revision table shows each change."
    )
    limitations: tuple[str, ...] = (
        "A referral depends on somebody noticing and reporting. A rise may mean more exploitation, "
        "or more attention, or both.",
        "Age is the age at the time of exploitation, and for some it is not known.",
        "Percentages are of all, those of unknown category among them.",
    )
    help: str = (
        "If a child is in danger now, call 999. The Modern Slavery and Exploitation Helpline is "
        "08000 121 700."
    )
    is_demonstration: bool = False

    def items(self) -> list[tuple[str, str]]:
        """Heading and text of each item, in the order in which they are shown."""
        return [
            ("Producer", self.producer),
            ("Status", self.status),
            ("Released", self.released),
            ("Next release", self.next_release),
            ("Updates", self.updates),
            ("Revisions and corrections", self.revisions),
            ("Coherence with other statistics", self.coherence),
            ("Accessibility", self.accessibility),
            ("Maintenance", self.maintenance),
            ("Contact", self.contact),
        ]

    def to_json(self) -> bytes:
        """As a file that `read_publication` reads."""
        return (json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n").encode()


def read_publication(path: Path) -> Publication:
    """Read the words from a JSON file. Raises BadInputError naming the field that is wrong."""
    try:
        values = json.loads(read_file(path))
    except ValueError as fault:
        raise BadInputError(str(path), [Problem(f"not JSON: {fault}")]) from fault
    if not isinstance(values, dict):
        raise BadInputError(str(path), [Problem("not a JSON object")])
    known = {field.name: field.type for field in fields(Publication)}
    problems = []
    for name, value in values.items():
        expected = {"is_demonstration": bool, "limitations": list}.get(name, str)
        if name not in known:
            problems.append(Problem(f"“{name}” is not known; known are {', '.join(known)}"))
        elif not isinstance(value, expected):
            problems.append(Problem(f"“{name}” has the wrong kind of value"))
    if problems:
        raise BadInputError(str(path), problems)
    if "limitations" in values:
        values["limitations"] = tuple(map(str, values["limitations"]))
    return Publication(**values)
