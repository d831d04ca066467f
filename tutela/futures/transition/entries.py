"""The way into adulthood, as entries: needs, plan and its reviews, who advises, the home, who
carries what after 18. Somebody who turns 18 does not stop having been a trafficked child."""

from __future__ import annotations

from datetime import date

from tutela.chronology.kinds import (
    Category,
    Content,
    Line,
    Name,
    Place,
    Protected,
    Text,
    answered,
    ask,
    kind,
)
from tutela.futures.transition.answers import (
    CareStanding,
    Carries,
    HomeSort,
    HowSeen,
    LifeArea,
    ReviewedWhy,
    Wish,
    WorkerState,
)
from tutela.futures.transition.checks import (
    each_area_once,
    names_trafficking,
    says_what_is_lacking,
    says_who,
)
from tutela.people.choice import Answer

GROUP = "Becoming an adult"
_NEEDS, _TRAFFICKING, _SAID = "What they need", "Having been trafficked", "The young person"


class AreaNeed(Content):
    """What is needed in one part of life."""

    area: LifeArea = ask("Part of life")
    need: Text = ask("What is needed, and what is already good?")


class AreaGoal(Content):
    """What is to come about in one part of life."""

    area: LifeArea = ask("Part of life")
    goal: Text = ask("What is to come about?")
    who: Name = ask("Who sees to it?")
    by: date | None = ask("By when?", optional=True)


class AreaCarried(Content):
    """Who carries one part of life after 18."""

    area: LifeArea = ask("Part of life")
    carries: Carries = ask("Who carries it after 18?")
    who: Name | None = ask("Their name", optional=True)


class WasThere(Content):
    """Somebody who was there."""

    name: Name = ask("Who?")
    role: Line = ask("As what?")


@kind(
    "leaving-care-standing",
    title="Standing as a care leaver",
    category=Category.FUTURES,
    when="Since when?",
    says="Standing as a care leaver: {standing}",
    group=GROUP,
)
class LeavingCareStanding(Content):
    """What a young person is owed as somebody who is or was looked after, and since when."""

    standing: CareStanding = ask("Which is it?")
    why: Protected[Text] | None = ask("Why?", hint="Since when looked after.", optional=True)
    child_told: Answer = ask("Do they know what they are owed, in words that they understand?")


@kind(
    "pathway-needs-assessment",
    title="Assessment of needs on the way to adulthood",
    category=Category.FUTURES,
    when="When was it complete?",
    says="Needs on the way to adulthood were assessed",
    refers_to="leaving-care-standing",
    refers_optionally=True,
    group=GROUP,
    checks=(names_trafficking,),
)
class PathwayNeedsAssessment(Content):
    """What a young person needs to live well as an adult, in their own view first."""

    child_words: Protected[Text] | None = ask(
        "What do they wish for their life?", optional=True, group=_SAID
    )
    asked: Answer = ask("Were they asked, alone and in their language?", group=_SAID)
    needs: Protected[tuple[AreaNeed, ...]] = ask("What is needed?", group=_NEEDS)
    trafficked: Answer = ask(
        "Does it say that they are, or may be, a victim of trafficking?", group=_TRAFFICKING
    )
    trafficking_needs: Protected[Text] | None = ask(
        "What do they need because of that?",
        when=answered("trafficked", Answer.YES),
        group=_TRAFFICKING,
    )
    unaccompanied: Answer = ask(
        "Does it say whether they came alone to ask for asylum?", group=_TRAFFICKING
    )


@kind(
    "pathway-plan",
    title="Pathway plan",
    category=Category.FUTURES,
    when="From when does it hold?",
    says="A pathway plan was made",
    refers_to="pathway-needs-assessment",
    refers_optionally=True,
    group=GROUP,
    checks=(names_trafficking,),
)
class PathwayPlan(Content):
    """How a young person is helped into adulthood: what is to come about, and who sees to it."""

    child_words: Protected[Text] | None = ask("What do they say of it?", optional=True, group=_SAID)
    agreed: Answer = ask("Do they agree with it?", group=_SAID)
    has_copy: Answer = ask("Have they a copy that they can read or hear?", group=_SAID)
    goals: Protected[tuple[AreaGoal, ...]] = ask("What is to come about?", group=_NEEDS)
    if_it_fails: Protected[Text] = ask(
        "What happens if a part of it fails?",
        hint="If leave is refused, if the home is lost, if somebody finds them.",
        group=_NEEDS,
    )
    trafficked: Answer = ask(
        "Does it say that they are, or may be, a victim of trafficking?",
        hint="The law of England asks that it does.",
        group=_TRAFFICKING,
    )
    trafficking_needs: Protected[Text] | None = ask(
        "How are the needs from that met?",
        when=answered("trafficked", Answer.YES),
        group=_TRAFFICKING,
    )


@kind(
    "pathway-review",
    title="Pathway plan reviewed",
    category=Category.FUTURES,
    when="When was it reviewed?",
    says="The pathway plan was reviewed: {why}",
    refers_to="pathway-plan",
    group=GROUP,
    checks=(says_what_is_lacking,),
)
class PathwayReview(Content):
    """Is the plan still right, and is what the young person needs met?"""

    why: ReviewedWhy = ask("Why now?")
    child_words: Protected[Text] | None = ask("What do they say of it?", optional=True)
    there: Answer = ask("Were they there, in the way they wished?")
    trafficking_met: Answer = ask("Are the needs met that come from having been trafficked?")
    lacks: Protected[Text] | None = ask(
        "What is lacking, and who mends it?", when=answered("trafficking_met", Answer.NO)
    )
    changes: Protected[Text] = ask("What is changed in the plan?")


@kind(
    "personal-adviser",
    title="Personal adviser",
    category=Category.FUTURES,
    when="From when?",
    says="A personal adviser was named",
    group=GROUP,
)
class PersonalAdviserNamed(Content):
    """Who advises and visits a young person from 16, at most until they are 25."""

    name: Protected[Name] = ask("Who?")
    asked: Answer = ask("Was the young person asked whom they would like?")
    met_before: Answer = ask("Have they met before the change?")
    child_words: Protected[Text] | None = ask("What do they say of it?", optional=True)


@kind(
    "post-18-worker",
    title="Post-18 worker",
    category=Category.FUTURES,
    when="When?",
    says="Post-18 worker: {state}",
    group=GROUP,
    checks=(says_who,),
)
class Post18Worker(Content):
    """Somebody of the guardian service who goes on after 18, where there is such a service."""

    state: WorkerState = ask("Is there one?")
    name: Protected[Name] | None = ask("Who?", when=answered("state", WorkerState.THERE))
    until: date | None = ask("Until when, as agreed?", when=answered("state", WorkerState.THERE))
    why: Protected[Text] | None = ask("What else should be known?", optional=True)


@kind(
    "adult-support",
    title="Support for adults in the National Referral Mechanism",
    category=Category.FUTURES,
    when="When were they asked?",
    says="Support for adults in the National Referral Mechanism: {wish}",
    group=GROUP,
)
class AdultSupport(Content):
    """Whether somebody who turns 18 wishes the support that adults in the mechanism have. For that
    they must agree; for being in it, a child need not. Whether they stay in it is asked apart."""

    wish: Wish = ask("Do they wish it?", hint="An adult, or somebody about to be one, decides.")
    explained: Answer = ask("Was it explained in their language what it is and what it is not?")
    provider: Line | None = ask("Who gives it?", when=answered("wish", Wish.YES))
    referred: Answer | None = ask("Has it been asked for?", when=answered("wish", Wish.YES))
    begins: date | None = ask("From when?", when=answered("wish", Wish.YES))
    child_words: Protected[Text] | None = ask("What do they say of it?", optional=True)


@kind(
    "home-after-care",
    title="Moved into a home on the way to adulthood",
    category=Category.FUTURES,
    when="On which day?",
    says="Moved: {sort}",
    group=GROUP,
)
class HomeAfterCare(Content):
    """Where a young person lives as care ends, and whether it is right for them."""

    sort: HomeSort = ask("What sort of home is it?")
    provided: Answer = ask("Does the local authority provide it?")
    where: Protected[Place] = ask("Where is it?")
    suitable: Answer = ask("Is it suitable for them?", hint="Safe, near what matters, affordable.")
    could_be_found: Answer = ask("Could those who exploited them find them there?")
    why: Protected[Text] | None = ask("Why do you think so?", optional=True)
    child_words: Protected[Text] | None = ask("What do they say of it?", optional=True)


@kind(
    "adviser-visit",
    title="Visit of the personal adviser",
    category=Category.FUTURES,
    when="When was it?",
    says="Personal adviser: {how}",
    group=GROUP,
)
class AdviserVisit(Content):
    """The personal adviser saw how life is."""

    how: HowSeen = ask("How was it?")
    life: Protected[Text] = ask("How is life?", hint="Home, money, sleep, friends, worries.")
    approached: Answer = ask("Has anybody from before been in touch with them?")
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)
    next: Protected[Text] | None = ask("What was agreed?", optional=True)


@kind(
    "handover-meeting",
    title="Handover meeting before 18",
    category=Category.FUTURES,
    when="When was it?",
    says="Those who help before 18 and after met, to hand over",
    group=GROUP,
    checks=(each_area_once,),
)
class HandoverMeeting(Content):
    """Those who help before 18 and after sit together, so that nothing is dropped."""

    present: Protected[tuple[WasThere, ...]] = ask("Who was there?")
    there: Answer = ask("Was the young person there, in the way they wished?")
    child_words: Protected[Text] | None = ask("What do they say?", optional=True)
    carried: Protected[tuple[AreaCarried, ...]] = ask(
        "Who carries what after 18?", hint="What stands in no row has nobody yet."
    )
    open: Protected[Text] | None = ask("What is not settled, and who settles it?", optional=True)


@kind(
    "after-18",
    title="Who carries a part of life after 18",
    category=Category.FUTURES,
    when="From when?",
    says="After 18: {area}. {carries}",
    group=GROUP,
)
class After18(Content):
    """Somebody takes over a part of life from another, at 18 or later."""

    area: LifeArea = ask("Which part of life?")
    carries: Carries = ask("Who carries it?")
    who: Protected[Name] | None = ask("Their name", optional=True)
    knows: Answer = ask("Does the young person know them, and how to reach them?")
