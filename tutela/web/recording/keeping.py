"""Keeping unfinished answers while somebody types. Nothing is read back, nothing is checked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET, require_POST

from tutela.access.asked import Action
from tutela.access.viewer import Viewer
from tutela.chronology.kinds import UnknownKind, kind_of
from tutela.doors.gate import Gate, open_gate
from tutela.doors.reading import read
from tutela.web import drafts
from tutela.web.asking.answers import Answers
from tutela.web.asking.form import HAPPENED, REASON, REFERS_TO
from tutela.web.doorway import posted_id, viewer
from tutela.web.recording.errand import to_correct


def window_of(request: HttpRequest) -> drafts.Window:
    """Which window of a form was sent."""
    return drafts.Window(posted_id(request, "_entry"), request.POST.get("_seen"))


@require_POST
def keep(request: HttpRequest, child: UUID) -> HttpResponse:
    """Keep the answers on one page of a form. The form says of which kind, and of which entry; it
    is told the mark of what was kept."""
    window, corrects = window_of(request), posted_id(request, "_corrects")
    try:
        kind = kind_of(request.POST.get("_kind", ""))
    except UnknownKind:
        return HttpResponseBadRequest()
    if window.entry is None:
        return HttpResponseBadRequest()
    by = viewer(request)
    gate = open_gate(child, by)
    gate.must(Action.RECORD if corrects is None else Action.CORRECT, kind.category)
    if gate.holds(window.entry):
        # It arrives after the answers were recorded.
        return HttpResponse(status=204)
    posted = Answers.posted(request.POST)
    names = {key.split("-")[0] for key in posted} & {
        *kind.content.model_fields, HAPPENED, REFERS_TO, REASON,
    }  # fmt: skip
    # Boxes that are not ticked are not sent: whatever the page asks is taken as sent.
    names |= set(request.POST.get("_asks", "").split()) & set(kind.content.model_fields)
    given = posted.only(*names)
    draft = drafts.find(gate, kind.slug, corrects)
    if draft is not None:
        entry, answers = draft.id, draft.taking(given, names, window)
    else:
        entry, answers = window.entry, _before(gate, by, corrects).without(*names).merged(given)
    drafts.keep(gate, kind.slug, corrects, entry=entry, answers=answers)
    return HttpResponse(status=204, headers={"X-Kept": drafts.mark_of(entry, answers)})


@require_GET
def form_token(request: HttpRequest) -> JsonResponse:
    """A new token for a form that stood open over a sign-in, and whose it is: only the same person
    goes on with what is on the page."""
    return JsonResponse({"who": str(request.user), "token": get_token(request)})


def _before(gate: Gate, by: Viewer, corrects: UUID | None) -> Answers:
    """What a form starts from: a correction from the entry as it stands."""
    if corrects is None:
        return Answers()
    return to_correct(read(gate.child, as_=by), corrects).start()[1]
