"""One child's meetings, actions, challenges and letters, and a letter on paper."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tutela.access.asked import Action, Shield
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, Content
from tutela.chronology.moment import LONDON
from tutela.chronology.places import SaysWhere, known_places, says_where
from tutela.doors.reading import Record, read
from tutela.duties.duty import happened_at
from tutela.teamwork.derive import Action as Agreed
from tutela.teamwork.derive import Challenge, actions, challenges
from tutela.teamwork.entries import (
    ChallengeAnswered,
    ChallengeRaised,
    LetterWritten,
    ManagementOversight,
    MeetingCalled,
    MeetingHeld,
)
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Lines,
    Link,
    Name,
    Shown,
    State,
    Table,
    Tag,
)
from tutela.web.dates import day_in_words, moment_in_words
from tutela.web.doorway import viewer
from tutela.web.freshness import freshly_proven
from tutela.web.page import Page, show_page
from tutela.web.printing import letter_paper
from tutela.web.telling import in_a_line


@require_GET
def work(request: HttpRequest, child: UUID) -> HttpResponse:
    """Everything that people agreed to do, and what they decided together."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.PROTECTION)
    now = timezone.now()
    return show_page(
        request,
        Page(title=_("Working together"), back=reverse("child", args=[child])),
        "teamwork/work.html",
        record=record,
        child=child,
        may_record=record.may(Action.RECORD, Category.PROTECTION),
        actions=_actions(record, now),
        meetings=_entries(record, MeetingCalled, MeetingHeld, none=_("No meeting is recorded.")),
        oversight=_entries(
            record, ManagementOversight, none=_("No manager has recorded a decision here.")
        ),
        challenges=_challenges(record),
        letters=_letters(record),
    )


def _entries(record: Record, *contents: type[Content], none: str) -> Component:
    found = [e for e in reversed(record.chronology.of(*contents)) if e.content is not None]
    if not found:
        return Empty(none, "")
    rows: list[list[Shown]] = [
        [
            moment_in_words(entry.happened),
            Lines(
                [
                    Link(_(entry.kind.title), _entry(record, entry)),
                    Name(in_a_line(entry)),
                    *(Name(line) for line in _decided(entry)),
                ]
            ),
            entry.by_name,
        ]
        for entry in found
    ]
    columns = [Column(_("When")), Column(_("What")), Column(_("Recorded by"))]
    return Table(_("In the order of time, the last first"), columns, rows, caption_hidden=True)


def _decided(entry: Entry) -> list[str]:
    """The decisions of a meeting, one on each line."""
    said = entry.content
    written = said.decisions or "" if isinstance(said, MeetingHeld) else ""
    return [line.strip() for line in written.splitlines() if line.strip()]


def _actions(record: Record, now: datetime) -> Component:
    found = actions(record.chronology)
    if not found:
        return Empty(
            _("Nothing has been agreed."), _("What somebody will do is recorded with its day.")
        )
    columns = [Column(_("By when")), Column(_("What")), Column(_("Who")), Column(_("Now"))]
    rows: list[list[Shown]] = [
        [
            day_in_words(one.content.by),
            Name(one.content.what),
            Name(one.content.owner),
            _state(record, one, now),
        ]
        for one in found
    ]
    return Table(_("Actions"), columns, rows, caption_hidden=True)


def _state(record: Record, action: Agreed, now: datetime) -> Shown:
    if action.closed is not None:
        return Link(in_a_line(action.closed), _entry(record, action.closed))
    late = now.astimezone(LONDON).date() > action.content.by
    tag = Tag(_("Overdue"), State.OVERDUE) if late else Tag(_("Open"), State.DUE)
    if not record.may(Action.RECORD, Category.PROTECTION):
        return tag
    address = reverse("record_ask", args=[record.child, "action-closed"])
    return Lines([tag, Link(_("Say what became of it"), address, about=action.content.what)])


def _challenges(record: Record) -> Component:
    found = challenges(record.chronology)
    if not found:
        return Empty(
            _("Nobody has raised one."),
            _("Whoever disagrees with a decision should say so. It protects children."),
        )
    columns = [Column(_("When")), Column(_("What")), Column(_("Answer"))]
    rows = [
        [
            moment_in_words(one.raised.happened),
            Lines(
                [
                    Link(in_a_line(one.raised), _entry(record, one.raised)),
                    Name(one.raised.says(ChallengeRaised).about),
                ]
            ),
            _answer(one),
        ]
        for one in found
    ]
    return Table(_("Challenges"), columns, rows, caption_hidden=True)


def _answer(challenge: Challenge) -> Shown:
    if challenge.answered is None:
        return Tag(_("Not answered yet"), State.DUE)
    return _(challenge.answered.says(ChallengeAnswered).end.label)


def _letters(record: Record) -> Component:
    found = [e for e in reversed(record.chronology.of(LetterWritten)) if e.content is not None]
    if not found:
        return Empty(_("No letter is recorded."), "")
    columns = [Column(_("Day")), Column(_("Letter"))]
    rows: list[list[Shown]] = [
        [
            moment_in_words(entry.happened),
            Link(Name(in_a_line(entry)), reverse("letter", args=[record.child, entry.id])),
        ]
        for entry in found
    ]
    return Table(_("Letters"), columns, rows, caption_hidden=True)


def _entry(record: Record, entry: Entry) -> str:
    return f"{reverse('child', args=[record.child])}#entry-{entry.id}"


@require_GET
def letter(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """A letter as it will be printed, and what in it may say where the child is."""
    record = read(child, as_=viewer(request))
    said = _letter_of(record, entry)
    return show_page(
        request,
        Page(title=_("Letter"), back=reverse("work", args=[child])),
        "teamwork/letter.html",
        record=record,
        child=child,
        entry=entry,
        letter=said,
        paragraphs=_paragraphs(said),
        places=[found.words for found in _places(record, said)],
        is_kept_closely=record.gate.around.shield is not Shield.OPEN,
        may_print=record.gate.might(Action.EXPORT, Category.PROTECTION),
    )


@require_GET
@freshly_proven
def letter_on_paper(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """The letter as PDF/UA. It leaves the record, so it is audited as an export. Where whereabouts
    are kept closely, a letter that seems to say where is not printed, and none names the agency."""
    read(child, as_=viewer(request)).gate.must(Action.EXPORT, Category.PROTECTION)
    record = read(child, as_=viewer(request), how="export", purpose=_("Letter"))
    said = _letter_of(record, entry)
    closely = record.gate.around.shield is not Shield.OPEN
    if closely and any(_places(record, said)):
        return letter(request, child, entry)
    written = record.chronology.entry(entry)
    data = {
        "title": said.subject,
        "author": "Tutela",
        "demonstration": _("Demonstration. The child is made up.")
        if settings.DEMONSTRATION
        else "",
        "from": written.by_name if closely else f"{written.by_name}\n{written.agency_name}",
        "to": said.name,
        "day": day_in_words(happened_at(written).astimezone(LONDON).date()),
        "paragraphs": [said.greeting, *_paragraphs(said), written.by_name],
    }
    name = f"letter-{entry.hex[:8]}.pdf"
    return HttpResponse(
        letter_paper(data, at=written.recorded),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _letter_of(record: Record, entry: UUID) -> LetterWritten:
    record.gate.must(Action.READ, Category.PROTECTION)
    found = record.chronology.now_reads(entry) if entry in record.chronology else None
    if found is None or found.id != entry or not isinstance(found.content, LetterWritten):
        raise Http404
    return found.content


def _paragraphs(said: LetterWritten) -> list[str]:
    return [part.strip() for part in said.text.split("\n\n") if part.strip()]


def _places(record: Record, said: LetterWritten) -> tuple[SaysWhere, ...]:
    known = known_places(e.content for e in record.chronology if e.content is not None)
    return says_where(said, known)
