"""The list of a child's documents, adding one, and correcting what is said of one."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tutela.access.asked import Action
from tutela.chronology.entry import Entry
from tutela.chronology.kinds import Category, kind_of
from tutela.doors.errors import Changed, NotAllowed, NotRecordable
from tutela.doors.reading import Record, read
from tutela.doors.recording import correct as mend
from tutela.files.asked import ABOUT, KEEP, REASON, RECEIVED, Original, correcting, recording
from tutela.files.cleaning.outcome import Refused, Why
from tutela.files.entries import DOCUMENTS, Document, document_kinds
from tutela.files.opening import seen_document
from tutela.files.receiving import TOO_LARGE
from tutela.files.taking_in import Told, note_sent, put_on_record, take
from tutela.files.words import REFUSALS
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Wrong, controls, read_all
from tutela.web.asking.wrongs import summary_of
from tutela.web.components import (
    Column,
    Component,
    Empty,
    Link,
    Name,
    Shown,
    Table,
)
from tutela.web.dates import moment_in_words
from tutela.web.doorway import posted_id, viewer
from tutela.web.page import Page, show_page

FILE = "file"


@require_GET
def documents(request: HttpRequest, child: UUID) -> HttpResponse:
    """The documents that this viewer may read about."""
    record = read(child, as_=viewer(request))
    return show_page(
        request,
        Page(title=_("Documents"), back=reverse("child", args=[child])),
        "files/documents.html",
        record=record,
        child=child,
        list=_list(record),
        may_add=bool(_recordable(record)),
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, child: UUID) -> HttpResponse:
    """Choose a file and say what it is; the safe copy of it goes on record."""
    record = read(child, as_=viewer(request))
    kinds = document_kinds(_recordable(record))
    if not kinds:
        raise NotAllowed("no document may be recorded in this role")
    asks = recording(kinds)
    answers = Answers.posted(request.POST)
    if request.method != "POST":
        return _add_page(request, record, Answers({KEEP: [Original.NO.value]}), [])
    values, wrong = read_all(asks, answers)
    sent = request.FILES.get(FILE)
    if getattr(request, TOO_LARGE, False):
        wrong.insert(0, _about_the_file(Why.TOO_LARGE))
    elif not isinstance(sent, UploadedFile):
        wrong.insert(0, Wrong(FILE, f"#{FILE}", _("Choose a file")))
    if wrong:
        return _add_page(request, record, answers, wrong)
    assert isinstance(sent, UploadedFile)
    assert sent.file is not None
    entry = posted_id(request, "_entry") or uuid4()
    if entry in record.chronology:
        return HttpResponseRedirect(reverse("recorded", args=[child, entry]))
    try:
        note_sent(viewer(request))
        taken = take(
            sent.file,
            sent.name or "",
            size=sent.size or 0,
            original=values[KEEP] == Original.YES.value,
        )
        put_on_record(
            taken,
            Told(values["title"], values["shows"], values["given_by"]),
            kind=kind_of(values[ABOUT]),
            child=child,
            by=viewer(request),
            received=values[RECEIVED],
            id=entry,
        )
    except Refused as refused:
        return _add_page(request, record, answers, [_about_the_file(refused.why)])
    except NotRecordable as refused:
        return _add_page(request, record, answers, _at_asks(refused))
    return HttpResponseRedirect(reverse("recorded", args=[child, entry]))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """Correct what is said of a document. The file stays the one that it is."""
    record = read(child, as_=viewer(request))
    seen = seen_document(record, entry)
    record.gate.must(Action.CORRECT, seen.entry.category)
    if seen.withdrawn:
        raise NotAllowed("a withdrawn document is not corrected")
    asks = correcting()
    posted = request.method == "POST"
    answers = Answers.posted(request.POST) if posted else _as_told(seen.entry)
    wrong: list[Wrong] = []
    if posted:
        values, wrong = read_all(asks, answers)
        if not wrong:
            told = {name: values[name] for name in ("title", "shows", "given_by")}
            try:
                done = mend(
                    seen.entry.id,
                    seen.entry.says(Document).model_copy(update=told),
                    child=child,
                    by=viewer(request),
                    happened=values[RECEIVED],
                    reason=values[REASON],
                    id=posted_id(request, "_entry"),
                )
                return HttpResponseRedirect(reverse("recorded", args=[child, done.id]))
            except NotRecordable as refused:
                wrong = _at_asks(refused)
            except Changed:
                return HttpResponseRedirect(reverse("entry", args=[child, seen.entry.id]))
    page = Page(
        title=_("Correct what is said of a document"),
        head=summary_of(wrong),
        back=reverse("document", args=[child, entry]),
    )
    return show_page(
        request,
        page,
        "files/correct.html",
        status=400 if wrong else 200,
        record=record,
        controls=controls(asks, answers, {w.name: w.message for w in wrong}),
        entry=posted_id(request, "_entry") or uuid4(),
    )


def _recordable(record: Record) -> frozenset[Category]:
    return frozenset(c for c in Category if record.may(Action.RECORD, c))


def _add_page(
    request: HttpRequest, record: Record, answers: Answers, wrong: list[Wrong]
) -> HttpResponse:
    asks = recording(document_kinds(_recordable(record)))
    said = {w.name: w.message for w in reversed(wrong)}
    page = Page(
        title=_("Add a document"),
        head=summary_of(wrong),
        back=reverse("documents", args=[record.child]),
    )
    return show_page(
        request,
        page,
        "files/add.html",
        status=400 if wrong else 200,
        record=record,
        controls=controls(asks, answers, said),
        file_wrong=said.get(FILE, ""),
        # A form that was refused is sent again as another entry: nothing of the first one stands.
        entry=uuid4(),
        again=bool(wrong),
    )


def _about_the_file(why: Why) -> Wrong:
    return Wrong(FILE, f"#{FILE}", str(REFUSALS[why]))


def _at_asks(refused: NotRecordable) -> list[Wrong]:
    at = {"happened": (RECEIVED, f"#q-{RECEIVED}-day")}
    return [
        Wrong(*at.get(p.field, (p.field, f"#q-{p.field}" if p.field else "")), _(p.message))
        for p in refused.problems
    ]


def _as_told(entry: Entry) -> Answers:
    content = entry.says(Document)
    boxes: dict[str, list[str]] = {}
    for ask in correcting():
        if ask.field == RECEIVED:
            boxes |= ask.fill(entry.happened)
        elif ask.field != REASON:
            boxes |= ask.fill(getattr(content, ask.field))
    return Answers(boxes)


def _list(record: Record) -> Component:
    standing = reversed(record.chronology.of(*DOCUMENTS))
    rows = [_row(record, entry) for entry in standing]
    if not rows:
        return Empty(
            _("There are no documents that you may read about."),
            _("Letters, pictures and recordings about the child can be kept here."),
        )
    heads = (_("Document"), _("About"), _("Received"), _("Given by"))
    return Table(
        caption=_("Documents, latest first"), columns=[Column(h) for h in heads], rows=rows
    )


def _row(record: Record, entry: Entry) -> list[Shown]:
    content = entry.says(Document)
    address = reverse("document", args=[record.child, entry.id])
    return [
        Link(Name(content.title), address),
        _(entry.kind.title).removeprefix(_("Document: ")).capitalize(),
        moment_in_words(entry.happened),
        Name(content.given_by),
    ]
