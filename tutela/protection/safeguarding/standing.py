"""What a child's page says of plan and orders; what only a manager may decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Problem
from tutela.doors.projections import Whole
from tutela.doors.reading import Record
from tutela.doors.recording import also_ask
from tutela.participation.decisions import hear_the_child_at
from tutela.protection.safeguarding.derive import measures_now, plan
from tutela.protection.safeguarding.entries import (
    CareReferral,
    NeedsAssessed,
    ProtectionConference,
    ProtectiveMeasure,
)
from tutela.web import rooms
from tutela.web.components import Lines, Row, State, Tag
from tutela.web.dates import moment_in_words


def what_must_be_seen(record: Record, at: datetime) -> Iterator[Tag]:
    """A child protection plan stands."""
    if plan(record.chronology) is not None:
        yield Tag(_("Child protection plan"), State.CHILD)


def where_it_stands(record: Record, at: datetime) -> Iterator[Row]:
    """The plan and its headings; orders and agreements that stand."""
    conference = plan(record.chronology)
    if conference is not None:
        headings = conference.says(ProtectionConference).headings
        told = ", ".join(sorted(_(heading.label) for heading in headings))
        since = {"headings": told, "when": moment_in_words(conference.happened)}
        yield Row(_("Child protection plan"), _("%(headings)s, since %(when)s") % since)
    standing = measures_now(record.chronology)
    if standing:
        lines = [
            _("%(measure)s, since %(when)s")
            % {
                "measure": known.content.which or _(known.content.measure.label),
                "when": moment_in_words(known.entry.happened),
            }
            for known in standing
        ]
        yield Row(_("Orders and agreements"), Lines(lines))


def only_managers(content: object, whole: Whole, viewer: Viewer) -> Iterable[Problem]:
    """That no strategy discussion is held is a manager's decision."""
    if not viewer.manages:
        yield Problem("", "Only a manager may decide that none is held. Ask yours")


also_ask("strategy-not-held", only_managers)
hear_the_child_at(CareReferral, NeedsAssessed, ProtectionConference, ProtectiveMeasure)
rooms.tell_states("safeguarding", what_must_be_seen)
rooms.tell_standing("safeguarding", 24, where_it_stands)
