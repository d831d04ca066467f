"""Addresses of the justice room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.status.justice import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/justice/", views.justice, name="justice"),
]
