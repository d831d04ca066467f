"""Addresses of referral work."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.identification import views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/referral/", views.referral, name="referral"),
    path("children/<uuid:child>/referral/pack/", views.referral_pack, name="referral_pack"),
    path("children/<uuid:child>/referral/pack.pdf", views.referral_paper, name="referral_paper"),
]
