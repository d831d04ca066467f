"""Telling those whom a young person chose that something was written; and nobody else. A notice
says no name and nothing of what was written."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tutela.access.viewer import Viewer
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, kind_of
from tutela.doors.projections import Whole
from tutela.doors.recording import then
from tutela.notices.circle import tell_circle
from tutela.notices.models import Notice
from tutela.notices.telling import Said, say
from tutela.participation.treatment import Reader, TreatmentReported
from tutela.people.roles import Role
from tutela.voice.entries import YoungPersonSaid, YoungPersonTreated

SORT = "young-person-wrote"


def tell_the_chosen(whole: Whole, entry: Entry, by: Viewer) -> None:
    """Once it is written: those who may read it, by their part in the circle."""
    kept = getattr(entry.content, "kept_from", None)
    if kept is None or entry.mends is not None:
        return
    chosen = [Role(reader.value) for reader in Reader if reader not in kept]
    tell_circle(whole.child, chosen, category=Category.VOICE, sort=SORT, about=entry.id)


def _words(notice: Notice) -> Said:
    href = reverse("child", args=[notice.child_id]) if notice.child_id else ""
    return Said(
        _("A young person wrote something, or told of unfair treatment. You may read it."),
        href,
        _("Read it"),
    )


for _content in (YoungPersonSaid, YoungPersonTreated, TreatmentReported):
    then(kind_of(_content).slug, tell_the_chosen)
say(SORT, _words)
