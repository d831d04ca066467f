"""How people worked together for Quân: meetings, what was agreed, where colleagues disagreed."""

from __future__ import annotations

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import GARETH, TAMSIN, YUSRA
from tutela.identification.entries import NrmReferral
from tutela.participation.entries import (
    Audience,
    ChildHeard,
    Form,
    HeardWeighed,
    Understood,
    Way,
    Weight,
)
from tutela.people.choice import Answer
from tutela.teamwork.entries import (
    ActionAgreed,
    ActionClosed,
    ActionEnd,
    Addressee,
    ChallengeAnswered,
    ChallengeEnd,
    ChallengeRaised,
    ChildTookPart,
    Invited,
    LatenessExplained,
    LateReason,
    LetterWritten,
    ManagementOversight,
    MeetingCalled,
    MeetingHeld,
    MeetingSort,
    Occasion,
    Stage,
    TookPart,
)


def working_together(story: Story, began: int) -> None:
    """A network meeting after two weeks, and what came of it; ``began`` is days ago."""
    _heard_about_the_referral(story, began)
    called = story.tell(
        story.ago(began - 9, "11:00"),
        MeetingCalled(
            sort=MeetingSort.NETWORK,
            purpose="Everybody who knows Quân hears the same from him, and he hears who does what.",
            invited=(
                Invited(name="Yusra Pemberlow", role="Guardian"),
                Invited(name="Kirsty Valdane", role="Police"),
                Invited(name="Ha Tran", role="Interpreter, a woman as he wished"),
            ),
            papers="The plan for the first days\nWhat Quân told Yusra",
            child_comes=Answer.YES,
        ),
        TAMSIN,
        happened=story.day(began - 14),
    )
    meeting = story.tell(
        story.ago(began - 14, "16:00"),
        MeetingHeld(
            sort=MeetingSort.NETWORK,
            present=(
                TookPart(name="Tamsin Okorafor-Bell", role="Social worker"),
                TookPart(name="Yusra Pemberlow", role="Guardian"),
                TookPart(name="Kirsty Valdane", role="Police"),
            ),
            child_part=ChildTookPart.PART,
            child_words="I want to learn to cook. I do not want to sleep where it is dark.",
            discussed="How he sleeps, who may ring him, school, what he knows of the other boy.",
            decisions="A lamp and a door that he can lock\nSchool visit with the guardian",
            differed="The police would like a statement soon; the guardian would wait until he "
            "sleeps.",
        ),
        TAMSIN,
        to=called,
    )
    lamp = story.tell(
        story.ago(began - 14, "16:20"),
        ActionAgreed(
            what="A lamp by his bed, and a key for his door",
            owner="Tamsin Okorafor-Bell",
            by=story.on(began - 15),
            child_knows=Answer.YES,
        ),
        TAMSIN,
        to=meeting,
    )
    story.tell(
        story.ago(began - 15, "18:00"),
        ActionClosed(
            end=ActionEnd.DONE,
            note="He chose a lamp shaped like a moon. He slept until seven, the first time.",
        ),
        TAMSIN,
        to=lamp,
    )
    story.tell(
        story.ago(began - 14, "16:25"),
        ActionAgreed(
            what="Visit the college kitchen with Quân",
            owner="Yusra Pemberlow",
            by=story.on(began - 58),
            child_knows=Answer.YES,
        ),
        YUSRA,
        to=meeting,
    )
    _a_disagreement(story, began)
    _the_manager(story, began)


def _a_disagreement(story: Story, began: int) -> None:
    raised = story.tell(
        story.ago(began - 20, "10:15"),
        ChallengeRaised(
            stage=Stage.WORKER,
            by_whom="Yusra Pemberlow",
            agency="Guardian service",
            with_whom="The police",
            about="A statement was planned with an interpreter whom he does not know.",
            for_the_child="He has not slept for two nights and asks who else will be in the room.",
            wished="Wait until he is ready, with the interpreter whom he trusts.",
        ),
        YUSRA,
    )
    story.tell(
        story.ago(began - 22, "15:40"),
        ChallengeAnswered(
            end=ChallengeEnd.CHANGED,
            answered_by="Kirsty Valdane",
            answer="The statement waits. The same interpreter is booked, and he says the day.",
        ),
        TAMSIN,
        to=raised,
    )


def _the_manager(story: Story, began: int) -> None:
    story.tell(
        story.ago(began - 30, "09:30"),
        ManagementOversight(
            occasion=Occasion.SUPERVISION,
            child_now="He goes out with his carer, eats, and has begun to ask about school.",
            decision="Stay with the same carer and the same guardian. Ask for the school place in "
            "writing, and take it further after a week.",
            reasons="What helps him is that people stay the same.",
            again_on=story.on(began - 72),
        ),
        GARETH,
    )
    story.tell(
        story.ago(began - 33, "14:00"),
        LatenessExplained(
            duty="RG_DECISION",
            why=LateReason.OTHER_AGENCY,
            explained="The competent authority asked for more time to read the police report.",
            meanwhile="He knows that it takes longer, and why. Yusra told him on the same day.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 34, "12:00"),
        LetterWritten(
            to=Addressee.CHILD,
            name="Quân",
            greeting="Dear Quân,",
            subject="What we agreed",
            text="You told us that you want to learn to cook. Yusra will go to the kitchen of the "
            "college with you.\n\nYou told us that you do not want to sleep in the dark. You have "
            "a lamp now, and a key.\n\nIf you want to change something, tell Yusra or me. You can "
            "always ask.",
            language="vie",
            read_out=Answer.YES,
        ),
        TAMSIN,
    )


def _heard_about_the_referral(story: Story, began: int) -> None:
    (sent, *_more) = story.told(NrmReferral)
    said = story.tell(
        story.ago(began - 8, "15:30"),
        ChildHeard(
            told=Answer.YES,
            told_what="What the referral is for, who reads it, and that it says what he told us.",
            told_by="Yusra Pemberlow",
            language="vie",
            form=frozenset({Form.INTERPRETED, Form.PICTURES}),
            understood=Understood.SAID_BACK,
            asked=Answer.YES,
            alone=Answer.YES,
            ways=frozenset({Way.SPOKE, Way.DREW}),
            child_words="If they find the other boy too, then I want it.",
            adult_view="He worries more about the other boy than about himself.",
            reached=frozenset({Audience.DECIDES, Audience.GUARDIAN}),
        ),
        YUSRA,
        to=sent,
    )
    story.tell(
        story.ago(began - 12, "17:00"),
        HeardWeighed(
            weight=Weight.FOLLOWED,
            why="The police had not known that there was another boy.",
            changed="The police looked behind the second wall, and found a bed and a shirt.",
            told_back=Answer.YES,
            told_back_how="Kirsty told him herself, with the interpreter whom he knows.",
        ),
        YUSRA,
        to=said,
    )
