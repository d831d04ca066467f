"""Check your answers, and what is shown when somebody else was quicker."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tutela.chronology.entry import Entry
from tutela.chronology.moment import Moment
from tutela.chronology.places import known_places, says_where
from tutela.web import rooms
from tutela.web.asking.form import Filled
from tutela.web.components import Banner, Component, Link, Row, SummaryList
from tutela.web.dates import moment_in_words, time_in_words
from tutela.web.drafts import Unfinished
from tutela.web.page import Page, show_page
from tutela.web.recording.errand import Errand
from tutela.web.telling import answers, differences, in_a_line


def was_seen(request: HttpRequest, draft: Unfinished) -> bool:
    """Are the answers still those that the page showed which was sent? In a second window, on this
    machine or another, they may have been changed since."""
    return request.POST.get("_seen", draft.mark) == draft.mark


def check_page(
    request: HttpRequest, errand: Errand, filled: Filled, *, changed: bool = False
) -> HttpResponse:
    """The answers once more before they become an entry; for a correction, beside the old ones.

    With ``changed`` it says that they are not those that were checked before.
    """
    assert errand.draft is not None
    rows = _rows(errand, filled)
    old: list[Row] = []
    if errand.entry is not None:
        old, rows = differences(_rows_of(errand, errand.entry), rows)
    head: list[Component] = [_changed_since()] if changed else []
    head += _says_where(errand, filled)
    if filled.content is not None:
        head += rooms.at_check(filled.content)
    page = Page(title=_("Check your answers"), head=head, back=errand.url())
    return show_page(
        request,
        page,
        "tutela/recording/check.html",
        errand=errand,
        old=SummaryList(old) if old else None,
        new=SummaryList([_changeable(errand, row) for row in rows]),
        reason=filled.reason,
        entry=errand.draft.id,
        seen=errand.draft.mark,
    )


def _changed_since() -> Banner:
    return Banner(
        _("These answers were changed in another window after you looked at them."),
        [_("Nothing was recorded. Look at them once more: they are as they were changed.")],
        title=_("Check again"),
    )


def _says_where(errand: Errand, filled: Filled) -> list[Banner]:
    """A place in an answer that doesn't ask for one travels further than a place does."""
    if filled.content is None:
        return []
    shown = (e.content for e in errand.record.chronology if e.content is not None)
    found = says_where(filled.content, known_places(shown))
    if not found:
        return []
    label = filled.content.question
    lines = [f"“{one.words}” ({_(label(one.field).label)})" for one in found]
    told = _(
        "If it says where the child is, was or will be, move it to the question that asks where. "
        "Answers to other questions are not kept back."
    )
    return [Banner(_("This seems to say where:"), [*lines, told], title=_("Look at this again"))]


def overtaken_page(request: HttpRequest, errand: Errand, filled: Filled | None) -> HttpResponse:
    """Somebody corrected or withdrew the entry first. Both are shown; nothing is lost."""
    assert errand.entry is not None
    later = errand.record.chronology.mended_by(errand.entry.id)
    now = errand.record.chronology.now_reads(errand.entry.id)
    mine = _rows(errand, filled) if filled else []
    theirs = _rows_of(errand, now) if now else []
    if mine:
        theirs, mine = differences(theirs, mine)
    who = later.by_name if later else ""
    head = Banner(
        _("This entry was changed by %(who)s on %(when)s, before your correction was sent.")
        % {"who": who, "when": time_in_words(later.recorded) if later else ""},
        [_("Nothing of yours was recorded, and your answers are kept until you decide.")],
        title=_("Somebody was quicker"),
    )
    page = Page(
        title=_("Somebody was quicker"),
        head=[head],
        back=reverse("child", args=[errand.record.child]),
    )
    return show_page(
        request,
        page,
        "tutela/recording/overtaken.html",
        status=409,
        errand=errand,
        afresh_url=errand.url("afresh"),
        theirs=SummaryList(theirs) if theirs else None,
        mine=SummaryList(mine) if mine else None,
        correct_that=reverse("correct_ask", args=[errand.record.child, now.id]) if now else "",
    )


def _rows(errand: Errand, filled: Filled) -> list[Row]:
    rows = [_when(errand, filled.happened)] if filled.happened else []
    chronology = errand.record.chronology
    target = errand.refers_to(filled)
    if target is not None and target in chronology:
        rows.append(_refers(chronology.entry(target)))
    return [*rows, *(answers(filled.content) if filled.content else ())]


def _rows_of(errand: Errand, entry: Entry) -> list[Row]:
    rows = [_when(errand, entry.happened)]
    chronology = errand.record.chronology
    known = entry.refers_to is not None and entry.refers_to in chronology
    target = chronology.now_reads(entry.refers_to) if known and entry.refers_to else None
    if target is not None:
        rows.append(_refers(target))
    return [*rows, *(answers(entry.content) if entry.content else ())]


def _when(errand: Errand, happened: Moment) -> Row:
    return Row(_(errand.kind.when), moment_in_words(happened))


def _refers(target: Entry) -> Row:
    return Row(_("What does this answer to?"), in_a_line(target))


def _changeable(errand: Errand, row: Row) -> Row:
    form = errand.form
    ask = next((a for a in form.asks if _(a.question.label) == row.key), None)
    if ask is None:
        return row
    number = next(n for n, step in enumerate(form.steps, 1) if ask in step.asks)
    address = f"{errand.url(step=number)}#{ask.id}"
    return Row(row.key, row.value, [Link(_("Change"), address, about=row.key)], row.changed)
