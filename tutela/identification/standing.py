"""What a child's page says at first glance: whether the child was said to be safe, and where the
referral stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from tutela.chronology.moment import LONDON
from tutela.doors.reading import Record
from tutela.identification.derive import forms_of_exploitation, referrals
from tutela.identification.entries import Concern
from tutela.people.choice import Answer
from tutela.web import rooms
from tutela.web.components import Row, State, Tag
from tutela.web.dates import day_in_words, moment_in_words


def whether_safe(record: Record, at: datetime) -> Iterator[Tag]:
    """The last answer to "is the child safe now", with its day: an old answer proves nothing."""
    concern = record.chronology.latest(Concern)
    if concern is None:
        return
    when = {"when": moment_in_words(concern.happened)}
    match concern.says(Concern).safe_now:
        case Answer.YES:
            yield Tag(_("Said to be safe, %(when)s") % when, State.SAFE)
        case Answer.NO:
            yield Tag(_("Said not to be safe, %(when)s") % when, State.UNSAFE)
        case _unsure:
            yield Tag(_("Safety not known, %(when)s") % when, State.UNSAFE)


def where_identification_stands(record: Record, at: datetime) -> Iterator[Row]:
    """Forms of exploitation, and each referral with its status."""
    forms = forms_of_exploitation(record.chronology)
    if forms:
        words = sorted(_(form.label) for form in forms)
        yield Row(_("Exploitation, known or suspected"), ", ".join(words))
    for referral in referrals(record.chronology):
        status = referral.status(at)
        if status is not None:
            key = _("Referral sent on %(day)s") % {
                "day": day_in_words(referral.at.astimezone(LONDON).date())
            }
            yield Row(key, _(status.label))


rooms.tell_states("identification", whether_safe)
rooms.tell_standing("identification", 20, where_identification_stands)
