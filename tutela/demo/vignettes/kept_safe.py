"""How Freya was kept safe: from the contact that the school made to the end of a plan."""

from __future__ import annotations

from uuid import UUID

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import GARETH, TAMSIN
from tutela.identification.entries import Concern
from tutela.people.choice import Answer
from tutela.protection.safeguarding.answers import (
    ConferenceSort,
    ContactFrom,
    EnquiryEnd,
    HarmCategory,
    Measure,
    MeasureEnd,
    NextStep,
    PlanDecision,
    Took,
    Triage,
)
from tutela.protection.safeguarding.entries import (
    CareReferral,
    ContactTriaged,
    CoreGroup,
    EnquiryEnded,
    HarmSuspected,
    MeasureEnded,
    NeedsAssessed,
    ProtectionConference,
    ProtectiveMeasure,
    ReferralDecided,
    SafeguardingContact,
    StrategyDiscussion,
    StrategyNotHeld,
)

_ALL = frozenset({Took.SOCIAL_CARE, Took.POLICE, Took.HEALTH, Took.SCHOOL})


def kept_safe(story: Story, began: int) -> None:
    """``began`` is how many days ago the first worry reached children's social care."""
    referral = _first_look(story, began)
    _police_protection(story, began)
    _discussion(story, began)
    _plan(story, began)
    story.tell(
        story.ago(began - 44, "15:00"),
        NeedsAssessed(
            seen=Answer.YES,
            seen_alone=Answer.YES,
            interpreter=Answer.NOT_ASKED,
            child_words="I want my mum to know that I did not want to.",
            needs="To be at home without being rung up, to sleep, to go back to her class.",
            trafficking="Somebody who says aloud that what she was made to do was done to her.",
            help="A youth worker who meets her off the train; a new telephone number.",
        ),
        TAMSIN,
        to=referral,
    )


def _first_look(story: Story, began: int) -> UUID:
    contact = story.tell(
        story.ago(began, "09:20"),
        SafeguardingContact(
            by=ContactFrom.SCHOOL,
            what="She was away for four days, came back with a bruise, and has a second telephone.",
            child_words="I can’t say. They know where my brother goes.",
            owner="Tamsin Okorafor-Bell",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began, "12:00"),
        ContactTriaged(
            outcome=Triage.REFERRAL,
            asked=frozenset({Took.POLICE, Took.HEALTH}),
            known="The police found her name in a telephone in another town.",
            reasons="Older people send her to other towns.",
            decided_by="Gareth Lindholm",
        ),
        GARETH,
        to=contact,
    )
    referral = story.tell(
        story.ago(began, "12:20"),
        CareReferral(
            by=ContactFrom.SCHOOL,
            reasons="She is exploited to carry drugs, and afraid for her brother.",
            family_knows=Answer.YES,
        ),
        TAMSIN,
        to=contact,
    )
    story.tell(
        story.ago(began, "16:00"),
        ReferralDecided(
            step=NextStep.STRATEGY,
            reasons="She may be harmed tonight.",
            decided_by="Gareth Lindholm",
            referrer_told=Answer.YES,
        ),
        GARETH,
        to=referral,
    )
    return referral


def _police_protection(story: Story, began: int) -> None:
    protected = story.tell(
        story.ago(began, "18:30"),
        ProtectiveMeasure(
            measure=Measure.POLICE_PROTECTION,
            reasons="A car waited outside her house for the third evening.",
            child_told=Answer.YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 2, "10:00"),
        MeasureEnded(
            how=MeasureEnd.AGREED,
            follows="She is with her aunt, as she and her mother wished. The police know the car.",
        ),
        TAMSIN,
        to=protected,
    )


def _discussion(story: Story, began: int) -> None:
    suspected = story.tell(
        story.ago(began, "16:30"),
        HarmSuspected(
            reasons="A bruise, a car, a debt that is said to be hers.",
            judged_by="Tamsin Okorafor-Bell",
            safe_tonight="She is not at home tonight. Her mother and brother are not alone either.",
        ),
        TAMSIN,
    )
    discussion = story.tell(
        story.ago(began - 1, "10:30"),
        StrategyDiscussion(
            present=_ALL,
            known="School, police and the school nurse each know a part of it.",
            trafficking="At least two other children are sent to the same town.",
            enquiry=True,
            together=Answer.YES,
            reasons="She is suffering significant harm.",
            at_once="The police look for the others. A youth worker is with her after school.",
            child_told=Answer.YES,
        ),
        TAMSIN,
        to=suspected,
    )
    story.tell(
        story.ago(began - 13, "14:00"),
        EnquiryEnded(
            outcome=EnquiryEnd.CONFERENCE,
            seen_alone=Answer.YES,
            child_words="If it is written down that they made me, I will come.",
            found="She was sent to another town seven times, and beaten once.",
            follows="A conference, with her and her mother there.",
        ),
        TAMSIN,
        to=discussion,
    )
    concerns = story.told(Concern)
    story.tell(
        story.ago(began - 20, "11:00"),
        StrategyNotHeld(
            reasons="The enquiry is under way, and everybody met nine days ago.",
            instead="The plan for her way to school, and the youth worker.",
        ),
        GARETH,
        to=concerns[-1],
    )


def _plan(story: Story, began: int) -> None:
    first = story.tell(
        story.ago(began - 15, "13:00"),
        ProtectionConference(
            sort=ConferenceSort.INITIAL,
            present=_ALL | {Took.CHILD, Took.FAMILY},
            child_words="I am not what they call me.",
            decision=PlanDecision.PLAN,
            headings=frozenset({HarmCategory.PHYSICAL}),
            plan="Nobody rings her on the old number. Somebody walks with her brother. The police "
            "speak with her once, with the youth worker. School lets her come in by the side door.",
            reasons="The people who sent her have not been found.",
            next_on=story.on(began - 100),
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 24, "16:00"),
        CoreGroup(
            present=frozenset({Took.SOCIAL_CARE, Took.SCHOOL, Took.CHILD, Took.FAMILY}),
            done="She has been at school for six days. The car was not seen again.",
            stuck="The debt is still spoken of. The police take that on.",
        ),
        TAMSIN,
        to=first,
    )
    story.tell(
        story.ago(began - 100, "13:00"),
        ProtectionConference(
            sort=ConferenceSort.REVIEW,
            present=_ALL | {Took.CHILD, Took.FAMILY},
            child_words="I can go to the chip shop again.",
            decision=PlanDecision.ENDS,
            reasons="Two people are charged. She and her brother are not rung up any more.",
        ),
        TAMSIN,
        to=first,
    )
