"""Addresses of the way into adulthood."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.futures.transition import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/becoming-an-adult/", views.transition, name="transition"),
]
