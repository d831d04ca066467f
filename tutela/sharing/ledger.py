"""Everything that left a child's record: for those who answer for it, and for the young person in
plain words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tutela.access.entries import CircleJoined, CircleLeft
from tutela.access.standing import Basis
from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell
from tutela.duties.duty import happened_at
from tutela.identification.entries import NrmReferral
from tutela.people.roles import Role
from tutela.sharing.answers import Ground, Onward, Part
from tutela.sharing.derive import Transition, end_of, transitions
from tutela.sharing.entries import TransitionTold

_REFERRAL = frozenset({Part.IDENTITY, Part.IDENTIFICATION, Part.STATUS})
"""What the referral form asks about."""


@dataclass(frozen=True)
class Left:
    """One line of the ledger: what went to whom, on what ground, by whom, until when.

    ``parts`` is empty where somebody reads as far as their role lets them. ``receipt`` is the entry
    that says that it came. ``share`` is None for a place in the circle and for a referral.
    """

    entry: Entry
    to: str
    parts: frozenset[Part]
    ground: str
    by: str
    until: date | None
    state: str
    is_open: bool
    receipt: Entry | None = None
    share: Transition | None = None
    role: Role | None = None

    @property
    def when(self) -> Moment:
        """When it left."""
        return self.entry.happened


def ledger(chronology: Chronology, at: datetime) -> tuple[Left, ...]:
    """Packages, referrals, and everybody who was let in; latest first.

    Copies that were taken out stand in the audit, not among the entries: the page adds them.
    """
    lines = [*_packages(chronology, at), *_referrals(chronology), *_let_in(chronology, at)]
    return tuple(sorted(lines, key=lambda line: happened_at(line.entry), reverse=True))


def _packages(chronology: Chronology, at: datetime) -> Iterator[Left]:
    for share in transitions(chronology):
        if share.sent is None or happened_at(share.sent) > at:
            continue
        state = share.state(at)
        yield Left(
            entry=share.sent,
            to=share.proposal.recipient,
            parts=_what_left(share),
            ground=share.proposal.ground.label,
            by=_by(share.sent),
            until=share.proposal.until,
            state=state.label,
            is_open=share.is_open(at),
            receipt=share.received or share.accepted or share.declined,
            share=share,
        )


def _what_left(share: Transition) -> frozenset[Part]:
    """The parts in the package; of a guest, all that they may read."""
    if share.proposal.guest is not None or share.package is None:
        return share.proposal.parts
    return frozenset(row.part for row in share.package.package)


def _referrals(chronology: Chronology) -> Iterator[Left]:
    for entry in chronology.of(NrmReferral):
        if entry.content is not None:
            authority = entry.says(NrmReferral).authority.label
            yield Left(
                entry, authority, _REFERRAL, "Referral to the National Referral Mechanism",
                _by(entry), None, "Sent", False,
            )  # fmt: skip


def _let_in(chronology: Chronology, at: datetime) -> Iterator[Left]:
    for entry in chronology.of(CircleJoined):
        joined = entry.says(CircleJoined)
        if joined.share is not None or joined.role is Role.LEAD_WORKER:
            continue
        gone = [e for e in chronology.answers_to(entry.id, CircleLeft) if happened_at(e) <= at]
        over = bool(gone) or (joined.until is not None and at >= end_of(joined.until))
        yield Left(
            entry=entry,
            to=f"{joined.name}, {joined.role.label.lower()}",
            parts=_parts_of(joined),
            ground=joined.ground.label,
            by=_by(entry),
            until=joined.until,
            state="Left the circle" if over else "Reads the record",
            is_open=not over,
            role=joined.role,
        )


def _parts_of(joined: CircleJoined) -> frozenset[Part]:
    """The parts that somebody was let in to; none where they read as far as their role does."""
    scope = {category.value for category in joined.scope or ()}
    return frozenset(part for part in Part if part.value in scope)


def _by(entry: Entry) -> str:
    return f"{entry.by_name}, {entry.agency_name}" if entry.agency_name else entry.by_name


@dataclass(frozen=True)
class PlainLine:
    """One line as the young person reads it: the day, and a few short sentences."""

    when: str
    sentences: tuple[str, ...]
    is_open: bool


_YOURS = {
    Part.IDENTITY: "who you are",
    Part.IDENTIFICATION: "what happened to you",
    Part.PROTECTION: "how you are kept safe",
    Part.HEALTH: "your health",
    Part.EDUCATION: "your school or college",
    Part.STATUS: "your papers and your asylum claim",
    Part.JUSTICE: "the police and courts",
    Part.FUTURES: "plans for your future",
    Part.VOICE: "things that you said",
    Part.OUTCOMES: "how you are doing",
}
_WHY = {
    Ground.CONSENT.label: "You said yes to this.",
    Ground.SAFEGUARDING.label: "It was to keep you, or somebody else, safe. "
    "That can be done without your yes.",
    Ground.STATUTORY.label: "The law says that they must know. It does not hang on your yes.",
    Ground.COURT_ORDER.label: "A court said so.",
    Ground.RESPONSIBLE.label: "They are now the ones who look after you.",
    Basis.STATUTORY.label: "The law gives them this work.",
    Basis.RESPONSIBLE.label: "It is their job to look after you.",
}
_ONWARD = {
    Onward.NO: "They may not tell anybody else.",
    Onward.ASK: "They must ask us before they tell anybody else.",
    Onward.YES: "They may tell others if the law says that they must.",
}
_WORK = {
    Role.REVIEWING_OFFICER: "checks that your plan is good for you",
    Role.GUARDIAN: "is your guardian and is on your side",
    Role.POLICE: "is a police officer",
    Role.HEALTH: "helps with your health",
    Role.EDUCATION: "helps with school or college",
    Role.LEGAL: "is your lawyer, or works with your lawyer",
    Role.PERSONAL_ADVISER: "helps you to live on your own later",
    Role.CARER: "looks after you at home",
}


def ledger_for_the_young_person(chronology: Chronology, at: datetime) -> tuple[PlainLine, ...]:
    """What was shared about them, and with whom, in short sentences; latest first.

    What they do not know of yet, because telling it would put somebody at risk, comes in when an
    entry says that they were told. Nothing here says that something is left out.
    """
    return tuple(
        PlainLine(tell(line.when), tuple(_sentences(line)), line.is_open)
        for line in ledger(chronology, at)
        if line.share is None or line.share.young_person_knows
    )


def _sentences(line: Left) -> Iterator[str]:
    if line.share is not None:
        yield from _of_a_share(line, line.share)
    elif line.role is not None:
        yield from _of_somebody(line, line.role)
    else:
        yield f"{line.entry.by_name} wrote to the {line.to}, so that they can decide how to help."
        yield f"They wrote about {_listed(line.parts)}."
    if line.share is None:
        yield from filter(None, [_WHY.get(line.ground)])


def _of_a_share(line: Left, share: Transition) -> Iterator[str]:
    about = f" about {_listed(line.parts)}" if line.parts else ""
    yield f"{line.entry.by_name} told {line.to}{about}."
    plainly = _plainly(share)
    if plainly:
        yield f"What it is for: {plainly}"
    yield from filter(None, [_WHY.get(line.ground)])
    if share.revoked is not None:
        yield "This was stopped. They read nothing new. What they had seen, they have seen."
        return
    if line.is_open:
        yield f"They may use it until {tell(Moment.day(share.proposal.until))}."
        yield _ONWARD[share.proposal.onward]
    else:
        yield "This is over."
    if line.receipt is not None and share.declined is None:
        yield "They said that it reached them."


def _of_somebody(line: Left, role: Role) -> Iterator[str]:
    name = line.to.split(", ", maxsplit=1)[0]
    work = _WORK.get(role)
    yield f"{name} {work}." if work else f"{name} works with you: {role.label.lower()}."
    what = f" about {_listed(line.parts)}" if line.parts else ", as far as their work needs it"
    if line.is_open:
        until = f", until {tell(Moment.day(line.until))}" if line.until else ""
        yield f"They can read what is written{what}{until}."
    else:
        yield "They can read nothing any more."


def _plainly(share: Transition) -> str:

    if share.told is not None:
        return share.told.says(TransitionTold).plainly
    return share.proposal.plainly or ""


def _listed(parts: Iterable[Part]) -> str:
    found = set(parts)
    words = [_YOURS[part] for part in Part if part in found]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
