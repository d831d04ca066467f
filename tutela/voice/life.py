"""The young person’s own view of how life is going: one outcome at a time, and all that was said of
it in both voices. Nothing is added up."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.chronology.entry import Chronology
from tutela.chronology.moment import LONDON, Moment
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.reading import read
from tutela.doors.recording import record
from tutela.entrance.views import again
from tutela.outcomes.answers import Given
from tutela.outcomes.asking_a_child import ANSWERS, FREE, QUESTION, asked
from tutela.outcomes.derive import View, pictures
from tutela.outcomes.entries import OutcomeOwnView, OutcomeWish
from tutela.voice.writing import NOT_NOW, visible

LONGEST = 2_000
_SENT, _PROBLEM = "sent", "problem"
_WORDS = {(offered.given, offered.step): offered.word for offered in ANSWERS}
SENTENCES = {one.outcome: one.sentence for one in asked()}


def all_of_it(me: Viewer) -> dict[str, object]:
    """Every outcome, with what the young person said last."""
    found = pictures(_chronology(me))
    return {
        "outcomes": [
            {"code": code, "sentence": sentence, "last": _told(found[code].own[-1])
             if code in found and found[code].own else None}
            for code, sentence in SENTENCES.items()
        ],
    }  # fmt: skip


def one_of_it(request: HttpRequest, me: Viewer, code: str) -> dict[str, object]:
    """One outcome: the question, and what was said of it so far in both voices."""
    chronology = _chronology(me)
    picture = pictures(chronology).get(code)
    codes = list(SENTENCES)
    following = codes[(codes.index(code) + 1) % len(codes)]
    return {
        "back": "life",
        "sentence": SENTENCES[code],
        "question": QUESTION,
        "free": FREE,
        "answers": list(enumerate(ANSWERS)),
        "own": [_told(view) for view in picture.own] if picture else [],
        "worker": [_told(view) for view in picture.worker] if picture else [],
        "wishes": [w.child_words for w in chronology.contents(OutcomeWish) if w.outcome == code],
        "goals": [goal.content for goal in picture.goals] if picture else [],
        "following": following,
        "sent": request.session.pop(_SENT, False),
        "problem": request.session.pop(_PROBLEM, ""),
    }


def answer(request: HttpRequest, me: Viewer, code: str) -> HttpResponse | None:
    """Keep what was answered, or what they want next. None where a page is only looked at."""
    if request.method != "POST" or "do" not in request.POST:
        return None
    content = _wish(request, code) if request.POST["do"] == "wish" else _view(request, code)
    if content is not None:
        try:
            record(content, child=me.id, by=me, happened=Moment.instant(timezone.now()), id=uuid4())
            request.session[_SENT] = True
        except (NotAllowed, NotRecordable):
            request.session[_PROBLEM] = NOT_NOW
    return again(request)


def _view(request: HttpRequest, code: str) -> OutcomeOwnView | None:
    chosen = request.POST.get("answer", "")
    said = visible(request.POST.get("words", ""))[:LONGEST] or None
    number = int(chosen) if chosen in {str(n) for n in range(len(ANSWERS))} else None
    if number is None and said is None:
        return None
    given = ANSWERS[number].given if number is not None else Given.OWN_WAY
    step = ANSWERS[number].step if number is not None else None
    return OutcomeOwnView(outcome=code, given=given, step=step, child_words=said)


def _wish(request: HttpRequest, code: str) -> OutcomeWish | None:
    said = visible(request.POST.get("wish", ""))[:LONGEST]
    return OutcomeWish(outcome=code, child_words=said) if said else None


def every_text() -> frozenset[str]:
    """All that this module says."""
    return frozenset({QUESTION, FREE, *SENTENCES.values(), *(a.word for a in ANSWERS)})


def _chronology(me: Viewer) -> Chronology:
    return read(me.id, as_=me, how="own-page").chronology


def _told(view: View) -> dict[str, object]:
    content = view.content
    start = view.entry.happened.start or view.entry.recorded
    own = content if isinstance(content, OutcomeOwnView) else None
    return {
        "day": start.astimezone(LONDON).date(),
        "word": _WORDS.get((content.given, content.step), "I said it in my own way"),
        "said": own.child_words if own else None,
    }
