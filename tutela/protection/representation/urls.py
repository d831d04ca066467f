"""Addresses of the representation room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.protection.representation import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/representation/", views.representation, name="representation"),
]
