"""A drawn child's record: from what was drawn for them to entries, in the order of a life."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tutela.access.entries import (
    RecordClosed,
    RecordRestricted,
    RestrictionLifted,
)
from tutela.access.rules import SEE_A_RESTRICTED_RECORD
from tutela.access.standing import Basis
from tutela.chronology.moment import LONDON
from tutela.demo import (
    phrases,
    told_age,
    told_best_interests,
    told_connections,
    told_education,
    told_events,
    told_guardian,
    told_health,
    told_home,
    told_identity,
    told_justice,
    told_mechanism,
    told_missing,
    told_outcomes,
    told_participation,
    told_representation,
    told_safeguarding,
    told_status,
    told_teamwork,
    told_transfer,
    told_transition,
)
from tutela.demo.draws import Drawn
from tutela.demo.life import Life, weekday
from tutela.demo.localities import locality, locality_of
from tutela.demo.story import Story
from tutela.doors.importing import PlannedChild
from tutela.people.roles import Role

_RESTRICTED = 0.008
_HANDED_OVER = 0.12
_CLOSED = 0.6
"""How often a record is restricted, changes hands, is closed after childhood: our assumption."""
_JOINING = (
    (Role.REVIEWING_OFFICER, 0.45, 2),
    (Role.GUARDIAN, 0.45, 4),
    (Role.POLICE, 0.25, 1),
    (Role.HEALTH, 0.08, 9),
    (Role.LEGAL, 0.12, 7),
    (Role.EDUCATION, 0.06, 14),
)
"""Who joins, how often, and how many days after the concern. Our assumption."""
_BY_LAW = frozenset({Role.REVIEWING_OFFICER, Role.GUARDIAN, Role.LEGAL, Role.EDUCATION})


def life_of(drawn: Drawn, *, seed: int, now: datetime) -> PlannedChild:
    """The record of a drawn child as it stands at ``now``."""
    life = _begin(drawn, seed, now)
    _circle(life)
    told_events.concern(life)
    told_identity.identity(life)
    told_events.what_happened(life)
    told_mechanism.mechanism(life)
    told_safeguarding.safeguarding(life)
    told_home.home(life)
    told_health.health(life)
    told_education.education(life)
    told_representation.representation(life)
    told_guardian.guardian(life)
    told_missing.missing(life)
    told_age.age(life)
    told_status.status(life)
    told_justice.justice(life)
    told_transfer.transfer(life)
    told_identity.corrections(life)
    told_participation.heard(life)
    told_teamwork.teamwork(life)
    told_connections.connections(life)
    told_best_interests.best_interests(life)
    told_transition.transition(life)
    told_outcomes.outcomes(life)
    _changes_of_hands(life)
    _ending(life)
    return life.story.finished()


def _begin(drawn: Drawn, seed: int, now: datetime) -> Life:
    story = Story(drawn.number, seed=seed, now=now)
    here = locality(locality_of(drawn.number))
    today = now.astimezone(LONDON).date()
    dice = story.dice
    leads = here.who(Role.LEAD_WORKER)
    if drawn.referred:
        referred = weekday(today - timedelta(days=int(drawn.days_ago) + 3))
        concern = referred - timedelta(days=1 + int(dice.random() ** 2 * 24))
    else:
        concern = today - timedelta(days=1 + int(dice.random() * 20))
        referred = today + timedelta(days=2)
    opened = datetime(concern.year, concern.month, concern.day, 8, tzinfo=UTC)
    opened += timedelta(minutes=int(dice.random() * 50))
    life = Life(
        drawn=drawn,
        story=story,
        here=here,
        lead=leads[int(dice.random() * len(leads))],
        opened=opened,
        born=referred - timedelta(days=drawn.age_days),
        concern=concern,
        referred=referred,
        is_restricted=dice.random() < _RESTRICTED,
    )
    story.open(opened, life.lead, life.one_of(phrases.OPENED))
    return life


def _circle(life: Life) -> None:
    for role, often, after in _JOINING:
        if not life.chance(often) or (life.is_restricted and role not in SEE_A_RESTRICTED_RECORD):
            continue
        colleagues = life.here.who(role)
        who = colleagues[life.some(0, len(colleagues) - 1)]
        when = life.at(life.concern + timedelta(days=after)) - timedelta(hours=1)
        ground = Basis.STATUTORY if role in _BY_LAW else Basis.SAFEGUARDING
        life.story.join(when, who, life.lead, ground)
        life.circle[role] = (who, when)


def _changes_of_hands(life: Life) -> None:
    """The social worker of some children changes; the manager hands over."""
    since = (life.story.now.date() - life.referred).days
    if since < 90 or not life.chance(_HANDED_OVER):
        return
    others = [c for c in life.here.who(Role.LEAD_WORKER) if c is not life.lead]
    when = life.at(life.referred + timedelta(days=life.some(60, since - 5)))
    manager = life.here.who(Role.MANAGER)[0]
    life.story.hand_over(when, life.lead, others[life.some(0, len(others) - 1)], manager)


def _ending(life: Life) -> None:
    if life.is_restricted:
        since = life.at(life.referred + timedelta(days=life.some(5, 90)))
        why = "Somebody who is looking for the child may know a person in the circle."
        life.story.tell(since, RecordRestricted(why=why), life.lead)
        lifted = RestrictionLifted(why="The worry has passed; the police agree.")
        life.story.tell(since + timedelta(days=life.some(20, 60)), lifted, life.lead)
        return
    grown = life.born + timedelta(days=int(18.35 * 365.25) + life.some(0, 200))
    if life.chance(_CLOSED) and grown > life.referred + timedelta(days=120):
        why = (
            "The young person has moved on and has a personal adviser. They know how to come back."
        )
        when = datetime(grown.year, grown.month, grown.day, 18, 30, tzinfo=UTC)
        life.story.tell(when, RecordClosed(why=why), life.here.who(Role.MANAGER)[0])
        life.story.end(when)
