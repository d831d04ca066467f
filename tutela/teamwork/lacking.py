"""What a record still lacks: rules for a record that is complete, consistent and in time.

Each rule is one declaration with one pure function and a test of its own. They are about the
record, never about the child: nobody is asked for what they do not wish to say, and "not known" is
an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from tutela.access.entries import RecordOpened
from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Category, Content
from tutela.identification.derive import episodes, referrals
from tutela.identification.entries import (
    Concern,
    ConclusiveGroundsDecision,
    ExploitationEpisode,
    LocalAuthorityTold,
    NrmReferral,
    NrmReferralChange,
    ReasonableGroundsDecision,
    ReferenceReceived,
)
from tutela.identity.derive import birth_in_force
from tutela.identity.entries import (
    DateOfBirth,
    Gender,
    GenderStated,
    Languages,
    Likeness,
    NameStated,
    Nationality,
    NationalityState,
)
from tutela.people.choice import Answer
from tutela.teamwork.at_hand import STATE, in_open_records
from tutela.teamwork.matters import Group, Matter, Span, declare

_DAY = timedelta(days=1)
LATE = timedelta(days=14)
SHOWN_FOR = timedelta(days=30)
"""What was written down more than two weeks after it happened is shown for a month. Our own."""


def _opened(chronology: Chronology) -> datetime | None:
    entry = chronology.latest(RecordOpened)
    return entry.recorded if entry else None


def _missing(content: type[Content], days: int) -> Callable[[Chronology], Iterator[Span]]:
    """There is no entry of this kind, so many days after the record was opened."""

    def find(chronology: Chronology) -> Iterator[Span]:
        opened = _opened(chronology)
        if opened is not None and not chronology.of(content):
            yield Span(opened + _DAY * days)

    return find


def nationality_not_asked(chronology: Chronology) -> Iterator[Span]:
    """Nobody has asked yet, or said that it is not known."""
    last, opened = chronology.latest(Nationality), _opened(chronology)
    if last is None and opened is not None:
        yield Span(opened + _DAY * 7)
    elif last is not None and last.says(Nationality).state is NationalityState.NOT_ASKED:
        yield Span(last.recorded + _DAY * 7, entry=last.id)


def gender_not_asked(chronology: Chronology) -> Iterator[Span]:
    """Nobody has asked how the young person describes themselves."""
    last, opened = chronology.latest(GenderStated), _opened(chronology)
    if last is None and opened is not None:
        yield Span(opened + _DAY * 7)
    elif last is not None and last.says(GenderStated).gender is Gender.NOT_ASKED:
        yield Span(last.recorded + _DAY * 7, entry=last.id)


def no_interpreter_wish(chronology: Chronology) -> Iterator[Span]:
    """An interpreter is needed, and nobody knows whom the child would like."""
    last = chronology.latest(Languages)
    if last is None:
        return
    said = last.says(Languages)
    if said.interpreter is Answer.YES and said.interpreter_wish in (None, "not-asked"):
        yield Span(last.recorded, entry=last.id)


def no_likeness(chronology: Chronology) -> Iterator[Span]:
    """The child could go missing, and nothing says what they look like."""
    concern = chronology.latest(Concern)
    if concern is None or chronology.of(Likeness):
        return
    if concern.says(Concern).may_go_missing is Answer.YES:
        yield Span(concern.recorded + _DAY, entry=concern.id)


def no_reference(chronology: Chronology) -> Iterator[Span]:
    """A referral was sent a week ago, and no reference came back."""
    for referral in referrals(chronology):
        if referral.reference is None and referral.is_open(chronology.at):
            yield Span(referral.at + _DAY * 7, entry=referral.sent.id)


def authority_not_told(chronology: Chronology) -> Iterator[Span]:
    """A referral was sent, and no local authority was told of the child."""
    if chronology.of(LocalAuthorityTold):
        return
    for referral in referrals(chronology)[:1]:
        yield Span(referral.at, entry=referral.sent.id)


def born_after_it_began(chronology: Chronology) -> Iterator[Span]:
    """An exploitation is dated before the date of birth that holds."""
    birth = birth_in_force(chronology)
    if birth is None:
        return
    for episode in episodes(chronology):
        until = episode.began.until
        if until is not None and until.date() <= birth.earliest:
            yield Span(max(episode.entry.recorded, birth.entry.recorded), entry=episode.entry.id)


_IN_TIME = (Concern, NrmReferral, ReasonableGroundsDecision, ConclusiveGroundsDecision)


def recorded_late(chronology: Chronology) -> Iterator[Span]:
    """A concern, a referral or a decision was written down long after it happened."""
    for entry in chronology.of(*_IN_TIME):
        until = entry.happened.until
        if entry.corrects is None and until is not None and entry.recorded - until > LATE:
            yield Span(entry.recorded, entry.recorded + SHOWN_FOR, entry.id)


def _rule(
    slug: str,
    words: str,
    why: str,
    *,
    category: Category,
    kinds: tuple[type[Content], ...],
    found: Callable[[Chronology], Iterator[Span]],
    on_births: bool = False,
) -> Matter:
    every: tuple[type[Content], ...] = (RecordOpened, *kinds, *STATE)
    return Matter(
        slug, Group.RECORD, words, why, category, every, in_open_records(found), on_births
    )


declare(
    _rule(
        "no-name",
        "No name",
        "Ask the child what they wish to be called, and record it with whoever said so.",
        category=Category.IDENTITY,
        kinds=(NameStated,),
        found=_missing(NameStated, 1),
    ),
    _rule(
        "no-birth",
        "No date of birth",
        "A year, or about which year, is enough. Duties that hang on an age can’t be reckoned "
        "without it; until then the young person is treated as a child.",
        category=Category.IDENTITY,
        kinds=(DateOfBirth,),
        found=_missing(DateOfBirth, 3),
    ),
    _rule(
        "no-language",
        "No language",
        "Record what the child speaks and reads, and whether they need an interpreter.",
        category=Category.IDENTITY,
        kinds=(Languages,),
        found=_missing(Languages, 3),
    ),
    _rule(
        "no-interpreter-wish",
        "No wish about the interpreter",
        "Ask whom the child would like as an interpreter, and who should not be used.",
        category=Category.IDENTITY,
        kinds=(Languages,),
        found=no_interpreter_wish,
    ),
    _rule(
        "no-nationality",
        "Nationality not asked",
        "“Not known” and “none” are answers too; nobody has asked yet.",
        category=Category.IDENTITY,
        kinds=(Nationality,),
        found=nationality_not_asked,
    ),
    _rule(
        "no-gender",
        "Gender not asked",
        "Ask how the young person describes themselves. They need not say.",
        category=Category.IDENTITY,
        kinds=(GenderStated,),
        found=gender_not_asked,
    ),
    _rule(
        "no-likeness",
        "Nothing to find them by",
        "The child may go missing. Record what they look like, before it is needed.",
        category=Category.IDENTITY,
        kinds=(Concern, Likeness),
        found=no_likeness,
    ),
    _rule(
        "no-reference",
        "No reference came back",
        "A referral was sent more than a week ago. Ask for its reference, and record it.",
        category=Category.IDENTIFICATION,
        kinds=(NrmReferral, ReferenceReceived, NrmReferralChange),
        found=no_reference,
    ),
    _rule(
        "authority-not-told",
        "No local authority told",
        "A referral is not a safeguarding referral. Tell the local authority, and record it.",
        category=Category.IDENTIFICATION,
        kinds=(NrmReferral, LocalAuthorityTold),
        found=authority_not_told,
    ),
    _rule(
        "dates-do-not-fit",
        "Dates that don’t fit together",
        "An exploitation is dated before the date of birth that holds. One of the two needs to be "
        "looked at; ask nobody twice if papers can tell.",
        category=Category.IDENTIFICATION,
        kinds=(ExploitationEpisode,),
        found=born_after_it_began,
        on_births=True,
    ),
    _rule(
        "recorded-late",
        "Written down late",
        "More than two weeks lay between what happened and the entry. Nothing needs to be mended; "
        "it goes from this list after a month.",
        category=Category.IDENTIFICATION,
        kinds=_IN_TIME,
        found=recorded_late,
    ),
)
