"""Takes a copy of a child's record out, for those who answer for it: with a purpose, without a
place, and with the name of whoever took it across every page."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tutela.access.asked import Action
from tutela.chronology.kinds import Category
from tutela.doors.errors import NotAllowed
from tutela.doors.reading import Record, read
from tutela.files.asked import REASON, Shape, TakenFor, taking_out
from tutela.files.handing import PDF, XLSX
from tutela.files.opening import SANDBOX
from tutela.files.record_copy import Copied, RecordCopy, copy_of, is_document
from tutela.files.workbook import Sheet, workbook
from tutela.web.asking.answers import Answers
from tutela.web.asking.asks import Wrong, controls, read_all
from tutela.web.asking.wrongs import summary_of
from tutela.web.dates import moment_in_words, time_in_words
from tutela.web.doorway import viewer
from tutela.web.freshness import is_fresh, prove_yourself
from tutela.web.page import Page, show_page
from tutela.web.printing import typeset
from tutela.web.telling import answers, content_in_a_line, in_words
from tutela.web.words import CATEGORY_WORDS


@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, child: UUID) -> HttpResponse:
    """Ask what a copy is for, and make it."""
    record = read(child, as_=viewer(request))
    if not is_fresh(request):
        return prove_yourself(request)
    if not _exportable(record):
        record.gate.must(Action.EXPORT, Category.IDENTITY)
        raise NotAllowed("nothing may be taken out")
    asks, posted = taking_out(), Answers.posted(request.POST)
    wrong: list[Wrong] = []
    if request.method == "POST":
        values, wrong = read_all(asks, posted)
        if not wrong:
            return _copy(request, child, values)
    page = Page(
        title=_("Take a copy out"), head=summary_of(wrong), back=reverse("child", args=[child])
    )
    return show_page(
        request,
        page,
        "files/take_out.html",
        status=400 if wrong else 200,
        record=record,
        controls=controls(asks, posted, {w.name: w.message for w in wrong}),
    )


def _copy(request: HttpRequest, child: UUID, values: dict[str, str]) -> HttpResponse:
    purpose = f"{TakenFor(values['purpose']).label}: {values[REASON]}"
    # Read once more, as what it is: audited as an export, with its purpose.
    record = read(child, as_=viewer(request), how="export", purpose=purpose)
    copied = copy_of(record.chronology, _exportable(record))
    at = timezone.now()
    mark = _("Copy for %(name)s, %(when)s") % {
        "name": viewer(request).name, "when": time_in_words(at)
    }  # fmt: skip
    if values["shape"] == Shape.PDF:
        made, media, ending = paper(record, copied, purpose, mark, at), PDF, "pdf"
    else:
        made, media, ending = spreadsheet(copied, purpose, mark, at), XLSX, "xlsx"
    name = f"record-{record.gate.reference}.{ending}"
    return HttpResponse(
        made,
        content_type=media,
        headers={
            "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}",
            "Content-Security-Policy": SANDBOX,
        },
    )


def _exportable(record: Record) -> frozenset[Category]:
    return frozenset(c for c in Category if record.may(Action.EXPORT, c))


def paper(record: Record, copied: RecordCopy, purpose: str, mark: str, at: datetime) -> bytes:
    """The copy as PDF/UA. Raises CannotTypeset."""
    source = files("tutela.files").joinpath("papers", "record.typ").read_bytes()
    data = {
        "title": _("Record %(reference)s") % {"reference": record.gate.reference},
        "author": "Tutela",
        "mark": mark,
        "demonstration": _("Demonstration. The child is made up.")
        if settings.DEMONSTRATION
        else "",
        "introduction": [
            _("What the copy is for: %(purpose)s") % {"purpose": purpose},
            *introduction(copied),
        ],
        "entries": [_entry(one) for one in copied.entries],
    }
    return typeset(source, data, at=at)


def spreadsheet(copied: RecordCopy, purpose: str, mark: str, at: datetime) -> bytes:
    """The copy as an Excel file: one sheet about it, one with a row for each entry."""
    told = [[purpose], *[[line] for line in introduction(copied)]]
    about = Sheet(_("About this copy"), told, widths=(100,))
    heads = [
        _("When"), _("What"), _("About"), _("In a line"), _("Answers"), _("Recorded"), _("By"),
    ]  # fmt: skip
    rows = [[*_cells(one)] for one in copied.entries]
    entries = Sheet(_("Entries"), [heads, *rows], heads=True, widths=(22, 26, 22, 50, 80, 22, 30))
    return workbook([about, entries], mark=mark, at=at)


def introduction(copied: RecordCopy) -> list[str]:
    """What whoever holds the copy must know."""
    said = [
        _("Entries that stand, as far as the person who took the copy may read them. What was"
          " corrected or withdrawn is not in it; the record itself keeps both."),
        _("Answers that say where the child is, was or will be are left out, and so is who belongs"
          " to the circle. Text that people wrote may still say it: read it before passing it on."),
    ]  # fmt: skip
    if copied.withheld:
        said.append(
            ngettext(
                "%(count)s entry about where the child is was left out.",
                "%(count)s entries about where the child is were left out.",
                copied.withheld,
            )
            % {"count": copied.withheld}
        )
    if any(is_document(one.entry) for one in copied.entries):
        said.append(_("Documents are named here; the files themselves are not in the copy."))
    return said


def _entry(one: Copied) -> dict[str, object]:
    return {
        "when": moment_in_words(one.entry.happened),
        "title": _(one.entry.kind.title),
        "line": content_in_a_line(one.entry.kind.says, one.content),
        "answers": [[str(r.key), in_words(r.value)] for r in answers(one.content)],
        "left_out": _left_out(one),
        "by": _by(one),
    }


def _cells(one: Copied) -> list[str]:
    told = [f"{r.key}: {in_words(r.value)}" for r in answers(one.content)]
    if one.left_out:
        told.append(_left_out(one))
    return [
        moment_in_words(one.entry.happened),
        _(one.entry.kind.title),
        str(CATEGORY_WORDS[one.entry.category]),
        content_in_a_line(one.entry.kind.says, one.content),
        "\n".join(told),
        time_in_words(one.entry.recorded),
        one.entry.by_name,
    ]


def _left_out(one: Copied) -> str:
    if not one.left_out:
        return ""
    return ngettext(
        "%(count)s answer that says where is left out.",
        "%(count)s answers that say where are left out.",
        one.left_out,
    ) % {"count": one.left_out}


def _by(one: Copied) -> str:
    return _("Recorded by %(name)s on %(when)s") % {
        "name": one.entry.by_name, "when": time_in_words(one.entry.recorded)
    }  # fmt: skip
