"""Addresses of the missing room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.protection.missing import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/missing/", views.missing, name="missing"),
]
