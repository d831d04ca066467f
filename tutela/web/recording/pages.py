"""The pages of recording and correcting: questions, check your answers, recorded."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tutela.chronology.entry import Chronology
from tutela.doors.errors import Changed, NotRecordable
from tutela.doors.gate import open_gate
from tutela.doors.reading import Record, read
from tutela.doors.recording import correct as mend
from tutela.doors.recording import record as write
from tutela.web import drafts
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Wrong
from tutela.web.asking.form import Filled
from tutela.web.asking.wrongs import summary_of
from tutela.web.components import Banner
from tutela.web.doorway import posted_id, viewer
from tutela.web.page import Page, show_page
from tutela.web.recording.checking import check_page, overtaken_page, was_seen
from tutela.web.recording.errand import Errand, to_correct, to_record
from tutela.web.recording.keeping import window_of


@require_http_methods(["GET", "POST"])
def record_ask(request: HttpRequest, child: UUID, kind: str) -> HttpResponse:
    """The questions of a kind."""
    return _ask(request, to_record(read(child, as_=viewer(request)), kind))


@require_http_methods(["GET", "POST"])
def correct_ask(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """The questions of an entry, with the answers as they stand."""
    errand = to_correct(read(child, as_=viewer(request)), entry)
    return _mended_meanwhile(request, errand) or _ask(request, errand)


@require_POST
def record_afresh(request: HttpRequest, child: UUID, kind: str) -> HttpResponse:
    """Throw away what was begun, and begin anew."""
    return _afresh(request, to_record(read(child, as_=viewer(request)), kind))


@require_POST
def correct_afresh(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """Throw away a begun correction, and begin anew."""
    return _afresh(request, to_correct(read(child, as_=viewer(request)), entry))


@require_http_methods(["GET", "POST"])
def record_check(request: HttpRequest, child: UUID, kind: str) -> HttpResponse:
    """Check your answers; sending them records the entry."""
    if request.method == "POST":
        written = _write_at_once(request, child, kind)
        if written is not None:
            return written
    return _check(request, to_record(read(child, as_=viewer(request)), kind))


@require_http_methods(["GET", "POST"])
def correct_check(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """Check a correction, old and new side by side; sending it records the correction."""
    errand = to_correct(read(child, as_=viewer(request)), entry)
    return _mended_meanwhile(request, errand) or _check(request, errand)


def _ask(request: HttpRequest, errand: Errand) -> HttpResponse:
    if errand.needs_another_first:
        return _another_first(request, errand)
    number = _step_number(request, errand)
    step = errand.form.step(number)
    if request.method != "POST":
        return _show_step(request, errand, number, errand.start(request.GET))
    entry, answers = errand.take(Answers.posted(request.POST), step.names, window_of(request))
    answers, stays = _with_rows(request, errand, answers)
    errand.keep(entry, answers)
    wrong = () if stays else errand.form.check_step(step, answers)
    if wrong or stays:
        return _show_step(request, errand, number, (entry, answers), wrong)
    following = _next_step(errand, number, answers)
    return HttpResponseRedirect(errand.url(step=following) if following else errand.url("check"))


def _afresh(request: HttpRequest, errand: Errand) -> HttpResponse:
    if errand.draft is not None:
        drafts.forget(viewer(request), errand.draft.id)
    return HttpResponseRedirect(errand.url())


def _check(request: HttpRequest, errand: Errand) -> HttpResponse:
    sent = posted_id(request, "_entry") if request.method == "POST" else None
    if errand.draft is None:
        # Sent twice: the first time made the entry and the draft is gone.
        return HttpResponseRedirect(_where_it_is(errand, sent))
    filled = errand.form.fill(errand.draft.answers)
    wrong = filled.wrong
    changed = request.method == "POST" and not was_seen(request, errand.draft)
    if request.method == "POST" and filled.is_whole and not changed:
        try:
            return _write(request, errand, filled)
        except NotRecordable as refused:
            wrong = errand.wrong_of(refused.problems)
        except Changed:
            return overtaken_page(request, errand, filled)
    if wrong:
        begun = (errand.draft.id, errand.draft.answers)
        return _show_step(request, errand, errand.form.step_of(wrong[0]), begun, wrong)
    return check_page(request, errand, filled, changed=changed)


def _write_at_once(request: HttpRequest, child: UUID, kind: str) -> HttpResponse | None:
    """Write what was checked without reading the record first: the door reads and checks it anyway.
    None where something is to be said, for which the page needs the record."""
    gate = open_gate(child, viewer(request))
    errand = to_record(Record(gate, Chronology(child, (), timezone.now())), kind)
    if errand.kind.refers_to or errand.draft is None or not was_seen(request, errand.draft):
        return None
    filled = errand.form.fill(errand.draft.answers)
    try:
        return _write(request, errand, filled) if filled.is_whole else None
    except (NotRecordable, Changed):
        return None


def _write(request: HttpRequest, errand: Errand, filled: Filled) -> HttpResponse:
    assert errand.draft is not None
    assert filled.content is not None
    assert filled.happened is not None
    by = viewer(request)
    entry = errand.draft.id
    if errand.entry is None:
        write(
            filled.content,
            child=errand.record.child,
            by=by,
            happened=filled.happened,
            refers_to=errand.refers_to(filled),
            id=entry,
            known=errand.record.chronology,
            through=errand.record.gate,
        )
    else:
        mend(
            errand.entry.id,
            filled.content,
            child=errand.record.child,
            by=by,
            happened=filled.happened,
            reason=filled.reason,
            refers_to=errand.refers_to(filled),
            id=entry,
            keep=filled.stays,
        )
    drafts.forget(by, entry)
    return HttpResponseRedirect(reverse("recorded", args=[errand.record.child, entry]))


def _show_step(
    request: HttpRequest,
    errand: Errand,
    number: int,
    begun: tuple[UUID, Answers],
    wrong: tuple[Wrong, ...] = (),
) -> HttpResponse:
    step = errand.form.step(number)
    entry, answers = begun
    kept = errand.draft is not None or request.method == "POST"
    here = [w for w in wrong if w.name.split("-")[0] in step.names or not w.name]
    head = summary_of(here)
    if not here and errand.draft is not None and request.method == "GET" and number == 1:
        head.append(
            Banner(_("You began this earlier. Your answers are below."), title=_("Kept for you"))
        )
    page = Page(
        title=errand.title,
        head=head,
        back=errand.url(step=number - 1) if number > 1 else _child_url(errand),
    )
    return show_page(
        request,
        page,
        "tutela/recording/ask.html",
        errand=errand,
        about=_(errand.kind.about),
        step_title=_(step.title) if step.title and len(errand.form.steps) > 1 else "",
        step_number=number,
        steps=len(errand.form.steps),
        controls=errand.form.controls(step, answers, here),
        # Also where the door refused what was checked: there the page stands under another address.
        ask_url=errand.url(step=number),
        entry=entry,
        seen=drafts.mark_of(entry, answers) if kept else "",
        afresh_url=errand.url("afresh") if errand.draft is not None else "",
    )


def _another_first(request: HttpRequest, errand: Errand) -> HttpResponse:
    page = Page(title=errand.title, back=_child_url(errand))
    kinds = [
        (_(kind.title), reverse("record_ask", args=[errand.record.child, kind.slug]))
        for kind in errand.needs_another_first
        if kind.offered
    ]
    return show_page(
        request, page, "tutela/recording/another_first.html", errand=errand, kinds=kinds
    )


def _mended_meanwhile(request: HttpRequest, errand: Errand) -> HttpResponse | None:
    """Where somebody else has mended the entry already, unless it was this very correction."""
    assert errand.entry is not None
    later = errand.record.chronology.mended_by(errand.entry.id)
    if later is None:
        return None
    if later.id == posted_id(request, "_entry"):
        return HttpResponseRedirect(reverse("recorded", args=[errand.record.child, later.id]))
    filled = errand.form.fill(errand.draft.answers) if errand.draft else None
    return overtaken_page(request, errand, filled)


def _where_it_is(errand: Errand, entry: UUID | None) -> str:
    if entry is not None and entry in errand.record.chronology:
        return reverse("recorded", args=[errand.record.child, entry])
    return errand.url()


def _with_rows(request: HttpRequest, errand: Errand, answers: Answers) -> tuple[Answers, bool]:
    """The answers with a row added or taken out, where a button asked for it; whether one did."""
    if added := errand.form.rows_ask(request.POST.get("_add", "")):
        return added.with_another(answers), True
    name, _hyphen, row = request.POST.get("_remove", "").partition("-")
    if row.isdecimal() and errand.form.rows_ask(name):
        return answers.without_row(name, int(row)), True
    return answers, "_more" in request.POST


def _next_step(errand: Errand, number: int, answers: Answers) -> int:
    """The next step that asks anything, given the answers; 0 after the last."""
    for following in range(number + 1, len(errand.form.steps) + 1):
        if errand.form.controls(errand.form.step(following), answers):
            return following
    return 0


def _step_number(request: HttpRequest, errand: Errand) -> int:
    asked_for = request.GET.get("step", "1")
    number = int(asked_for) if asked_for.isdecimal() and len(asked_for) < 4 else 1
    return min(max(number, 1), len(errand.form.steps))


def _child_url(errand: Errand) -> str:
    return reverse("child", args=[errand.record.child])
