"""Every kind of entry is whole: declared, described, asked on pages that anybody can use."""

from __future__ import annotations

from string import Formatter

import pytest
from django.urls import reverse

from tutela.access.policy import TABLE, _Level
from tutela.chronology.kinds import Category, Kind, Retention, all_kinds
from tutela.config.testing.browsing import sign_in, violations
from tutela.web.asking.form import HAPPENED, REASON, REFERS_TO

KINDS = sorted(all_kinds().values(), key=lambda kind: kind.slug)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_kind_says_what_it_is_who_may_write_it_and_how_long_it_is_kept(kind: Kind) -> None:
    assert kind.title
    assert kind.about.endswith((".", "?")), "its docstring stands in the data dictionary"
    assert kind.when.endswith("?")
    assert isinstance(kind.category, Category)
    assert isinstance(kind.retention, Retention)
    taken = {HAPPENED, REFERS_TO, REASON} & set(kind.content.model_fields)
    assert not (taken and kind.offered), "the form asks for these by itself"
    told = {field for _, field, _, _ in Formatter().parse(kind.says) if field}
    assert told <= set(kind.content.model_fields)
    writers = [role for role, cells in TABLE.items() if cells.get(kind.category) is _Level.WRITE]
    assert writers or not kind.offered


@pytest.mark.browser
def test_every_form_passes_axe(page, live_server, cast, minh, settings):
    settings.DEMONSTRATION = True
    sign_in(page, live_server.url, "alma")
    wrong = {}
    for kind in KINDS:
        if kind.offered:
            page.goto(live_server.url + reverse("record_ask", args=[minh, kind.slug]))
            if found := violations(page):
                wrong[kind.slug] = found
    assert wrong == {}
