"""Addresses of emergency access."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.emergency import review_pages, views

urlpatterns: list[URLPattern] = [
    path("emergency/", views.emergency, name="emergency"),
    path("emergency/<uuid:opening>/end/", views.end, name="end_emergency"),
    path("emergency/openings/", review_pages.emergencies, name="emergencies"),
    path(
        "emergency/openings/<uuid:opening>/", review_pages.review_emergency, name="review_emergency"
    ),
    path("emergency/rota/<uuid:person>/", review_pages.change_rota, name="change_rota"),
    path("emergency/rota/<uuid:person>/restore/", review_pages.restore_right, name="restore_right"),
]
