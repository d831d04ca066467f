"""A child who may be a victim is charged: the lead, the guardian and the lawyer are told at once,
in the transaction of the entry by which it became so."""

from __future__ import annotations

from tutela.access.viewer import Viewer
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, kind_of
from tutela.doors.projections import Whole
from tutela.doors.recording import then
from tutela.notices.circle import tell_circle
from tutela.people.roles import Role
from tutela.status.justice.derive import INDICATED_BY, charged_though_indicated, is_indicated
from tutela.status.justice.entries import Charged

TOLD = (Role.LEAD_WORKER, Role.GUARDIAN, Role.LEGAL)


def raise_alarm(whole: Whole, entry: Entry, by: Viewer) -> None:
    """Tell them when this entry makes it so: a charge, or the first sign after one."""
    at = whole.chronology.at
    if not charged_though_indicated(whole.chronology, at):
        return
    others = tuple(e for e in whole.chronology.entries if e.id != entry.id)
    before = type(whole.chronology)(whole.child, others, at)
    if isinstance(entry.content, Charged) or not is_indicated(before, at):
        tell_circle(
            whole.child, TOLD, category=Category.JUSTICE, sort="charged-though-indicated",
            about=entry.id,
        )  # fmt: skip


for _slug in (kind_of(Charged).slug, *(kind_of(content).slug for content in INDICATED_BY)):
    then(_slug, raise_alarm)
