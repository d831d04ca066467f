"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.policy import views

urlpatterns: list[URLPattern] = [
    path("recommendations/", views.recommendations, name="recommendations")
]
