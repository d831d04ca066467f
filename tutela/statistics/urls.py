"""Addresses of the statistics pages for those who work here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tutela.statistics import release_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("tables/", views.tables, name="tables"),
    path("releases/", release_views.releases, name="releases"),
    path("releases/<uuid:release>/", release_views.release, name="release"),
    path(
        "releases/<uuid:release>/as-published/",
        release_views.release_as_published,
        name="release_as_published",
    ),
    path(
        "releases/<uuid:release>/files/<path:name>", release_views.release_file, name="release_file"
    ),
]
