"""Addresses of the immigration room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.status.immigration import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/status/", views.status, name="status"),
]
