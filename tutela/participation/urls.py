"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.participation import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/heard/", views.heard, name="heard"),
]
