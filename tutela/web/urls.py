"""Addresses of the kit: sign-in and the pages about Tutela itself."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tutela.web import about

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tutela.web.signin.urls")),
    path("about/", about.about, name="about"),
    path("about/access/", about.access, name="access"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
]
