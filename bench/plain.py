"""Addresses for measuring: Tutela's own, an empty page behind a sign-in, and an ordinary form."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from tutela.access.viewer import viewer_of
from tutela.people.models import Practitioner
from tutela.web.models import Counted
from tutela.web.page import Page, show_page


class Words(forms.Form):
    """One line."""

    words = forms.CharField(max_length=200)


def empty(request: HttpRequest) -> HttpResponse:
    """The frame of every page, for who is signed in, and nothing in it."""
    assert isinstance(request.user, Practitioner)
    viewer_of(request.user)
    return show_page(request, Page("Empty"))


def form(request: HttpRequest) -> HttpResponse:
    """What any application does with a form: check it, insert one row, redirect."""
    assert isinstance(request.user, Practitioner)
    sent = Words(request.POST)
    if not sent.is_valid():
        return show_page(request, Page("Wrong"), status=400)
    Counted.objects.create(
        cache_key=f"bench/{uuid4()}", value=sent.cleaned_data["words"], expires="2030-01-01T00:00Z"
    )
    return HttpResponseRedirect("/bench/empty/")


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/form/", form),
    path("", include("tutela.config.urls")),
]
