"""One child's times away: what is happening now, each time, what drove and drew them away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_GET

from tutela.access.asked import Action
from tutela.chronology.kinds import Category, Choice
from tutela.doors.reading import Record, read
from tutela.people.roles import Nation
from tutela.protection.missing.derive import (
    Episode,
    episodes,
    is_early_loss,
    missing_now,
    pattern,
)
from tutela.protection.missing.duties import NATIONS_WITH_A_RULE
from tutela.protection.missing.entries import OthersInDanger
from tutela.web.components import (
    Column,
    Empty,
    Facts,
    Lines,
    Name,
    OwnWords,
    Row,
    Shown,
    State,
    SummaryList,
    Table,
    Tag,
)
from tutela.web.dates import moment_in_words
from tutela.web.doorway import viewer
from tutela.web.sections import Section, show_sections, to_record

FIRST_HOURS = gettext_noop(
    "Ring the police at once, with the likeness, the number of any telephone and car, and that "
    "the child may be a victim of trafficking. Tell the guardian, the reviewing officer and "
    "whoever has parental responsibility. Don’t wait."
)


@require_GET
def missing(request: HttpRequest, child: UUID) -> HttpResponse:
    """Every time away, and what they have in common."""
    record = read(child, as_=viewer(request))
    record.gate.must(Action.READ, Category.PROTECTION)
    at = timezone.now()
    known = episodes(record.chronology)
    sections = [_now(record, at), _each(record, known, at)]
    sections += [_in_common(record), _others(record)] if known else []
    return show_sections(
        request,
        record,
        _("Missing and away"),
        sections,
        intro=_("A trafficked child who goes is often called, fetched or threatened. Going is no "
                "fault of theirs."),
    )  # fmt: skip


def _now(record: Record, at: datetime) -> Section:
    now = missing_now(record.chronology, at)
    if now is None:
        began = to_record(record, ("went-missing", _("Record that the child is missing")))
        part = Empty(
            _("The child is where they should be, as far as this record says."),
            _("If they are not, write it down now: the circle is told at once."),
        )
        return Section(_("Now"), [part], doing=began)
    doing = to_record(
        record,
        ("missing-reported", _("Record who was told, and the police reference")),
        ("missing-found", _("Record that it is known where they are")),
        ("missing-returned", _("Record that they are back")),
        ("others-in-danger", _("Record others in danger in the same place")),
    )
    return Section(_("Now"), [_summary(record, now, at)], _(FIRST_HOURS), doing)


def _each(record: Record, known: Iterable[Episode], at: datetime) -> Section:
    parts = [_summary(record, e, at) for e in reversed(tuple(known)) if not e.is_open(at)]
    doing = to_record(record, ("return-interview", _("Record a talk after coming back")))
    intro = ""
    if record.gate.nation not in NATIONS_WITH_A_RULE:
        intro = _(
            "We know no time for the talk after coming back in %(nation)s, and count none. England "
            "gives 72 hours."
        ) % {"nation": _(Nation(record.gate.nation).label)}
    if not parts:
        return Section(
            _("Before"), [Empty(_("No earlier time away."), _("None is recorded here."))]
        )
    return Section(_("Before"), parts, intro, doing)


def _summary(record: Record, episode: Episode, at: datetime) -> SummaryList:
    said = episode.content
    rows = [
        Row(_("Went"), Lines([moment_in_words(episode.went.happened), _(said.what.label)])),
        Row(_("From"), _(said.from_where.label)),
        Row(_("For how long"), _span(episode.lasted(at))),
        Row(_("Told"), _told(episode)),
    ]
    if is_early_loss(episode, record.chronology):
        rows.append(Row(_("First days"), Tag(_("Within three days of coming"), State.UNSAFE)))
    if episode.police_reference:
        rows.append(Row(_("Police reference"), Name(episode.police_reference)))
    if episode.returned is not None:
        rows.append(Row(_("Back"), moment_in_words(episode.returned.happened)))
        rows.append(Row(_("Talk after coming back"), _heard(episode)))
    return SummaryList(rows)


def _told(episode: Episode) -> Shown:
    if not episode.told:
        return Tag(_("Nobody, as far as is recorded"), State.OVERDUE)
    return Lines(_labels(episode.told))


def _labels(chosen: Iterable[Choice]) -> list[Shown]:
    found = list(chosen)
    return [_(one.label) for one in sorted(found, key=list(type(found[0])).index)]


def _heard(episode: Episode) -> Shown:
    talk = episode.heard
    if talk is None:
        return Tag(_("Not held yet"), State.DUE)
    rows = [Row(_("Hard to stay"), Lines(_labels(talk.push)))] if talk.push else []
    if talk.pull:
        rows.append(Row(_("Drawn or forced"), Lines(_labels(talk.pull))))
    if talk.child_words:
        rows.append(Row(_("In their words"), OwnWords(talk.child_words)))
    return Facts(rows) if rows else _("Held")


def _in_common(record: Record) -> Section:
    found = pattern(record.chronology)
    columns = [Column(_("Why")), Column(_("Times"), numeric=True)]
    push: list[list[Shown]] = [[_(one.label), str(n)] for one, n in found.push]
    pull: list[list[Shown]] = [[_(one.label), str(n)] for one, n in found.pull]
    parts = []
    if push:
        parts.append(Table(_("What made it hard to stay"), columns, push))
    if pull:
        parts.append(Table(_("What drew, called or forced them"), columns, pull))
    intro = ngettext(
        "From %(number)d talk after coming back.",
        "From %(number)d talks after coming back.",
        found.talks,
    ) % {"number": found.talks}
    if not parts:
        return Section(
            _("What they have in common"),
            [Empty(_("Nothing is known yet."), _("It is learnt in the talks after coming back."))],
        )
    return Section(_("What they have in common"), parts, intro)


def _others(record: Record) -> Section:
    rows = [
        Row(moment_in_words(e.happened), Name(e.says(OthersInDanger).who))
        for e in record.chronology.of(OthersInDanger)
        if e.content is not None
    ]
    doing = to_record(record, ("others-in-danger", _("Record others in danger")))
    if not rows:
        none = Empty(_("Nobody is recorded."), _("Ask whether other children were there."))
        return Section(_("Others in the same place"), [none], doing=doing)
    return Section(_("Others in the same place"), [SummaryList(rows)], doing=doing)


def _span(time: timedelta) -> str:
    whole = int(time.total_seconds() // 3600)
    if whole < 48:
        return ngettext("%(number)d hour", "%(number)d hours", whole) % {"number": whole}
    return ngettext("%(number)d day", "%(number)d days", whole // 24) % {"number": whole // 24}
