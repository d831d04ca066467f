"""One share: what was proposed, choosing what is sent, what left, and the same on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category
from tutela.doors.errors import NotAllowed
from tutela.doors.reading import Record, read
from tutela.sharing.answers import HowSent
from tutela.sharing.derive import Transition, TransitionState, transition_of
from tutela.sharing.entries import Passed
from tutela.sharing.rules import is_as_sent
from tutela.sharing.sending import might_share, must_share
from tutela.sharing.views import record_for_sharing, state_tag
from tutela.web.components import (
    Lines,
    Link,
    Name,
    Row,
    SummaryList,
)
from tutela.web.dates import time_in_words
from tutela.web.doorway import viewer
from tutela.web.freshness import freshly_proven
from tutela.web.page import Page, show_page
from tutela.web.printing import typeset
from tutela.web.story import render_story
from tutela.web.telling import answers, in_words, shown


@require_GET
def share(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """One share with everything that became of it."""
    record = record_for_sharing(request, child)
    found = share_of(record, entry)
    sent = found.package
    return show_page(
        request,
        Page(title=_("One share"), back=reverse("sharing", args=[child])),
        "sharing/share.html",
        record=record,
        share=found,
        tag=state_tag(found, timezone.now()),
        proposal=SummaryList(answers(found.proposal)),
        package=package_parts(sent.package) if sent else (),
        digest=sent.digest if sent else "",
        as_sent=sent is not None and is_as_sent(sent),
        doing=list(_doing(record, found)),
        story=render_story(record, _steps(found)),
    )


@require_GET
@freshly_proven
def paper(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """The package as a paper to hand over. It leaves, so it is audited as a copy."""
    record = record_for_sharing(request, child)
    found = share_of(record, entry)
    must_share(record, found)
    if found.package is None or found.package.person is not None:
        raise Http404
    if not found.is_open(timezone.now()):
        raise NotAllowed("it is over", _("It was stopped, declined, or its time has run out."))
    read(child, as_=viewer(request), how="export", purpose="Package for a recipient outside")
    made = _paper(request, record, found)
    name = f"package-{found.package.digest[:8]}.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def package_parts(package: Sequence[Passed]) -> list[tuple[str, SummaryList]]:
    """What is in a package: each entry with its heading."""
    return [
        (
            f"{row.title}, {row.when}",
            SummaryList(
                [
                    Row(_("In a line"), Name(row.says)),
                    Row(_("In full"), Lines([Name(x) for x in (row.answers or "—").splitlines()])),
                    Row(_("Recorded by"), Name(row.by)),
                ]
            ),
        )
        for row in package
    ]


def share_of(record: Record, entry: UUID) -> Transition:
    """The share that this entry is a step of. Raises Http404."""
    found = transition_of(record.chronology, entry)
    if found is None:
        raise Http404
    return found


def _steps(share: Transition) -> Iterator[Entry]:
    steps = (share.proposed, share.sent, share.received, share.accepted, share.declined,
             share.revoked, share.told)  # fmt: skip
    return (entry for entry in steps if entry is not None)


def _doing(record: Record, share: Transition) -> Iterator[Link]:
    """What can be done now, by this viewer."""
    child, now = record.child, timezone.now()
    state = share.state(now)
    may = record.may(Action.RECORD, Category.PROTECTION)
    if state is TransitionState.PROPOSED and might_share(record, share):
        yield Link(_("Choose what is sent"), reverse("share_send", args=[child, share.id]))
    outside = share.package is not None and share.package.person is None
    if outside and share.is_open(now) and might_share(record, share):
        yield Link(_("Download it as a paper"), reverse("share_paper", args=[child, share.id]))
        if share.package is not None and share.package.how is HowSent.LINK:
            yield Link(_("Invite by link"), reverse("share_invite", args=[child, share.id]))
    if may and outside and share.is_open(now):
        if share.received is None:
            yield _to_record(child, "transition-received", _("Record their receipt"))
        if share.accepted is None:
            yield _to_record(child, "transition-accepted", _("Record that they accept"))
            yield _to_record(child, "transition-declined", _("Record that they decline"))
    if may and share.sent is not None and not share.young_person_knows:
        yield _to_record(child, "transition-told", _("Record that the young person was told"))
    handed_over = share.proposal.hands_over and share.accepted is not None
    if may and share.is_open(now) and not handed_over:
        yield _to_record(child, "transition-revoked", _("Stop it"))


def _to_record(child: UUID, kind: str, words: str) -> Link:
    return Link(words, reverse("record_ask", args=[child, kind]))


def _paper(request: HttpRequest, record: Record, share: Transition) -> bytes:
    at = timezone.now()
    assert share.package is not None
    proposal = share.proposal
    data = {
        "title": _("Shared in confidence"),
        "author": "Tutela",
        "page": _("Page"),
        "footer": _("For %(recipient)s; made for them by %(name)s, %(when)s")
        % {
            "recipient": proposal.recipient,
            "name": viewer(request).name,
            "when": time_in_words(at),
        },
        "demonstration": _("Demonstration. The child is made up.")
        if settings.DEMONSTRATION
        else "",
        "terms": [
            [_(proposal.question(name).label), in_words(shown(proposal, name))]
            for name in _TERMS
            if getattr(proposal, name) is not None
        ],
        "seal": share.package.digest,
        "entries": [
            {"title": row.title, "when": row.when, "says": row.says, "answers": row.answers or ""}
            for row in share.package.package
        ],
    }  # fmt: skip
    source = files("tutela.sharing").joinpath("package.typ").read_bytes()
    return typeset(source, data, at=at)


_TERMS = ("purpose", "used_for", "until", "onward", "ground", "law")
"""Of the proposal, what the recipient is bound by."""
