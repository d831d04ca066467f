"""Pages for what went wrong: each says what happened, what is kept, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from tutela.web.dates import day_in_words


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that no page of ours sends."""
    return _problem(
        request,
        400,
        _("We could not read what was sent"),
        [_("The address or the form was not one that Tutela makes. Nothing was recorded.")],
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the child is visible, the action is not allowed."""
    return _problem(
        request,
        403,
        _("You may not do this"),
        [
            _("What you may see and do depends on your role in a child's circle."),
            _("If you need to do this for the child, ask the child's lead worker to add you."),
        ],
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or no child that this viewer may know of; the two look the same."""
    return _problem(
        request,
        404,
        _("Page not found"),
        [
            _("If you typed the address, check it. If you followed a link, it may be out of date."),
            _("You see children whose circle you belong to. Others are not shown."),
        ],
    )


def erased(request: HttpRequest, on: date) -> HttpResponse:
    """410: a record within reach that was erased at the end of its time."""
    return _problem(
        request,
        410,
        _("This record was erased on %(day)s") % {"day": day_in_words(on)},
        [
            _("The law says how long the record of a young person is kept. That time had ended."),
            _("What it said can't be read by anybody any more, and can't be brought back."),
        ],
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token no longer holds (signed out, or open for very long)."""
    return _problem(
        request,
        403,
        _("This form was open for too long"),
        [
            _("Nothing was recorded, and nothing is lost: answers you gave are kept."),
            _("Sign in again if you are asked to, open the form once more, and send it."),
        ],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without the database, the session or the language of the viewer."""
    return HttpResponse(get_template("500.html").render(), status=500)


def _problem(request: HttpRequest, status: int, heading: str, lines: Sequence[str]) -> HttpResponse:
    context = {"heading": heading, "lines": lines, "doors": True}
    return render(request, "tutela/problem.html", context, status=status)
