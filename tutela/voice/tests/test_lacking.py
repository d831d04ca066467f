"""Not yet heard, on the list of what one's own children's records lack."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tutela.chronology.kinds import kind_of
from tutela.chronology.moment import Moment
from tutela.doors.recording import record
from tutela.identification.tests import told
from tutela.participation.decisions import decisions
from tutela.participation.entries import ChildHeard
from tutela.participation.tests.test_being_heard import talk
from tutela.teamwork.matters import all_matters

DAY = Moment.day(date(2026, 11, 3))


def test_every_decision_of_every_room_can_begin_it_and_be_answered():
    matter = all_matters()["not-yet-heard"]
    assert set(decisions()) <= matter.slugs
    assert set(decisions()) == set(kind_of(ChildHeard).refers_to)


@pytest.mark.django_db
def test_a_decision_stands_on_the_list_until_the_child_was_asked(client, cast, minh, settings):
    settings.DEMONSTRATION = True
    client.force_login(cast.alma)
    address = reverse("team_records") + "?which=not-yet-heard"
    child = reverse("child", args=[minh])
    sent = record(told.referral(), child=minh, by=cast.alma.viewer, happened=DAY)
    assert child in client.get(address).content.decode()
    record(talk(), child=minh, by=cast.gwen.viewer, happened=DAY, refers_to=sent.id)
    assert child not in client.get(address).content.decode()
