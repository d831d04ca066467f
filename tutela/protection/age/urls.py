"""Addresses of the age room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.protection.age import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/age/", views.age, name="age"),
]
