"""What a child's entries say about exploitation and about referrals. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tutela.chronology.entry import Chronology, Entry
from tutela.chronology.kinds import Choice
from tutela.chronology.moment import Moment, day_start
from tutela.identification.account import (
    AccountGiven,
    Concern,
    ExploitationEpisode,
    JourneyStage,
    TraffickingElements,
)
from tutela.identification.answers import (
    Act,
    ExploitationForm,
    GapReason,
    MadeTo,
    Means,
    Stage,
    Where,
)
from tutela.identification.checks import is_open
from tutela.identification.referrals import (
    Grounds,
    Referral,
    ReferralStatus,
    open_referral,
    referral_of,
    referrals,
)
from tutela.identification.rules import Elements
from tutela.identity.derive import birth_in_force, is_treated_as_child
from tutela.people.choice import Answer

__all__ = [
    "AgeAtExploitation",
    "Episode",
    "Grounds",
    "Location",
    "Referral",
    "ReferralStatus",
    "acts",
    "age_at_exploitation",
    "county_lines",
    "elements",
    "episodes",
    "forms_of_exploitation",
    "journey",
    "location_of_exploitation",
    "made_to_do",
    "means",
    "open_referral",
    "referral_of",
    "referrals",
    "what_explains_gaps",
]


@dataclass(frozen=True)
class Episode:
    """One time of exploitation, from when until when."""

    entry: Entry
    content: ExploitationEpisode
    began: Moment

    @property
    def ended(self) -> Moment | None:
        """When it ended; None while it may be going on, or when nobody knows."""
        return self.content.ended

    @property
    def is_open(self) -> bool:
        """May it be going on still?"""
        return is_open(self.content)


def episodes(chronology: Chronology, until: datetime | None = None) -> tuple[Episode, ...]:
    """Every episode, in the order in which they began; those that began nobody knows when first.

    With ``until``, only those that may have begun by then.
    """
    return tuple(
        Episode(entry, entry.says(ExploitationEpisode), entry.happened)
        for entry in chronology.of(ExploitationEpisode)
        if entry.content is not None
        and (until is None or entry.happened.start is None or entry.happened.start <= until)
    )


def journey(chronology: Chronology) -> tuple[tuple[Entry, JourneyStage], ...]:
    """The parts of the journey in the order in which they happened; where nobody knows when, in
    the order of the stages."""
    order = list(Stage)
    found = [
        (entry, entry.says(JourneyStage))
        for entry in chronology.of(JourneyStage)
        if entry.content is not None
    ]
    undated = [pair for pair in found if pair[0].happened.start is None]
    dated = [pair for pair in found if pair[0].happened.start is not None]
    return (*sorted(undated, key=lambda pair: order.index(pair[1].stage)), *dated)


def forms_of_exploitation(
    chronology: Chronology, until: datetime | None = None
) -> frozenset[ExploitationForm]:
    """All forms: of episodes; where there are none, what was set out as purpose or suspected."""
    for found in (
        [e.content.forms for e in episodes(chronology, until)],
        [e.purposes for e in chronology.contents(TraffickingElements)],
        [c.forms for c in chronology.contents(Concern)],
    ):
        forms = frozenset[ExploitationForm]().union(*found)
        if forms:
            return forms
    return frozenset()


def made_to_do(of: Iterable[Episode]) -> frozenset[MadeTo]:
    """All that the child was made to do in these episodes."""
    return frozenset[MadeTo]().union(*(e.content.made_to for e in of))


_ACTS_OF_STAGES = {
    Stage.RECRUITMENT: Act.RECRUITED,
    Stage.TRANSPORT: Act.TRANSPORTED,
    Stage.TRANSFER: Act.TRANSFERRED,
    Stage.HARBOURING: Act.HARBOURED,
}


def acts(chronology: Chronology) -> frozenset[Act]:
    """What was done to the child: as set out, and as the journey shows."""
    shown = {
        _ACTS_OF_STAGES[stage.stage]
        for stage in chronology.contents(JourneyStage)
        if stage.stage in _ACTS_OF_STAGES
    }
    return frozenset(shown).union(*(e.acts for e in chronology.contents(TraffickingElements)))


def means(chronology: Chronology) -> frozenset[Means]:
    """How the child was controlled, as far as it was set out."""
    return frozenset[Means]().union(*(e.means for e in chronology.contents(TraffickingElements)))


def elements(chronology: Chronology) -> Elements:
    """Which of act, means and purpose the whole record sets out; for a child two are enough."""
    age = age_at_exploitation(chronology, chronology.at)
    return Elements(
        act=bool(acts(chronology)),
        means=bool(means(chronology)),
        purpose=bool(forms_of_exploitation(chronology)),
        is_child=age is not AgeAtExploitation.ADULT,
    )


class Location(Choice):
    """Where a child was exploited, over all episodes; the categories of the statistics."""

    UK = "uk", "UK"
    OVERSEAS = "overseas", "Overseas"
    BOTH = "uk-and-overseas", "UK and Overseas"


def location_of_exploitation(of: Iterable[Episode]) -> Location | None:
    """In the United Kingdom, overseas or both; None when no episode says."""
    where = {e.content.where for e in of} - {Where.NOT_KNOWN}
    if where == {Where.UK, Where.OVERSEAS}:
        return Location.BOTH
    if not where:
        return None
    return Location.UK if where == {Where.UK} else Location.OVERSEAS


def county_lines(of: Iterable[Episode]) -> bool | None:
    """Was any of these county lines? None when nobody knows."""
    answers = {e.content.county_lines for e in of}
    if Answer.YES in answers:
        return True
    return False if answers == {Answer.NO} else None


class AgeAtExploitation(Choice):
    """Whether somebody was a child when they were exploited; the categories of the statistics."""

    CHILD = "child", "Child (17 or under)"
    ADULT = "adult", "Adult (18 or over)"


def age_at_exploitation(chronology: Chronology, referred: datetime) -> AgeAtExploitation | None:
    """Was somebody who was referred at ``referred`` a child at any time while they were exploited?

    Somebody who is treated as a child when referred was a child before; an assessment that has
    concluded since is heeded. Otherwise the earliest moment at which an episode can have begun is
    set against the last day as a child. None when nobody can say.
    """
    if is_treated_as_child(chronology, referred, known=max(referred, chronology.at)):
        return AgeAtExploitation.CHILD
    birth = birth_in_force(chronology)
    began = [e.began.start for e in episodes(chronology, referred) if e.began.start is not None]
    if birth is None or not began:
        return None
    eighteen = day_start(birth.turns(18)[1])
    return AgeAtExploitation.CHILD if min(began) < eighteen else AgeAtExploitation.ADULT


def what_explains_gaps(chronology: Chronology) -> tuple[frozenset[GapReason], tuple[str, ...]]:
    """What explains that an account has gaps or changes: the reasons, and workers' own words."""
    accounts = chronology.contents(AccountGiven)
    reasons = frozenset[GapReason]().union(*(a.gaps for a in accounts)) - {GapReason.NO_GAPS}
    return reasons, tuple(a.gaps_explained for a in accounts if a.gaps_explained)
