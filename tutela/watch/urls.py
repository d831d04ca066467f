"""Addresses of watching over."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.watch import views

urlpatterns: list[URLPattern] = [
    path("watch/", views.watch, name="watch"),
    path("watch/<uuid:signal>/", views.signal, name="signal"),
]
