"""The questions of the pages: what a document is, why one is opened, what is taken out."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_noop

from tutela.chronology.kinds import Choice, Kind, Question
from tutela.files.entries import Document
from tutela.web.asking.asks import Ask, AskLine
from tutela.web.asking.build import asks_of
from tutela.web.asking.choices import AskOne, Offer
from tutela.web.asking.moments import AskMoment

TOLD = ("title", "shows", "given_by")
ABOUT, RECEIVED, REASON, KEEP = "about", "received", "reason", "keep_original"


class Original(Choice):
    """Whether the file is kept as it came, too."""

    NO = "no", "No. Keep only the safe copy"
    YES = "yes", "Yes, seal the original as evidence"


class Shape(Choice):
    """In which shape a record is taken out."""

    PDF = "pdf", "A paper to read (PDF)"
    XLSX = "xlsx", "A spreadsheet (Excel)"


class TakenFor(Choice):
    """What a copy of a record is for."""

    COURT = "court", "Court or other legal proceedings"
    SUBJECT = "subject-access", "The young person asked for it"
    REVIEW = "review", "A review or a meeting about the child"
    MOVE = "move", "Another authority becomes responsible"
    OTHER = "other", "Something else"


def telling() -> tuple[Ask, ...]:
    """What is asked about a document in words."""
    return tuple(ask for ask in asks_of(Document) if ask.field in TOLD)


def recording(kinds: Iterable[Kind]) -> tuple[Ask, ...]:
    """What is asked when a document is recorded."""
    offers = tuple(Offer(k.slug, k.title.removeprefix("Document: ").capitalize()) for k in kinds)
    about = Question(
        gettext_noop("What is it about?"),
        gettext_noop(
            "Who may open it hangs on this. If it says or shows where the child is, such as a"
            " street, a school badge or an address, choose “Where they are”."
        ),
    )
    keep = Question(
        gettext_noop("Must the original be kept as evidence?"),
        gettext_noop(
            "It may hold the exact place and time of a photograph, and names of people. Only the"
            " lead worker and the police could open it. Choose yes only if it may be needed in"
            " proceedings. A young person who gave it must have agreed."
        ),
    )
    return (
        AskOne(ABOUT, ABOUT, about, offers=offers),
        *telling(),
        AskMoment(RECEIVED, RECEIVED, Question(gettext_noop("When was it received?"))),
        AskOne(KEEP, KEEP, keep, offers=_offers(Original)),
    )


def correcting() -> tuple[Ask, ...]:
    """What is asked when the words about a document are corrected."""
    why = Question(gettext_noop("Why is it corrected?"))
    return (
        *telling(),
        AskMoment(RECEIVED, RECEIVED, Question(gettext_noop("When was it received?"))),
        AskLine(REASON, REASON, why),
    )


OPENING: tuple[Ask, ...] = (
    AskLine(
        REASON, REASON,
        Question(
            gettext_noop("Why do you need to open it?"),
            gettext_noop("Your reason is kept, and the lead worker can read it."),
        ),
    ),
)  # fmt: skip


def taking_out() -> tuple[Ask, ...]:
    """What is asked when a record is taken out."""
    words = Question(
        gettext_noop("Who is it for, and why do they need it?"),
        gettext_noop("In a few words, without the child’s name."),
    )
    return (
        AskOne("purpose", "purpose", Question(gettext_noop("What is the copy for?")),
               offers=_offers(TakenFor)),
        AskLine(REASON, REASON, words, longest=150),
        AskOne("shape", "shape", Question(gettext_noop("In which shape?")), offers=_offers(Shape)),
    )  # fmt: skip


def _offers(choice: type[Choice]) -> tuple[Offer, ...]:
    return tuple(Offer(member.value, member.label) for member in choice)
