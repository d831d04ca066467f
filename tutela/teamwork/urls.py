"""Addresses of boards, and of one child's meetings, actions and letters."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.teamwork import views, work_pages

urlpatterns: list[URLPattern] = [
    path("team/", views.at_hand, name="team"),
    path("team/records/", views.lacking, name="team_records"),
    path("team/late/", views.late, name="team_late"),
    path("children/<uuid:child>/work/", work_pages.work, name="work"),
    path("children/<uuid:child>/letters/<uuid:entry>/", work_pages.letter, name="letter"),
    path(
        "children/<uuid:child>/letters/<uuid:entry>.pdf",
        work_pages.letter_on_paper,
        name="letter_paper",
    ),
]
