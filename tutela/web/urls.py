"""Addresses of the kit: children, recording, and the pages about Tutela itself."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tutela.web import about
from tutela.web.children import board, caseload, opening, record_page, where
from tutela.web.recording import entries, keeping, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", caseload.my_children, name="my_children"),
    path("find/", caseload.search, name="search"),
    path("duties/", board.board_page, name="board"),
    path("form-token/", keeping.form_token, name="form_token"),
    path("children/new/", opening.open_page, name="open_record"),
    path(
        "children/<uuid:child>/",
        include(
            [
                path("", record_page.child_page, name="child"),
                path("compare/", record_page.compare, name="compare"),
                path("circle/", opening.circle, name="circle"),
                path("circle/<uuid:entry>/leave/", opening.leave, name="leave_circle"),
                path("where/", where.where, name="where"),
                path("where/keep/", where.keep_where, name="keep_where"),
                path("where/name/", where.name_somebody, name="name_where"),
                path("entries/<uuid:entry>/where/", where.ask_where, name="ask_where"),
                path("keep/", keeping.keep, name="keep"),
                path("record/", record_page.choose_kind, name="record"),
                path("record/<slug:kind>/", pages.record_ask, name="record_ask"),
                path("record/<slug:kind>/check/", pages.record_check, name="record_check"),
                path("record/<slug:kind>/afresh/", pages.record_afresh, name="record_afresh"),
                path("entries/<uuid:entry>/", entries.entry_page, name="entry"),
                path("entries/<uuid:entry>/recorded/", entries.recorded, name="recorded"),
                path("entries/<uuid:entry>/withdraw/", entries.withdraw, name="withdraw"),
                path("entries/<uuid:entry>/correct/", pages.correct_ask, name="correct_ask"),
                path(
                    "entries/<uuid:entry>/correct/check/", pages.correct_check, name="correct_check"
                ),
                path(
                    "entries/<uuid:entry>/correct/afresh/",
                    pages.correct_afresh,
                    name="correct_afresh",
                ),
            ]
        ),
    ),
    path("about/", about.about, name="about"),
    path("about/access/", about.access, name="access"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
]
