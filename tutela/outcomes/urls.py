"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.outcomes import over_many, views

urlpatterns: list[URLPattern] = [
    path("outcomes/", over_many.over_many, name="outcomes_over_many"),
    path("children/<uuid:child>/outcomes/", views.how_life_is_going, name="outcomes"),
    path("children/<uuid:child>/outcomes.pdf", views.on_paper, name="outcomes_paper"),
]
