"""Addresses of the transfer room."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.protection.transfer import views

urlpatterns: list[URLPattern] = [
    path("transfers/", views.transfers, name="transfers"),
    path("transfers/declare/", views.declare, name="declare_places"),
    path("children/<uuid:child>/transfer/", views.transfer, name="transfer"),
]
