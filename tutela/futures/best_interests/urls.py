"""Addresses of best interests work."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.futures.best_interests import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/best-interests/", views.best_interests, name="best_interests"),
]
