"""Addresses of the placement room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.protection.placement import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/home/", views.home, name="home"),
]
