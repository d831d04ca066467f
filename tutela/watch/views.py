"""The page on which a data protection officer reads signals and says what was found."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from tutela.chronology.kinds import Question
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.people.models import Practitioner
from tutela.watch.reading import Found, Listed, configured, decoys, say_found, signals, today
from tutela.watch.rules import DECOY, Threshold
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, AskLong, Wrong, controls, read_all
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.wrongs import problems_at, summary_of
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Link,
    Row,
    Shown,
    State,
    SummaryList,
    Table,
    Tag,
)
from tutela.web.dates import day_in_words, time_in_words
from tutela.web.doorway import viewer
from tutela.web.page import Page, show_page

ASKING: tuple[Ask, ...] = (
    AskOne(
        "found", "found", Question(gettext_noop("What did you find?")),
        offers=tuple(Offer(one.value, one.label) for one in Found),
    ),
    AskLong(
        "note", "note",
        Question(
            gettext_noop("In a sentence or two"),
            gettext_noop("Whom you asked, and what they said. The other officer reads it too."),
        ),
        longest=2_000,
    ),
)  # fmt: skip


def _must_protect_data(request: HttpRequest) -> None:
    person = request.user
    assert isinstance(person, Practitioner)
    if not person.protects_data:
        raise NotAllowed("watch", _("This page is for data protection officers."))


@require_GET
def watch(request: HttpRequest) -> HttpResponse:
    """Signals, what stands out today, and the decoys of one's own agency."""
    _must_protect_data(request)
    who = viewer(request)
    parts = [_signals(signals(who))]
    if request.GET.get("today"):
        parts.append(_today(request))
    page = Page(heading=_("Unusual looks"), parts=parts)
    return show_page(
        request, page, "watch/watch.html", today=bool(request.GET.get("today")),
        decoys=decoys(who) if request.GET.get("decoys") else None,
        limits=[_limit(one) for one in configured().values()],
    )  # fmt: skip


def _limit(one: Threshold) -> str:
    if one.times == 0:
        return _("%(words)s: from %(floor)s a day") % {"words": _(one.words), "floor": one.floor}
    words = _("%(words)s: from %(floor)s a day, and more than %(times)s times what is usual")
    return words % {"words": _(one.words), "floor": one.floor, "times": f"{one.times:g}"}


def measure_words(measure: str) -> str:
    """What was counted, in words."""
    if measure == DECOY:
        return _("looked at a decoy")
    limit = configured().get(measure)
    return _(limit.words) if limit else measure


def _signals(found: Sequence[Listed]) -> Component:
    if not found:
        return Empty(_("There is no signal."), _("Signals appear here in the night, or at once."))
    columns = [Column(w) for w in (_("Day"), _("Who"), _("What"), _("How many"), _("State"))]
    rows: list[Sequence[Shown]] = [
        [
            Link(day_in_words(one.day), reverse("signal", args=[one.id])),
            f"{one.who}, {one.agency}",
            measure_words(one.measure),
            _("%(number)s; usual: up to %(usual)s") % {"number": one.number, "usual": one.usual},
            Tag(_(one.found.label), State.MET) if one.found else Tag(_("To be asked"), State.DUE),
        ]
        for one in found
    ]
    return Table(_("Signals"), columns, rows)


def _today(request: HttpRequest) -> Component:
    found = today(viewer(request))
    if not found:
        return Empty(_("Nothing stands out today."), _("So far."))
    columns = [Column(w) for w in (_("Who"), _("What"), _("How many"))]
    rows: list[Sequence[Shown]] = [
        [
            f"{one.who}, {one.agency}",
            measure_words(one.measure),
            _("%(number)s; usual: up to %(usual)s") % {"number": one.number, "usual": one.usual},
        ]
        for one in found
    ]
    return Table(_("Today"), columns, rows)


@require_http_methods(["GET", "POST"])
def signal(request: HttpRequest, signal: UUID) -> HttpResponse:
    """One signal, and what was found."""
    _must_protect_data(request)
    who = viewer(request)
    one = next((s for s in signals(who) if s.id == signal), None)
    if one is None:
        raise Http404
    answers = Answers.posted(request.POST)
    wrong: Sequence[Wrong] = ()
    if request.method == "POST" and one.found is None:
        values, wrong = read_all(ASKING, answers)
        if not wrong:
            try:
                say_found(signal, by=who, found=Found(values["found"]), note=values["note"])
            except NotRecordable as refused:
                wrong = problems_at(ASKING, refused)
            else:
                return HttpResponseRedirect(reverse("watch"))
    page = Page(title=_("A signal"), head=summary_of(wrong), back=reverse("watch"))
    return show_page(
        request, page, "watch/signal.html", about=_about(one), done=one.found is not None,
        controls=controls(ASKING, answers, {w.name: w.message for w in wrong}),
    )  # fmt: skip


def _about(one: Listed) -> SummaryList:
    rows = [
        Row(_("Who"), f"{one.who}, {one.agency}"),
        Row(_("Day"), day_in_words(one.day)),
        Row(_("What"), measure_words(one.measure)),
        Row(_("How many"), str(one.number)),
        Row(_("Usual among peers"), _("up to %(usual)s") % {"usual": one.usual}),
        Row(_("Raised"), time_in_words(one.at)),
    ]
    if one.found is not None:
        rows += [
            Row(_("Found"), _(one.found.label)),
            Row(_("By"), one.looked_by),
            Row(_("In words"), one.note),
        ]
    return SummaryList(rows)
