"""What a young person writes: asked, shown once more with whom it goes to, and sent."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tutela.access.viewer import Viewer
from tutela.chronology.kinds import Content
from tutela.chronology.moment import Moment
from tutela.doors.errors import NotAllowed, NotRecordable
from tutela.doors.recording import record
from tutela.entrance import staying, words
from tutela.entrance.views import again
from tutela.participation.treatment import (
    Reader,
    ReportedBy,
    Service,
    Treatment,
    TreatmentReported,
)
from tutela.people.choice import Answer
from tutela.voice.entries import Often, Saying, YoungPersonSaid, YoungPersonTreated

FORMS = frozenset({"say", "treated"})
_HELD, _SENT = "held", "sent"
UNFAIR = "unfair"
LONGEST = 5_000
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
"""Signs that nobody sees. Some keyboards add them, no record takes them, and no words are lost."""

WHAT_FOR: dict[str, str] = {
    Saying.SAY: "I want to say something",
    Saying.TALK: "I want to talk to somebody",
    Saying.INTERPRETER: "I need an interpreter",
    Saying.DISAGREE: "Something written about me is wrong",
    UNFAIR: "Somebody was unfair to me",
}
QUESTIONS: dict[str, str] = {
    name: YoungPersonTreated.question(name).label
    for name in ("believed", "respected", "told", "listened")
}
EMPTY = "Write something first."
NOBODY = "Choose who may read it."
NOT_NOW = "That did not work. Ask your guardian or your social worker."


def visible(said: str) -> str:
    """What was written, without signs that nobody sees."""
    return _HIDDEN.sub("", said).strip()


def forget(request: HttpRequest) -> None:
    """What was begun and not sent goes when one goes elsewhere."""
    for name in (_HELD, _SENT):
        request.session.pop(name, None)


def asking(request: HttpRequest, around: list[str]) -> dict[str, object]:
    """What the page shows: the questions, or what was answered, once more before it is sent."""
    held = request.session.get(_HELD)
    return {
        "what_for": WHAT_FOR,
        "questions": QUESTIONS,
        "often": {choice.value: choice.label for choice in Often},
        "readers": {role: words.who(role) for role in _may_read(around)},
        "held": held,
        "held_readers": [words.who(role) for role in held["to"]] if held else [],
        "sent": request.session.get(_SENT, False),
        "problem": request.session.pop("problem", ""),
    }


def handle(request: HttpRequest, form: str, me: Viewer, around: list[str]) -> HttpResponse | None:
    """Keep what was answered until it is confirmed; send what was. None where a page is only
    looked at."""
    do = request.POST.get("do") if request.method == "POST" else None
    if do == "ask":
        _hold(request, form, around)
    elif do == "send" and _HELD in request.session:
        _send(request, form, me)
    elif do != "change":
        return None
    return again(request)


def _hold(request: HttpRequest, form: str, around: list[str]) -> None:
    post = request.POST
    may = _may_read(around)
    held = {
        "id": str(uuid4()),
        "what": post.get("what") if post.get("what") in WHAT_FOR else Saying.SAY.value,
        "words": visible(post.get("words", ""))[:LONGEST],
        "to": [role for role in post.getlist("to") if role in may],
        "helped": "helped" in post,
        "said": {
            name: post[name] if post.get(name) in set(Often) else Often.NOT_SAID.value
            for name in QUESTIONS
        },
    }
    needs_words = form == "say" and held["what"] in {Saying.SAY, Saying.DISAGREE, UNFAIR}
    if needs_words and not held["words"]:
        request.session["problem"] = EMPTY
    elif not held["to"]:
        request.session["problem"] = NOBODY
    request.session.pop(_SENT, None)
    request.session[_HELD] = held
    held["asked"] = "problem" in request.session


def _send(request: HttpRequest, form: str, me: Viewer) -> None:
    held = request.session[_HELD]
    if held["asked"]:
        return
    content = _treated(held) if form == "treated" else _said(held, request)
    try:
        record(content, child=me.id, by=me, happened=Moment.instant(timezone.now()),
               id=UUID(held["id"]))  # fmt: skip
    except (NotAllowed, NotRecordable):
        request.session["problem"] = NOT_NOW
        return
    forget(request)
    request.session[_SENT] = True


def _said(held: dict[str, object], request: HttpRequest) -> Content:
    said, kept = str(held["words"]) or None, _kept(held)
    if held["what"] == UNFAIR and said is not None:
        return TreatmentReported(
            reported_by=ReportedBy.CHILD, what=frozenset({Treatment.OTHER}), sort=Service.OTHER,
            told=said, child_words=said, kept_from=kept,
        )  # fmt: skip
    return YoungPersonSaid(
        what=Saying(str(held["what"])), child_words=said, kept_from=kept, helped=_helped(held),
        language=staying.language(request).code,
    )  # fmt: skip


def _treated(held: dict[str, object]) -> Content:
    said = held["said"]
    assert isinstance(said, dict)
    return YoungPersonTreated(
        **{name: Often(said[name]) for name in QUESTIONS},
        child_words=str(held["words"]) or None, kept_from=_kept(held), helped=_helped(held),
    )  # fmt: skip


def _helped(held: dict[str, object]) -> Answer:
    return Answer.YES if held["helped"] else Answer.NO


def _kept(held: dict[str, object]) -> frozenset[Reader]:
    to = held["to"]
    assert isinstance(to, list)
    return frozenset(Reader) - {Reader(role) for role in to}


def _may_read(around: list[str]) -> list[str]:
    """Of those around the young person, who reads what is said. The manager of the agency always
    may be asked, so that somebody is left when it is about the social worker."""
    return [r for r in Reader if r in around or r is Reader.MANAGER]
