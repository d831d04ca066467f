"""Addresses of the plan for a solution that lasts."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.futures.solution import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/plan/", views.solution, name="solution"),
]
