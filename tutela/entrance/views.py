"""The young person's page, at one quiet address, and the page that gives them their way in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tutela.doors.reading import read
from tutela.entrance import cards, inside, staying
from tutela.entrance.cards import Holder
from tutela.entrance.languages import LANGUAGES, has_unchecked
from tutela.entrance.pins import is_pin, is_weak
from tutela.signin import tries
from tutela.signin.pages.arriving import CLEARED
from tutela.web import problems
from tutela.web.doorway import viewer
from tutela.web.freshness import is_fresh, prove_yourself
from tutela.web.page import Page, show_page

View = Callable[..., HttpResponse]
SIX_NUMBERS = "Choose six numbers."
EASY_TO_GUESS = "That one is easy to guess. Choose another, and not a birthday."
NOT_THE_SAME = "The two are not the same. Try again."
PROBLEMS = (SIX_NUMBERS, EASY_TO_GUESS, NOT_THE_SAME)


def _may_lead_away(view: View) -> View:
    """The way out leads to another site. Browsers hold `form-action` against that, too."""

    @wraps(view)
    def dressed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        parts = urlsplit(settings.TUTELA_NEUTRAL_PAGE)
        allow = csp_update({"form-action": [f"{parts.scheme}://{parts.netloc}"]})
        answer = allow(view)(request, *args, **kwargs)
        assert isinstance(answer, HttpResponse)
        return answer

    return dressed


@login_not_required
@transaction.non_atomic_requests
@_may_lead_away
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One address for everything: the door, choosing a PIN, and the page. So a browser's history
    holds one dull line."""
    here = staying.present(request)
    if request.method == "POST" and "language" in request.POST:
        staying.speak(request, request.POST["language"])
        return again(request)
    if here is None:
        return _at_the_door(request)
    if here.is_first:
        return _choosing(request, here)
    return inside.pages(request, here)


@login_not_required
@transaction.non_atomic_requests
@csrf_exempt
@_may_lead_away
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """The quick way out, by our script's beacon or by a plain form. It asks for no token: nothing
    may stand in its way, and all that a stranger could do with it is to end a session."""
    staying.end(request)
    answer: HttpResponse
    if "beacon" in request.POST:
        answer = HttpResponse(status=204)
    else:
        answer = HttpResponseRedirect(settings.TUTELA_NEUTRAL_PAGE)
        answer.status_code = 303
    answer.headers["Clear-Site-Data"] = CLEARED
    return answer


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long: to the young person it is just the door again."""
    if request.path == reverse("entrance"):
        return HttpResponseRedirect(request.path)
    return problems.form_expired(request, reason)


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, child: UUID) -> HttpResponse:
    """Give a young person their way in, freeze it, or give a new one."""
    who = viewer(request)
    record = read(child, as_=who)
    new = None
    if request.method == "POST":
        if not is_fresh(request):
            return prove_yourself(request)
        if request.POST.get("do") == "issue":
            new = cards.issue(record.gate, nickname=request.POST.get("nickname", ""))
        else:
            cards.freeze(record.gate, frozen=request.POST.get("do") == "freeze")
            return HttpResponseRedirect(reverse("entrance_card", args=[child]))
    page = Page(title=_("Their own way in"), back=reverse("child", args=[child]))
    return show_page(
        request,
        page,
        "entrance/card.html",
        record=record,
        state=cards.state(record.gate),
        new=new,
        most=cards.MOST_FAILURES,
        address=request.build_absolute_uri(reverse("entrance")),
    )


def _at_the_door(request: HttpRequest) -> HttpResponse:
    code, pin = request.POST.get("code", ""), request.POST.get("pin", "")
    wrong = False
    if request.method == "POST" and "code" in request.POST:
        network = tries.network_of(request)
        may = tries.try_once(tries.YOUNG_PEOPLE, network, at=timezone.now())
        with transaction.atomic():
            entered = cards.enter(code, pin.strip(), may=may)
        if entered is not None:
            tries.forgive(tries.YOUNG_PEOPLE, network)
            staying.begin(request, entered)
            return again(request)
        wrong = True
    return shown(request, "entrance/door.html", {"wrong": wrong})


def _choosing(request: HttpRequest, here: Holder) -> HttpResponse:
    pin, repeated = request.POST.get("new", ""), request.POST.get("again", "")
    problem = ""
    if request.method == "POST" and "new" in request.POST:
        problem = _wrong_with(pin, repeated)
        if not problem:
            cards.choose(here.card, pin)
            request.session.cycle_key()
            return again(request)
    return shown(request, "entrance/choose.html", {"here": here, "problem": problem})


def _wrong_with(pin: str, repeated: str) -> str:
    if not is_pin(pin):
        return SIX_NUMBERS
    if is_weak(pin):
        return EASY_TO_GUESS
    return "" if pin == repeated else NOT_THE_SAME


def again(request: HttpRequest) -> HttpResponse:
    """The one address, asked for anew: so that a reload sends nothing twice."""
    answer = HttpResponseRedirect(request.path)
    answer.status_code = 303
    return answer


def shown(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A page in the language that was chosen, with the way out."""
    language = staying.language(request)
    more = {
        "out": settings.TUTELA_NEUTRAL_PAGE,
        "language": language.code,
        "direction": language.direction,
        "unchecked": has_unchecked(language),
        "languages": LANGUAGES.values(),
        "beside": request.session.get(staying.BESIDE, False),
    }
    return render(request, template, {**context, **more})
