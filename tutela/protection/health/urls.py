"""Addresses of the health room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.protection.health import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/health/", views.health, name="health"),
]
