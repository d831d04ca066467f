"""`docs/duties.md`: every duty that the program puts on a clock, with its source."""

from __future__ import annotations

from tutela.chronology.kinds import Content, kind_of
from tutela.config.documents.tables import table
from tutela.duties.duty import ALL_NATIONS, Duty, all_duties

_HEAD = """# Duties on a clock

Made from the code by `tutela docs`; a test fails when it says something else. A period counted
in days or longer begins on the day after the event and ends with its last day; working days are
those of the nation of the child's lead agency. Where *checked* says no, the words of the source
have not been verified by us: treat the duty as configuration.

"""


def duty_table() -> str:
    """The document as Markdown."""
    duties = sorted(all_duties().values(), key=lambda d: d.id)
    head = ("id", "duty", "begins with", "within", "met by", "falls to", "nations", "in force",
            "source", "checked")  # fmt: skip
    return _HEAD + table(head, (_row(d) for d in duties))


def _row(duty: Duty) -> tuple[object, ...]:
    return (
        f"`{duty.id}`",
        duty.title,
        _titles(duty.starts_with),
        duty.within.words,
        _titles(duty.met_by),
        duty.falls_to.label,
        "all" if duty.nations == ALL_NATIONS else ", ".join(sorted(n.label for n in duty.nations)),
        _in_force(duty),
        duty.source,
        "yes" if duty.source.checked else "no",
    )


def _titles(contents: tuple[type[Content], ...]) -> str:
    return " or ".join(kind_of(c).title.lower() for c in contents)


def _in_force(duty: Duty) -> str:
    since = f"from {duty.in_force_from:%-d %B %Y}" if duty.in_force_from else ""
    until = f"until {duty.in_force_until:%-d %B %Y}" if duty.in_force_until else ""
    return f"{since} {until}".strip() or "always"
