"""Keeping unfinished answers while somebody types. Nothing is read back, nothing is checked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST

from tutela.access.policy import Action
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Kind, UnknownKind, kind_of
from tutela.doors.gate import Gate, open_gate
from tutela.doors.reading import read
from tutela.web import drafts
from tutela.web.asking.answers import Answers
from tutela.web.asking.form import HAPPENED, REASON, REFERS_TO
from tutela.web.doorway import posted_id, viewer
from tutela.web.recording.errand import to_correct


@require_POST
def keep(request: HttpRequest, child: UUID) -> HttpResponse:
    """Keep the answers on one page of a form. The form says of which kind, and of which entry."""
    entry, corrects = posted_id(request, "_entry"), posted_id(request, "_corrects")
    try:
        kind = kind_of(request.POST.get("_kind", ""))
    except UnknownKind:
        return HttpResponseBadRequest()
    if entry is None:
        return HttpResponseBadRequest()
    by = viewer(request)
    gate = open_gate(child, by)
    gate.must(Action.RECORD if corrects is None else Action.CORRECT, kind.category)
    posted = Answers.posted(request.POST)
    names = {key.split("-")[0] for key in posted} & {
        *kind.content.model_fields, HAPPENED, REFERS_TO, REASON,
    }  # fmt: skip
    # Boxes that are not ticked are not sent: whatever the page asks is taken as sent.
    names |= set(request.POST.get("_asks", "").split()) & set(kind.content.model_fields)
    before = _before(gate, by, kind, corrects)
    answers = before.without(*names).merged(posted.only(*names))
    drafts.keep(gate, kind.slug, corrects, entry=entry, answers=answers)
    return HttpResponse(status=204)


def _before(gate: Gate, by: Viewer, kind: Kind, corrects: UUID | None) -> Answers:
    """What was kept until now; a correction starts from the entry as it stands."""
    draft = drafts.find(gate, kind.slug, corrects)
    if draft is not None:
        return draft.answers
    if corrects is None:
        return Answers()
    errand = to_correct(read(gate.child, as_=by), corrects)
    return errand.start()[1]
