"""Addresses of conflicts of interest."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.restrictions import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/conflicts/", views.conflicts, name="conflicts"),
    path("children/<uuid:child>/conflicts/<uuid:entry>/end/", views.end, name="end_conflict"),
    path("children/<uuid:child>/conflicts/me/", views.stepping_back, name="step_back"),
    path("people-i-know/", views.people_i_know, name="people_i_know"),
    path("people-i-know/<uuid:person>/", views.no_longer_known, name="no_longer_known"),
]
