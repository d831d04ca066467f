"""What happened to a child, as entries: the concern, the exploitation, the journey, the account."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from tutela.chronology.kinds import (
    Category,
    Content,
    Line,
    Noted,
    Place,
    Protected,
    Text,
    answered,
    ask,
    kind,
)
from tutela.chronology.listed import is_on_its_list
from tutela.chronology.moment import Moment
from tutela.identification import indicators
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
from tutela.identification.checks import (
    ends_after_it_begins,
    is_not_open_twice,
    says_something,
    where_is_complete,
)
from tutela.people.choice import Answer

CONCERN = "What worries people"
STORY = "What happened"
REFERRAL = "For the referral"


@kind(
    "concern",
    title="Concern",
    category=Category.IDENTIFICATION,
    when="When was it seen or said?",
    says="A concern was raised: {raised_by}",
    group=CONCERN,
    checks=(says_something, is_on_its_list("indicators")),
)
class Concern(Content):
    """Somebody saw or heard something that may mean that a child is being exploited."""

    raised_by: RaisedBy = ask("Who first saw it or said it?")
    seen: Protected[Text] | None = ask(
        "What was seen or heard?", hint="Facts, in the order in which they came.", optional=True
    )
    child_words: Protected[Text] | None = ask(
        "What did the child say?",
        hint="In the child’s own words. Leave it empty if the child has not spoken of it.",
        optional=True,
    )
    indicators: Protected[tuple[Noted, ...]] = ask(
        "Which of these were noticed?",
        hint="They help to see. They do not decide anything, and nobody counts them.",
        choices=indicators.NAME,
        optional=True,
    )
    forms: frozenset[ExploitationForm] = ask(
        "What may the child have been exploited for?",
        hint="You need not be sure.",
        optional=True,
    )
    safe_now: Answer = ask(
        "Is the child safe now?", hint="If not, ring 999 first and come back to this page after."
    )
    made_safe: Protected[Text] | None = ask(
        "What has been done to make the child safe?",
        hint="And what is still needed tonight.",
        when=answered("safe_now", Answer.YES, Answer.NO, Answer.NOT_KNOWN),
    )
    may_go_missing: Answer = ask(
        "Could the child go missing, or be taken away?",
        hint="Many children who were trafficked go missing within two days. Make a plan now.",
    )


@kind(
    "trafficking-elements",
    title="Act, means and purpose",
    category=Category.IDENTIFICATION,
    when="When was this worked out?",
    says="What was done, how, and what for, was set out",
    refers_to="concern",
    refers_optionally=True,
    group=CONCERN,
)
class TraffickingElements(Content):
    """What was done to the child, how they were controlled, and what for.

    For a child the act and the purpose are enough. How they were controlled, and whether they
    agreed, does not matter: a child can't consent to being exploited.
    """

    acts: frozenset[Act] = ask("What was done?", hint="What is known or suspected.", optional=True)
    act_note: Protected[Text] | None = ask("What is known about it?", optional=True)
    means: frozenset[Means] = ask(
        "How was the child controlled?",
        hint="This need not be shown for a child. It helps to understand and to protect.",
        optional=True,
    )
    means_note: Protected[Text] | None = ask("What is known about it?", optional=True)
    purposes: frozenset[ExploitationForm] = ask(
        "What for?",
        hint="What happened, or what somebody meant to happen. It need not have happened yet.",
        optional=True,
    )
    purpose_note: Protected[Text] | None = ask("What is known about it?", optional=True)


@kind(
    "exploitation-episode",
    title="Exploitation",
    category=Category.IDENTIFICATION,
    when="When did it begin?",
    says="Exploitation: {forms}",
    group=STORY,
    checks=(
        where_is_complete,
        ends_after_it_begins,
        is_not_open_twice,
        is_on_its_list("town", "country"),
    ),
)
class ExploitationEpisode(Content):
    """A time during which the child was exploited: what for, where, from when until when.

    One entry for each place and each time. A child may have several.
    """

    forms: frozenset[ExploitationForm] = ask("How was the child exploited?")
    made_to: frozenset[MadeTo] = ask("What was the child made to do?", optional=True)
    made_to_other: Protected[Line] | None = ask(
        "What else?", when=answered("made_to", MadeTo.OTHER, MadeTo.OTHER_CRIME)
    )
    county_lines: Answer = ask(
        "Was it county lines?",
        hint="Being used to carry or sell drugs away from home, for people who run a phone line.",
    )
    where: Where = ask("Where was it?")
    town: Protected[Place] | None = ask(
        "In or near which town?", choices="towns", when=answered("where", Where.UK)
    )
    country: Line | None = ask(
        "In which country?", choices="countries", when=answered("where", Where.OVERSEAS)
    )
    place: Protected[Place] | None = ask(
        "What else is known about the place?",
        hint="An address, a shop, a view from a window, a sound, a smell.",
        optional=True,
    )
    still: Answer = ask("Is it still going on?")
    ended: Moment | None = ask("When did it end?", when=answered("still", Answer.NO))
    how_started: Protected[Text] | None = ask(
        "How did it start?", hint="What was promised, and by whom?", optional=True
    )
    day: Protected[Text] | None = ask(
        "What was a day like?", hint="What they had to do, how long, with which breaks.",
        optional=True,
    )  # fmt: skip
    living: Protected[Text] | None = ask(
        "How did they live?", hint="Where they slept, washed and ate.", optional=True
    )
    treatment: Protected[Text] | None = ask("How were they treated?", optional=True)
    pay: Protected[Line] | None = ask("What were they paid, if anything?", optional=True)
    got_away: Protected[Text] | None = ask(
        "How did they get away?", when=answered("still", Answer.NO)
    )
    held_there: Protected[Text] | None = ask(
        "What keeps them there?", when=answered("still", Answer.YES)
    )
    child_words: Protected[Text] | None = ask(
        "What does the child say about it?", hint="In the child’s own words.", optional=True
    )


@kind(
    "journey-stage",
    title="Part of the journey",
    category=Category.IDENTIFICATION,
    when="When did it begin?",
    says="Journey: {stage}",
    refers_to="exploitation-episode",
    refers_optionally=True,
    group=STORY,
    checks=(ends_after_it_begins, is_on_its_list("from_country", "to_country")),
)
class JourneyStage(Content):
    """A part of how the child came to be where they were exploited, near or far.

    Smuggled or trafficked is not a switch: what matters is what became of the child.
    """

    stage: Stage = ask("Which part was it?")
    movement: frozenset[Movement] = ask(
        "How did it come about?",
        hint="Several may be true, and it may have changed on the way.",
        optional=True,
    )
    from_country: Line | None = ask("From which country?", choices="countries", optional=True)
    from_place: Protected[Place] | None = ask("From which place?", optional=True)
    to_country: Line | None = ask("To which country?", choices="countries", optional=True)
    to_place: Protected[Place] | None = ask("To which place?", optional=True)
    ended: Moment | None = ask("When did it end?", optional=True)
    how: Protected[Text] | None = ask(
        "What happened?",
        hint="How they travelled, the way they took, what they saw, how long it lasted.",
        optional=True,
    )
    who: Protected[Text] | None = ask("Who arranged it, or was with them?", optional=True)
    debt: Protected[Line] | None = ask("What was paid, or is owed, to whom?", optional=True)


@kind(
    "exploiters",
    title="Who exploited the child",
    category=Category.IDENTIFICATION,
    when="When was this said or found out?",
    says="What is known about who exploited the child was recorded",
    group=STORY,
)
class Exploiters(Content):
    """What is known about the people who exploited the child, and whether they can reach them."""

    who: Protected[Text] = ask(
        "What is known about them?",
        hint="Names or nicknames, languages, looks, who they are to the child. "
        "If nothing is known, say so.",
    )
    whereabouts_known: Answer = ask("Does anybody know where they are?")
    in_uk: Answer | None = ask(
        "Are they in the United Kingdom?",
        hint="Or were they, when last heard of?",
        when=answered("whereabouts_known", Answer.YES),
    )
    whereabouts: Protected[Place] | None = ask(
        "Where are they?",
        hint="Or who would know.",
        when=answered("whereabouts_known", Answer.YES),
    )
    last_contact: LastContact = ask(
        "When were they last in contact with the child?",
        hint="In person, by telephone or message, or through somebody else.",
    )
    contact: Protected[Text] | None = ask(
        "What was that contact?",
        hint="What was said, threatened or asked, and what was done to stop it.",
        optional=True,
    )


@kind(
    "account-given",
    title="The child’s account, and how it was given",
    category=Category.IDENTIFICATION,
    when="When was it given?",
    says="The child spoke about what happened",
    group=STORY,
)
class AccountGiven(Content):
    """How the child came to tell, and what explains gaps. An account that changes is not a lie."""

    child_words: Protected[Text] | None = ask(
        "What did the child say?", hint="In the child’s own words.", optional=True
    )
    setting: Protected[Text] = ask(
        "Where and how was it told?",
        hint="Who was there, which interpreter, how many times, which breaks. "
        "A child should not have to tell it again.",
    )
    told_before: Answer = ask("Had the child told anybody before?")
    told_before_details: Protected[Text] | None = ask(
        "Whom, and what came of it?", when=answered("told_before", Answer.YES)
    )
    what_made_it_possible: Protected[Text] | None = ask(
        "What made it possible to tell now, or hard to tell before?", optional=True
    )
    gaps: frozenset[GapReason] = ask(
        "What explains what is missing, late or told in several ways?",
        hint="The pack for the referral says this in your words.",
    )
    gaps_explained: Protected[Text] | None = ask(
        "In your words",
        hint="What do you know about this child that somebody who has never met them should know?",
        when=answered("gaps", *(g for g in GapReason if g is not GapReason.NO_GAPS)),
    )
    insight: Protected[Text] | None = ask(
        "What do you see as the professional who knows the child?",
        hint="How the child is, what they need, what has helped.",
        optional=True,
    )


@kind(
    "risk-of-further-exploitation",
    title="Worry about what may happen next",
    category=Category.IDENTIFICATION,
    when="When was this thought about?",
    says="Could the child be exploited again? {may_happen}",
    group=CONCERN,
)
class RiskOfFurtherExploitation(Content):
    """Whether the child, or others, may be exploited again, and why."""

    may_happen: Answer = ask("Could the child be exploited again?")
    why: Protected[Text] | None = ask(
        "What makes you think so?", when=answered("may_happen", Answer.YES)
    )
    others: Answer = ask("Are there other people who may have been exploited?")
    others_details: Protected[Text] | None = ask(
        "What is known about them?",
        hint="Each of them needs a referral of their own, brothers and sisters too.",
        when=answered("others", Answer.YES),
    )


@kind(
    "life-before",
    title="Life before",
    category=Category.IDENTIFICATION,
    when="When was this said or found out?",
    says="The child’s life before was recorded",
    group=STORY,
)
class LifeBefore(Content):
    """Where the child comes from: birthplace, family, school, work."""

    birthplace: Protected[Place] | None = ask(
        "Where was the child born?", hint="Town or village.", optional=True
    )
    family: Protected[Text] | None = ask(
        "Who is their family?", hint="Parents, brothers and sisters.", optional=True
    )
    education: Protected[Text] | None = ask("What schooling have they had?", optional=True)
    work: Protected[Text] | None = ask("What work have they done?", optional=True)
    has_children: Answer = ask("Do they have children of their own?")
    number_of_children: Annotated[int, Ge(1), Le(20)] | None = ask(
        "How many?", when=answered("has_children", Answer.YES)
    )
