"""One document: what is said of it, the file made of it for this reader, the sealed original."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tutela.access.asked import Action, FieldClass, Shield
from tutela.chronology.entry import Entry
from tutela.doors.errors import NotAllowed
from tutela.doors.reading import Record, read
from tutela.files.asked import OPENING, REASON
from tutela.files.entries import SLUGS, Document, KeptAs
from tutela.files.handing import UNKNOWN, Handed, hand_over
from tutela.files.keeping import COPY, ORIGINAL, Missing, opened
from tutela.files.rules import may_open, may_open_original, says_where
from tutela.people.keys import CannotOpen
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Wrong, controls, read_all
from tutela.web.asking.wrongs import summary_of
from tutela.web.components import Row, SummaryList
from tutela.web.dates import moment_in_words
from tutela.web.doorway import viewer
from tutela.web.freshness import is_fresh, prove_yourself
from tutela.web.page import Page, show_page
from tutela.web.telling import answers as told

_PICTURES = frozenset({KeptAs.JPEG, KeptAs.PNG})
SANDBOX = "default-src 'none'; sandbox"
_ENDINGS = {"Word": "docx", "Excel": "xlsx", "plain text": "txt", "JPEG": "jpg"}


@dataclass(frozen=True)
class Seen:
    """A document in a reader's hands: the entry as it reads now, and where its bytes lie."""

    entry: Entry
    first: UUID
    withdrawn: bool

    @property
    def content(self) -> Document:
        """What is said of it."""
        return self.entry.says(Document)


def seen_document(record: Record, entry: UUID) -> Seen:
    """The document that this entry, or a later reading of it, tells of. Raises Http404."""
    chronology = record.chronology
    if entry not in chronology or chronology.entry(entry).kind.slug not in SLUGS:
        raise Http404
    first = chronology.first_written(entry)
    latest = chronology.entry(entry)
    while (later := chronology.mended_by(latest.id)) is not None:
        if later.withdraws is not None:
            return Seen(latest, first, withdrawn=True)
        latest = later
    return Seen(latest, first, withdrawn=False)


@require_GET
def document(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """What is said of a document, and the ways to open it."""
    return _page(request, read(child, as_=viewer(request)), entry)


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """The document as a file made for this reader. Where it may say where the child is, they are
    asked why first, as for every place."""
    record = read(child, as_=viewer(request))
    seen = seen_document(record, entry)
    if not may_open(record.gate.roles, withdrawn=seen.withdrawn):
        raise NotAllowed("a withdrawn document is opened by the lead, manager or reviewing officer")
    if not _where(record, seen):
        _note(record, seen, "export", _("Document opened"))
        return _served(request, record, seen)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("document", args=[child, entry]))
    if record.gate.around.shield is not Shield.OPEN and not is_fresh(request):
        return prove_yourself(request)
    record.gate.must(Action.REVEAL, seen.entry.category, FieldClass.PLACE)
    reason, wrong = _reason(request)
    if wrong:
        return _page(request, record, entry, wrong)
    _note(record, seen, "reveal", reason)
    return _served(request, record, seen)


@require_POST
def original(request: HttpRequest, child: UUID, entry: UUID) -> HttpResponse:
    """The sealed original, for the lead worker and the police, with a reason."""
    record = read(child, as_=viewer(request))
    seen = seen_document(record, entry)
    if not may_open_original(record.gate.roles):
        raise NotAllowed("originals are for the lead worker and the police")
    if seen.content.original is None:
        raise Http404
    if not is_fresh(request):
        return prove_yourself(request)
    reason, wrong = _reason(request)
    if wrong:
        return _page(request, record, entry, wrong)
    _note(record, seen, "export", _("Original: %(why)s") % {"why": reason})
    kind = seen.content.original_name or ""
    try:
        data = _bytes(record, seen, ORIGINAL, seen.content.original)
    except CannotOpen:
        return _spoilt(request, record)
    ending = _ENDINGS.get(kind, kind.casefold())
    return _attached(Handed(data, UNKNOWN, f"original.{ending}"), seen.first)


def _page(
    request: HttpRequest, record: Record, entry: UUID, wrong: list[Wrong] | None = None
) -> HttpResponse:
    seen = seen_document(record, entry)
    gate, content, where = record.gate, seen.content, _where(record, seen)
    may = may_open(gate.roles, withdrawn=seen.withdrawn)
    page = Page(
        title=_("Document"),
        head=summary_of(wrong or []),
        back=reverse("documents", args=[record.child]),
    )
    said = {w.name: w.message for w in wrong or []}
    return show_page(
        request,
        page,
        "files/document.html",
        status=400 if wrong else 200,
        record=record,
        child=record.child,
        entry=seen.entry.id,
        content=content,
        title=content.title,
        facts=SummaryList(
            [Row(_("Received"), moment_in_words(seen.entry.happened)), *told(content)]
        ),
        withdrawn=seen.withdrawn,
        may_open=may,
        asks_why=where,
        picture=may and not where and content.kept_as in _PICTURES,
        may_open_original=content.original is not None and may_open_original(gate.roles),
        may_correct=not seen.withdrawn and record.may(Action.CORRECT, seen.entry.category),
        may_withdraw=not seen.withdrawn and record.may(Action.WITHDRAW, seen.entry.category),
        why=controls(OPENING, Answers.posted(request.POST), said),
        may_reveal=_may_reveal(record, seen),
    )


def _where(record: Record, seen: Seen) -> bool:
    return says_where(seen.entry.category, record.gate.around.shield)


def _may_reveal(record: Record, seen: Seen) -> bool:
    """As far as the person's place goes: a fresh factor is asked for when they press the button."""
    allowed = record.gate.may(Action.REVEAL, seen.entry.category, FieldClass.PLACE)
    return allowed.allowed or allowed.rule == "deny-25"


def _reason(request: HttpRequest) -> tuple[str, list[Wrong]]:
    values, wrong = read_all(OPENING, Answers.posted(request.POST))
    return values.get(REASON, ""), wrong


def _note(record: Record, seen: Seen, action: str, purpose: str) -> None:
    """Audit that it was opened, in the transaction in which it is."""
    roles = ",".join(sorted(record.gate.roles))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT door_audit(%s, %s, %s, %s, %s, NULL, %s)",
            [action, record.child, seen.first, roles, [seen.entry.category.value], purpose],
        )


def _bytes(record: Record, seen: Seen, part: str, digest: str) -> bytes:
    try:
        return opened(
            child=record.child, entry=seen.first, part=part, key=record.gate.key, digest=digest
        )
    except Missing as error:
        raise Http404 from error


def _served(request: HttpRequest, record: Record, seen: Seen) -> HttpResponse:
    try:
        data = _bytes(record, seen, COPY, seen.content.digest)
    except CannotOpen:
        return _spoilt(request, record)
    made = hand_over(seen.content, data, reader=viewer(request).name, at=timezone.now())
    return _attached(made, seen.first)


def _spoilt(request: HttpRequest, record: Record) -> HttpResponse:
    """The bytes were changed behind the program's back, or are not whole."""
    page = Page(title=_("Document"), back=reverse("documents", args=[record.child]))
    return show_page(request, page, "files/spoilt.html", status=500, record=record)


def _attached(made: Handed, entry: UUID) -> HttpResponse:
    """Never shown by the browser itself as a page, and powerless where one is shown after all."""
    name = made.name(entry)
    return HttpResponse(
        made.data,
        content_type=made.media,
        headers={
            "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}",
            "Content-Security-Policy": SANDBOX,
            "X-Content-Type-Options": "nosniff",
        },
    )
