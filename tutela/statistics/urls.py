"""Addresses of the statistics pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tutela.statistics import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("tables/", views.tables, name="tables"),
]
