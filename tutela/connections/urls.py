"""Addresses of the people around a child, and of connections."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.connections import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/people-around/", views.people_around, name="people_around"),
    path("children/<uuid:child>/network/", views.network, name="network"),
    path("children/<uuid:child>/network/connect/", views.connecting, name="connect"),
    path("children/<uuid:child>/network/<uuid:entry>/end/", views.disconnecting, name="disconnect"),
]
