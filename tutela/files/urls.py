"""Addresses of documents, and of taking a record out."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.files import opening, taking_out, views

urlpatterns: list[URLPattern] = [
    path("children/<uuid:child>/documents/", views.documents, name="documents"),
    path("children/<uuid:child>/documents/new/", views.add, name="add_document"),
    path("children/<uuid:child>/documents/<uuid:entry>/", opening.document, name="document"),
    path("children/<uuid:child>/documents/<uuid:entry>/file/", opening.file, name="document_file"),
    path(
        "children/<uuid:child>/documents/<uuid:entry>/original/",
        opening.original,
        name="document_original",
    ),
    path(
        "children/<uuid:child>/documents/<uuid:entry>/correct/",
        views.correct,
        name="correct_document",
    ),
    path("children/<uuid:child>/take-out/", taking_out.take_out, name="take_out"),
]
