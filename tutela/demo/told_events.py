"""What worried people and what happened to a drawn child, as it is written down."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.demo import phrases
from tutela.demo.life import Life
from tutela.demo.listed import towns
from tutela.demo.origins import origin_of
from tutela.demo.story import day
from tutela.identification.answers import (
    Act,
    ExploitationForm,
    GapReason,
    LastContact,
    MadeTo,
    Means,
    Movement,
    RaisedBy,
    Stage,
    Where,
)
from tutela.identification.entries import (
    AccountGiven,
    Concern,
    ExploitationEpisode,
    Exploiters,
    JourneyStage,
    LifeBefore,
    RiskOfFurtherExploitation,
    TraffickingElements,
)
from tutela.people.choice import Answer
from tutela.people.roles import Role

FORMS = {
    phrases.CRIMINAL: ExploitationForm.CRIMINAL,
    phrases.LABOUR: ExploitationForm.LABOUR,
    phrases.SEXUAL: ExploitationForm.SEXUAL,
    phrases.DOMESTIC: ExploitationForm.DOMESTIC,
    phrases.ORGANS: ExploitationForm.ORGANS,
}
_MADE_TO = {
    phrases.CRIMINAL: (MadeTo.DRUGS, MadeTo.CANNABIS, MadeTo.STEAL, MadeTo.BEG),
    phrases.LABOUR: (MadeTo.WORK, MadeTo.DEBT, MadeTo.WAGES),
    phrases.SEXUAL: (MadeTo.SEXUAL_ABUSE, MadeTo.SOLD_FOR_SEX, MadeTo.IMAGES),
    phrases.DOMESTIC: (MadeTo.HOUSEHOLD,),
    phrases.ORGANS: (MadeTo.ORGANS,),
}
_TRANSIT = ("Libya", "Turkey", "Italy", "France", "Greece", "Serbia", "Belgium", "Spain")
_RAISED = (
    RaisedBy.POLICE, RaisedBy.SCHOOL, RaisedBy.HEALTH, RaisedBy.SOCIAL_WORK, RaisedBy.FAMILY,
    RaisedBy.CHARITY, RaisedBy.CHILD, RaisedBy.PUBLIC,
)  # fmt: skip


@lru_cache(maxsize=64)
def forms_of(labels: tuple[str, ...]) -> frozenset[ExploitationForm]:
    """Published labels as the answers that a worker chooses."""
    return frozenset(FORMS[label] for label in labels)


def concern(life: Life) -> None:
    """The first concern; of some children a second one."""
    when = life.opened + timedelta(minutes=20)
    form = life.form
    content = Concern(
        raised_by=_RAISED[life.some(0, len(_RAISED) - 1)],
        seen=life.one_of(phrases.SEEN[form]),
        child_words=life.one_of(phrases.OWN_WORDS[form]) if life.chance(0.5) else None,
        indicators=(_noted(form, life.some(0, len(phrases.INDICATORS[form]) - 1)),),
        forms=forms_of(life.drawn.cell.forms),
        safe_now=Answer.YES,
        made_safe=life.one_of(phrases.MADE_SAFE),
        may_go_missing=(Answer.YES, Answer.NO, Answer.NOT_KNOWN)[life.some(0, 2)],
    )
    told = life.story.tell(when, content, life.lead)
    life.written["concern"] = (told, when)
    if life.chance(0.08):
        _another_concern(life)


@lru_cache(maxsize=64)
def _noted(form: str, which: int) -> Noted:
    value, note = phrases.INDICATORS[form][which]
    return Noted(value=value, note=note)


def _another_concern(life: Life) -> None:
    when = life.at(life.referred + timedelta(days=life.some(20, 200)))
    content = Concern(
        raised_by=RaisedBy.CARER,
        seen="The telephone rings at night and the child goes quiet. The carer sat with them.",
        safe_now=Answer.YES,
        made_safe="The number was changed together with the child.",
        may_go_missing=Answer.YES,
    )
    life.story.tell(when, content, life.lead)


def what_happened(life: Life) -> None:
    """Episodes, the journey, the account and what belongs to it."""
    began = _beginning(life)
    ended = life.concern
    _elements(life)
    _episodes(life, began, ended)
    if life.is_from_abroad or life.chance(0.15):
        _journey(life, began)
    if life.chance(0.25):
        _account(life)
    if life.chance(0.15):
        when = life.early(5)
        life.story.tell(when, _exploiters(life.one_of(phrases.EXPLOITERS)), life.lead)
    if life.chance(0.15):
        when = life.early(2)
        life.story.tell(when, _risk(life.one_of(phrases.RISKS)), life.lead)
    if life.chance(0.15):
        _life_before(life)


def _beginning(life: Life) -> date:
    """When it began: up to two years back, and never before the ninth birthday."""
    days = 14 + int(life.dice.random() ** 2 * 700)
    return max(life.concern - timedelta(days=days), life.born + timedelta(days=9 * 365))


def _elements(life: Life) -> None:
    if not life.drawn.cell.forms or not life.chance(0.22):
        return
    when = life.early(6)
    content = _set_out(life.drawn.cell.forms, life.is_from_abroad)
    to = life.written["concern"][0]
    life.story.tell(when, content, life.by(when, Role.GUARDIAN), to=to)


@lru_cache(maxsize=64)
def _set_out(labels: tuple[str, ...], from_abroad: bool) -> TraffickingElements:
    acts = {Act.RECRUITED, Act.TRANSPORTED} if from_abroad else {Act.RECRUITED, Act.CONTROLLED}
    return TraffickingElements(
        acts=frozenset(acts),
        means=frozenset({Means.DEBT, Means.THREATS}),
        purposes=forms_of(labels),
    )


def _episodes(life: Life, began: date, ended: date) -> None:
    when = life.early(4)
    place = life.drawn.location
    if not life.drawn.cell.forms:
        _known_only_by_place(life, place, began)
        return
    if place in {"Overseas", "UK and Overseas"}:
        last = began + (ended - began) / 2 if place != "Overseas" else ended - timedelta(days=1)
        content = _episode(life, Where.OVERSEAS, last)
        life.story.tell(when, content, life.lead, happened=_vague(life, began))
    if place in {"UK", "UK and Overseas"}:
        since = began + (ended - began) / 2 if place != "UK" else began
        content = _episode(life, Where.UK, ended)
        later = when + timedelta(minutes=25)
        life.story.tell(later, content, life.lead, happened=_vague(life, since))


def _known_only_by_place(life: Life, place: str, began: date) -> None:
    """Where no form is known yet, where it happened stands in the journey."""
    when = life.early(4)
    countries = {
        "UK": ("United Kingdom",),
        "Overseas": (_abroad(life),),
        "UK and Overseas": (_abroad(life), "United Kingdom"),
    }
    for minutes, country in enumerate(countries.get(place, ())):
        stage = JourneyStage(stage=Stage.EXPLOITATION, to_country=country)
        at = when + timedelta(minutes=minutes * 7)
        life.story.tell(at, stage, life.lead, happened=_vague(life, began))


def _vague(life: Life, on: date) -> Moment:
    """When something began, as precisely as a child may know; never later than it was."""
    how = life.dice.random()
    if how < 0.2:
        return day(on)
    if how < 0.65:
        return Moment.month(on.year, on.month)
    return Moment.year(on.year) if how < 0.85 else Moment.about(on.year)


def _abroad(life: Life) -> str:
    nationality = life.drawn.cell.nationalities[:1]
    home = origin_of(nationality[0]).country if nationality else ""
    if home and home != "United Kingdom" and life.chance(0.3):
        return home
    return life.one_of(_TRANSIT)


def _episode(life: Life, where: Where, ended: date) -> ExploitationEpisode:
    form = life.form
    county_lines = Answer.NO
    if form == phrases.CRIMINAL and where is Where.UK:
        county_lines = Answer.YES if life.chance(0.5) else Answer.NOT_KNOWN
    return ExploitationEpisode(
        forms=forms_of(life.drawn.cell.forms),
        made_to=_made_to(life, county_lines),
        county_lines=county_lines,
        where=where,
        town=life.one_of(towns()) if where is Where.UK else None,
        country=_abroad(life) if where is Where.OVERSEAS else None,
        place=life.one_of(phrases.PLACES),
        still=Answer.NO,
        ended=day(ended),
        how_started=life.one_of(phrases.STARTS) if life.chance(0.5) else None,
        day=life.one_of(phrases.DAYS) if life.chance(0.4) else None,
        got_away=life.one_of(phrases.WAYS_OUT) if life.chance(0.5) else None,
        child_words=life.one_of(phrases.OWN_WORDS[form]) if life.chance(0.4) else None,
    )


def _made_to(life: Life, county_lines: Answer) -> frozenset[MadeTo]:
    if county_lines is Answer.YES:
        return frozenset({MadeTo.DRUGS})
    choices = _MADE_TO[life.form]
    return frozenset({choices[life.some(0, len(choices) - 1)]})


def _journey(life: Life, began: date) -> None:
    when = life.early(5)
    nationality = life.drawn.cell.nationalities[:1]
    home = origin_of(nationality[0]).country if nationality else ""
    if not life.is_from_abroad:
        stage = JourneyStage(
            stage=Stage.TRANSPORT, from_country="United Kingdom", to_country="United Kingdom",
            movement=frozenset({Movement.TAKEN}),
            how="Sent by train to a town that the child did not know, and back after some days.",
        )  # fmt: skip
        life.story.tell(when, stage, life.lead, happened=_vague(life, began))
        return
    recruited = JourneyStage(
        stage=Stage.RECRUITMENT,
        movement=frozenset({Movement.PROMISED if life.chance(0.5) else Movement.OWN_WISH}),
        from_country=home or None,
        debt=life.one_of(phrases.DEBTS) if life.chance(0.4) else None,
    )
    life.story.tell(when, recruited, life.lead, happened=Moment.about(began.year))
    if life.chance(0.5):
        return
    moved = JourneyStage(
        stage=Stage.TRANSPORT,
        movement=frozenset({Movement.PAID, Movement.CHANGED}),
        from_country=home or None,
        to_country="United Kingdom",
        how=life.one_of(phrases.WAYS),
    )
    later = when + timedelta(minutes=12)
    life.story.tell(later, moved, life.lead, happened=_vague(life, began))


def _account(life: Life) -> None:
    when = life.at(life.concern + timedelta(days=life.some(3, 70)))
    reasons = (GapReason.FEAR, GapReason.TRAUMA, GapReason.TRUST, GapReason.INTERPRETER)
    content = AccountGiven(
        child_words=life.one_of(phrases.OWN_WORDS[life.form]),
        setting=life.one_of(phrases.SETTINGS),
        told_before=(Answer.NO, Answer.NOT_KNOWN)[life.some(0, 1)],
        gaps=frozenset({reasons[life.some(0, 3)], GapReason.TRAUMA}),
        gaps_explained=life.one_of(phrases.GAPS),
    )
    life.story.tell(when, content, life.by(when, Role.GUARDIAN))


@lru_cache
def _exploiters(text: str) -> Exploiters:
    return Exploiters(who=text, whereabouts_known=Answer.NOT_KNOWN, last_contact=LastContact.MONTH)


@lru_cache
def _risk(text: str) -> RiskOfFurtherExploitation:
    return RiskOfFurtherExploitation(may_happen=Answer.YES, why=text, others=Answer.NOT_KNOWN)


def _life_before(life: Life) -> None:
    when = life.early(9)
    content = LifeBefore(
        family=life.one_of(phrases.FAMILIES),
        education=life.one_of(phrases.SCHOOLS),
        has_children=Answer.NOT_ASKED,
    )
    life.story.tell(when, content, life.by(when, Role.GUARDIAN))
