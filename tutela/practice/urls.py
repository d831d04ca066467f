"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.practice import views

urlpatterns: list[URLPattern] = [path("words/", views.words, name="words")]
