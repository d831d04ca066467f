"""What was found best for a drawn child. How often is our assumption: the United Kingdom has no
formal procedure, so no figure says it."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from tutela.demo.life import Life
from tutela.demo.told_solution import solution
from tutela.futures.best_interests.answers import (
    Agreement,
    Ahead,
    DecisionOutcome,
    Element,
    Extent,
    HowHeard,
    Solution,
    Speaks,
    ViewWeight,
    WeighedBy,
)
from tutela.futures.best_interests.entries import (
    BestInterestsAssessment,
    BestInterestsDecision,
    BestInterestsFinding,
    BestInterestsHeard,
    BestInterestsOption,
    BestInterestsPanel,
    BestInterestsWeighing,
    PanelMember,
    Weighed,
)
from tutela.people.choice import Answer
from tutela.people.roles import Role

_ASSESSED, _DETERMINED = 0.1, 0.5
_AFTER = 75
_SAID = (
    "I want to stay where I am.",
    "I want to go to the same school until it is finished.",
    "I want to be with my brother.",
    "I don’t want anybody to tell my uncle where I am.",
)
_FINDINGS = (
    (Element.SAFETY, "Somebody still asks after the child, from abroad.", "Messages, shown to us."),
    (Element.FAMILY, "An aunt rings on Sundays. The parents can’t be reached.", "The aunt."),
    (Element.EDUCATION, "Goes each day, and has begun to like it.", "The school."),
)


def best_interests(life: Life) -> None:
    """An assessment of some, and of half of these a determination by a panel."""
    if life.is_restricted or not life.chance(_ASSESSED):
        return
    began = life.at(life.referred + timedelta(days=_AFTER + life.some(0, 60)))
    story, day = life.story, timedelta(days=1)
    assessment = story.tell(began, _assessment(life.is_from_abroad), life.lead)
    for number, (element, found, sources) in enumerate(_FINDINGS):
        finding = BestInterestsFinding(
            element=element, finding=found, sources=sources, asked=Answer.YES
        )
        story.tell(began + (2 + number) * day, finding, life.lead, to=assessment)
    if not life.chance(_DETERMINED):
        return
    solutions = [Solution.STAY, Solution.RETURN_FAMILY if life.is_from_abroad else Solution.NOT_YET]
    options = [
        story.tell(began + 10 * day, _option(one), life.lead, to=assessment) for one in solutions
    ]
    met = life.at((began + 21 * day).date())
    panel = story.tell(met, _panel(), life.lead, to=assessment)
    heard = BestInterestsHeard(
        how=HowHeard.MEMBER, child_words=life.one_of(_SAID), understood=Answer.YES
    )
    story.tell(met + day / 24, heard, life.by(met, Role.GUARDIAN), to=panel)
    for option, speaks in zip(options, (Speaks.FOR, Speaks.AGAINST), strict=True):
        story.tell(met + day / 12, _weighing(speaks), life.lead, to=option)
    decision = BestInterestsDecision(
        outcome=DecisionOutcome.DECIDED,
        reasons="It is safer, it is what the child asks for, and school goes on.",
        agreement=Agreement.ALL,
        weight=ViewWeight.FOLLOWED,
        weight_why="Much: the child has thought about it and knows what each option means.",
        leave_allows=Answer.NOT_KNOWN if life.is_from_abroad else Answer.YES,
        review_on=(met + timedelta(days=182)).date(),
    )
    decided = story.tell(met + day / 8, decision, life.lead, to=options[0])
    solution(life, decided, met)


@lru_cache
def _assessment(is_from_abroad: bool) -> BestInterestsAssessment:
    return BestInterestsAssessment(
        extent=Extent.FULL,
        ahead=Ahead.SOLUTION if is_from_abroad else Ahead.CARE,
        to_decide="Where, and with whom, can this child be safe and grow up?",
        seen_alone=Answer.YES,
        protects="A teacher who asks, and a carer who waits up.",
    )


@lru_cache
def _option(solution: Solution) -> BestInterestsOption:
    what = {
        Solution.STAY: "The child stays with the present carer and goes on with school.",
        Solution.RETURN_FAMILY: "The child lives with the aunt.",
        Solution.NOT_YET: "Nothing changes for half a year; then it is asked again.",
    }[solution]
    return BestInterestsOption(solution=solution, what=what)


@lru_cache
def _panel() -> BestInterestsPanel:
    sits = (
        ("Reviewing officer", "Council", Answer.YES),
        ("Nurse", "Health", Answer.NO),
        ("Guardian", "Guardian service", Answer.YES),
    )
    return BestInterestsPanel(
        members=tuple(
            PanelMember(
                name=role, agency=agency, role=role, independent=free, confidential=Answer.YES
            )
            for role, agency, free in sits
        ),
        papers="The assessment\nThe report of the school",
    )


@lru_cache
def _weighing(speaks: Speaks) -> BestInterestsWeighing:
    return BestInterestsWeighing(
        by=WeighedBy.PANEL,
        weighed=tuple(
            Weighed(element=element, speaks=speaks, reasons="As the findings say.")
            for element in Element
        ),
    )
