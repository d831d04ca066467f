"""Addresses of the education room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.protection.education import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/learning/", views.learning, name="learning"),
]
