"""From a request to a door, and from a door that stays shut to a page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from tutela.access.viewer import Viewer, viewer_of
from tutela.doors.errors import Erased, NotAllowed, NotVisible
from tutela.doors.gate import note_refusal
from tutela.people.models import Practitioner
from tutela.web import problems
from tutela.web.freshness import is_fresh

Handler = Callable[[HttpRequest], HttpResponse]


def viewer(request: HttpRequest) -> Viewer:
    """Who is looking. Every page of ours asks for a sign-in, so there is always somebody."""
    assert isinstance(request.user, Practitioner)
    return viewer_of(request.user, fresh=is_fresh(request))


def posted_id(request: HttpRequest, name: str) -> UUID | None:
    """An identifier that a form carries; None where there is none, or no identifier."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


class DoorwayMiddleware:
    """A child who can't be seen is a page that is not there; a forbidden action is said to be."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a door that stays shut."""
        if isinstance(exception, NotVisible):
            note_refusal(viewer(request), child=exception.child, rule="not visible")
            return problems.not_found(request, exception)
        if isinstance(exception, Erased):
            return problems.erased(request, exception.on)
        if isinstance(exception, NotAllowed):
            note_refusal(viewer(request), child=_child_of(request), rule=exception.rule)
            return problems.forbidden(request, exception)
        return None


def _child_of(request: HttpRequest) -> UUID | None:
    """The child whose page was asked for, if it was one."""
    found = request.resolver_match.kwargs.get("child") if request.resolver_match else None
    return found if isinstance(found, UUID) else None
