"""Has the person at this page proved a moment ago who they are? What matters most asks for it.

Sign-in stands above this room. It says through ``mark`` what it knows; every room asks here:

* ``viewer(request).fresh`` says it to a door;
* ``@freshly_proven`` on a view sends whoever is not fresh to prove themselves, and back again;
* ``prove_yourself(request)`` is that way there, for a view that finds out in the middle.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

_FRESH = "tutela_fresh"


def mark(request: HttpRequest, *, is_fresh: bool) -> None:
    """Note whether the second factor of who is signed in is fresh. Called by sign-in alone."""
    setattr(request, _FRESH, is_fresh)


def is_fresh(request: HttpRequest) -> bool:
    """Was a second factor given within five minutes? No, where nothing says so."""
    return getattr(request, _FRESH, False) is True


def freshly_proven(view: View[P]) -> View[P]:
    """Only whoever gave a second factor within five minutes reaches this view.

    Put it on the page that shows a form as well as on what takes it: then people are asked before
    they type. A form that is sent too late goes back to its page.
    """

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_fresh(request):
            return prove_yourself(request)
        return view(request, *args, **kwargs)

    return asked


def prove_yourself(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that asks who it is, and back to this page afterwards."""
    back = request.get_full_path() if request.method == "GET" else _page_of_the_form(request)
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")


def _page_of_the_form(request: HttpRequest) -> str:
    """The page that a form stood on, as the browser says; it must be one of ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return request.path
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
