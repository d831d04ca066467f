"""One entry: as recorded, with what came after it; taking it back; what recording it started."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from tutela.access.asked import Action
from tutela.chronology.entry import Chronology, Entry
from tutela.doors.errors import Changed, NotRecordable
from tutela.doors.reading import Record, read
from tutela.doors.recording import withdraw as take_back
from tutela.duties.births import born
from tutela.duties.duty import Due, duties_of
from tutela.web.components import Banner, ErrorSummary, Link, Problem, Shown, SummaryList
from tutela.web.dates import day_in_words
from tutela.web.doorway import posted_id, viewer
from tutela.web.page import Page, show_page
from tutela.web.recording.errand import may_be_mended, seen_entry
from tutela.web.story import tell_entry
from tutela.web.telling import answers, in_a_line


@require_GET
def entry_page(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """One entry with all its answers and its history."""
    record = read(child, as_=viewer(request))
    shown = seen_entry(record, entry)
    page = Page(_(shown.kind.title), back=reverse("child", args=[child]))
    return show_page(
        request,
        page,
        "tutela/recording/entry.html",
        history=[tell_entry(record, e, opened=True) for e in _history(record.chronology, shown)],
        kind=shown.kind,
    )


@require_GET
def recorded(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """What was recorded, and what that started."""
    record = read(child, as_=viewer(request))
    shown = seen_entry(record, entry)
    banner = Banner(_headline(shown), _started(record, shown), success=True)
    page = Page(title=_("Recorded"), head=[banner])
    return show_page(
        request,
        page,
        "tutela/recording/recorded.html",
        summary=SummaryList(answers(shown.content)) if shown.content else None,
        child=child,
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """Take an entry back, with a reason."""
    record = read(child, as_=viewer(request))
    shown = seen_entry(record, entry)
    record.gate.must(Action.WITHDRAW, shown.category)
    later = record.chronology.mended_by(entry)
    reason = request.POST.get("reason", "")
    problems: list[Problem] = []
    if later is not None and later.withdraws is not None:
        return HttpResponseRedirect(reverse("recorded", args=[child, later.id]))
    if request.method == "POST" and later is None:
        try:
            done = take_back(
                entry,
                child=child,
                by=viewer(request),
                reason=reason,
                id=posted_id(request, "_entry"),
            )
        except NotRecordable as refused:
            problems = [Problem(_(p.message), "#reason") for p in refused.problems]
        except Changed:
            # Between our reading and our writing; the next reading shows it.
            return HttpResponseRedirect(reverse("entry", args=[child, entry]))
        else:
            return HttpResponseRedirect(reverse("recorded", args=[child, done.id]))
    page = Page(
        title=_("Withdraw this entry"),
        head=[ErrorSummary(problems)] if problems else [],
        back=reverse("entry", args=[child, entry]),
    )
    return show_page(
        request,
        page,
        "tutela/recording/withdraw.html",
        told=tell_entry(record, shown, opened=True),
        reason=reason,
        problems=problems,
        entry=uuid4(),
        may_be_corrected=may_be_mended(shown),
        correct_url=reverse("correct_ask", args=[child, entry]),
        overtaken=later is not None,
    )


def _history(chronology: Chronology, entry: Entry) -> list[Entry]:
    """The entry as first written and everything that mended it, latest first."""
    found = [chronology.entry(chronology.first_written(entry.id))]
    while (later := chronology.mended_by(found[-1].id)) is not None:
        found.append(later)
    return found[::-1]


def _headline(entry: Entry) -> str:
    if entry.withdraws is not None:
        return _("The entry was withdrawn. It stays readable, with your reason.")
    if entry.corrects is not None:
        return _("The correction was recorded. The old entry stays readable beside it.")
    return _("Recorded: %(what)s") % {"what": in_a_line(entry)}


def _started(record: Record, entry: Entry) -> list[Shown]:
    """What recording the entry started and ended, as duties."""
    now = record.chronology
    before = Chronology(now.child, tuple(e for e in now if e.place < entry.place), entry.recorded)
    after = Chronology(now.child, tuple(e for e in now if e.place <= entry.place), entry.recorded)
    was, is_now = _open(record, before), _open(record, after)
    begun = [due for key, due in is_now.items() if key not in was]
    ended = [due for key, due in was.items() if key not in is_now]
    lines: list[Shown] = []
    if begun:
        lines.append(
            ngettext("This opened a duty:", "This opened %(count)s duties:", len(begun))
            % {"count": len(begun)}
        )
        lines += [_duty_link(record, due) for due in begun]
    if ended:
        lines.append(
            ngettext("A duty is met or falls away:", "%(count)s duties are met or fall away:",
                     len(ended))
            % {"count": len(ended)}
        )  # fmt: skip
        lines += [_(due.duty.title) for due in ended]
    return lines


def _open(record: Record, chronology: Chronology) -> dict[tuple[str, UUID], Due]:
    dues = duties_of(chronology, nation=record.gate.nation, born=born(chronology))
    return {
        (due.duty.id, chronology.first_written(due.started_by)): due
        for due in dues
        if due.is_open(chronology.at)
    }


def _duty_link(record: Record, due: Due) -> Shown:
    title = _(due.duty.title)
    words = (
        _("%(duty)s, by %(day)s") % {"duty": title, "day": day_in_words(due.last_day)}
        if due.last_day
        else title
    )
    return Link(words, f"{reverse('child', args=[record.child])}#due")
