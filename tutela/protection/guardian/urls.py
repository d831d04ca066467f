"""Addresses of the board of guardians."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.protection.guardian import views

urlpatterns: list[URLPattern] = [path("guardians/", views.guardians, name="guardians")]
