"""Addresses of notices."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.notices import views

urlpatterns: list[URLPattern] = [
    path("notices/", views.notices, name="notices"),
    path("notices/<uuid:notice>/read/", views.read_notice, name="read_notice"),
]
