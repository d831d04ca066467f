"""The addresses of the young person's door. Dull ones, since they stay in a browser's history."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.entrance import views

urlpatterns: list[URLPattern] = [
    path("me/", views.me, name="entrance"),
    path("me/x/", views.leave, name="entrance_leave"),
    path("children/<uuid:child>/way-in/", views.card, name="entrance_card"),
]
