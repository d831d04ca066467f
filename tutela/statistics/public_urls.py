"""Addresses that anybody may ask for, signed in or not."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tutela.statistics import public_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", public_views.published, name="published"),
    path("key.pem", public_views.published_key, name="published_key"),
    path("<slug:slug>/", public_views.published_page, name="published_release"),
    path("<slug:slug>/explore/", public_views.explore, name="explore"),
    path("<slug:slug>/files/<path:name>", public_views.published_file, name="published_file"),
]
