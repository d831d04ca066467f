"""Choosing what is sent, looking at it as it will leave, and sending it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from tutela.chronology.kinds import Question
from tutela.doors.errors import NotRecordable
from tutela.doors.reading import Record
from tutela.sharing.answers import BY_LINK, OUTSIDE, HowSent
from tutela.sharing.derive import Transition
from tutela.sharing.packing import can_be_passed, pack, seem_to_say_where
from tutela.sharing.rules import digest_of
from tutela.sharing.sending import must_share, recipient_of, send
from tutela.sharing.share_pages import package_parts, share_of
from tutela.sharing.views import record_for_sharing
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Ask, Wrong, controls, read_all
from tutela.web.asking.choices import AskOne, AskSeveral, Offer
from tutela.web.asking.wrongs import summary_of
from tutela.web.components import Banner, Component, ErrorSummary, Name, Problem, Shown
from tutela.web.dates import moment_in_words
from tutela.web.doorway import posted_id, viewer
from tutela.web.freshness import freshly_proven
from tutela.web.page import Page, show_page
from tutela.web.telling import content_in_a_line


@require_http_methods(["GET", "POST"])
@freshly_proven
def send_page(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """Choose what is sent, look at it as it will leave, and send it."""
    record = record_for_sharing(request, child)
    found = share_of(record, entry)
    must_share(record, found)
    if found.sent is not None:
        return HttpResponseRedirect(reverse("share", args=[child, found.id]))
    asks, posted = _asks(record, found), Answers.posted(request.POST)
    if request.method != "POST" or "_back" in request.POST:
        return _choose(request, record, found, posted)
    values, wrong = read_all(asks, posted)
    if wrong:
        return _choose(request, record, found, posted, wrong)
    chosen = frozenset(map(UUID, values.get("chosen") or ()))
    how = HowSent(values.get("how", HowSent.HERE))
    package = pack(record.chronology, found.proposal.parts, chosen)
    if request.POST.get("_seen") != digest_of(package):
        return _look(request, record, found, chosen, how)
    try:
        send(found.id, child=child, by=viewer(request), chosen=chosen, how=how,
             id=posted_id(request, "_entry"))  # fmt: skip
    except NotRecordable as refused:
        problems = [Wrong(p.field, "", _(p.message)) for p in refused.problems]
        return _choose(request, record, found, posted, problems)
    return HttpResponseRedirect(reverse("share", args=[child, found.id]))


def _asks(record: Record, share: Transition) -> tuple[Ask, ...]:
    offers = tuple(
        Offer(
            str(one.entry.id),
            f"{content_in_a_line(one.entry.kind.says, one.content) or one.entry.kind.title} "
            f"({moment_in_words(one.entry.happened)})",
            group=next(p.label for p in share.proposal.parts if p == one.entry.category.value),
        )
        for one in can_be_passed(record.chronology, share.proposal.parts)
    )
    which = Question(
        gettext_noop("What do they need to know?"),
        gettext_noop("As little as will do. Answers that say where the child is are left out."),
        optional=share.proposal.guest is not None or share.proposal.hands_over,
    )
    asks: list[Ask] = [AskSeveral("chosen", "chosen", which, offers=offers)]
    if recipient_is_outside(share):
        kept = {HowSent.HERE}
        if share.proposal.recipient_kind not in BY_LINK:
            kept.add(HowSent.LINK)
        ways = tuple(Offer(h.value, h.label) for h in HowSent if h not in kept)
        asks.append(AskOne("how", "how", Question(gettext_noop("How does it go?")), offers=ways))
    return tuple(asks)


def recipient_is_outside(share: Transition) -> bool:
    """Has the recipient no account?"""
    return share.proposal.recipient_kind in OUTSIDE


def _choose(
    request: HttpRequest,
    record: Record,
    share: Transition,
    posted: Answers,
    wrong: Sequence[Wrong] = (),
) -> HttpResponse:
    return show_page(
        request,
        Page(
            title=_("Choose what is sent"),
            head=summary_of(wrong),
            back=reverse("share", args=[record.child, share.id]),
        ),
        "sharing/choose.html",
        status=400 if wrong else 200,
        record=record,
        share=share,
        recipient=Name(share.proposal.recipient),
        controls=controls(_asks(record, share), posted, {w.name: w.message for w in wrong}),
    )


def _look(
    request: HttpRequest,
    record: Record,
    share: Transition,
    chosen: frozenset[UUID],
    how: HowSent,
) -> HttpResponse:
    package = pack(record.chronology, share.proposal.parts, chosen)
    head: list[Component] = []
    problem = _who_gets_it(record, share)
    if problem:
        head.append(ErrorSummary([Problem(problem)]))
    head += _warnings(record, share, chosen)
    return show_page(
        request,
        Page(
            title=_("Check what leaves"),
            head=head,
            back=reverse("share", args=[record.child, share.id]),
        ),
        "sharing/look.html",
        record=record,
        recipient=Name(share.proposal.recipient),
        package=package_parts(package),
        chosen=sorted(map(str, chosen)),
        how=how if recipient_is_outside(share) else None,
        how_words=_(how.label),
        seen=digest_of(package),
        entry=uuid4(),
        outside=recipient_is_outside(share),
        hands_over=share.proposal.hands_over,
    )


def _who_gets_it(record: Record, share: Transition) -> str:
    try:
        recipient_of(share.proposal, record.gate.lead_agency)
    except NotRecordable as refused:
        return _(refused.problems[0].message)
    return ""


def _warnings(record: Record, share: Transition, chosen: frozenset[UUID]) -> list[Component]:
    found = list(seem_to_say_where(record.chronology, share.proposal.parts, chosen))
    if not found:
        return []
    lines: list[Shown] = [
        _("“%(words)s” in “%(entry)s”") % {"words": one.words, "entry": _(entry.kind.title)}
        for entry, one in found
    ]
    told = _(
        "If it says where the child is, was or will be, go back and leave that entry out, or "
        "correct it first. What has left cannot be called back."
    )
    return [Banner(_("This seems to say where:"), [*lines, told], title=_("Look at this again"))]
