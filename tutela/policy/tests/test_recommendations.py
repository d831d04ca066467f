"""Twelve recommendations of one paper and seven of another, each with its source."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tutela.policy.recommendations import sources


def test_twelve_and_seven_are_there_in_their_order() -> None:
    numbers = {s.id: [one.number for one in s.recommendations] for s in sources()}
    assert numbers == {"csf-briefing": list(range(1, 13)), "unicef-2015": list(range(1, 8))}


def test_they_are_shown_with_whose_they_are(cast, settings) -> None:
    settings.DEMONSTRATION = True
    client = Client()
    client.force_login(cast.alma)
    page = client.get(reverse("recommendations")).content.decode()
    assert "The Home Office must ensure the immigration and asylum system does not" in page
    assert "ECPAT UK and the Helena Kennedy Centre" in page
