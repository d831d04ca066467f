"""Two boys before the law: one was convicted for what he was made to do, until it was put right;
the other gave evidence against those who had locked him in."""

from __future__ import annotations

from uuid import UUID

from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import SOLICITOR, TAMSIN
from tutela.people.choice import Answer
from tutela.status.justice.answers import (
    Accused,
    Body,
    CaseOutcome,
    CompensationOutcome,
    CompensationWay,
    Ground,
    Held,
    Measure,
    PleaSaid,
    ProsecutorSays,
    Reply,
    ReviewOutcome,
    Verdict,
)
from tutela.status.justice.entries import (
    AccusedOf,
    Charged,
    Compensation,
    ConvictionReviewed,
    CourtOutcome,
    CrimeOutcome,
    DefenceConsidered,
    HeldInCustody,
    IndicatorsKnown,
    NonProsecutionRaised,
    Plea,
    ProsecutorDecision,
    SpecialMeasures,
    VictimOfCrime,
)

YES, NO = Answer.YES, Answer.NO


def convicted_until_it_was_put_right(story: Story, began: int) -> None:
    """Ardit was sentenced before anybody asked; his solicitor had it set aside."""
    accused = story.tell(
        story.ago(began, "11:20"),
        AccusedOf(
            offence="cannabis",
            stage=Accused.ARRESTED,
            made_to="He was brought to the house to mend the wiring, and locked in with the "
            "plants.",
            adult_there=NO,
            lawyer_there=NO,
            interpreter_there=NO,
            explained=NO,
        ),
        TAMSIN,
        happened=story.day(began + 70),
    )
    charged = story.tell(
        story.ago(began, "11:25"),
        Charged(offence="cannabis", court="The magistrates’ court", lawyer="A duty lawyer"),
        TAMSIN,
        happened=story.day(began + 68),
        to=accused,
    )
    story.tell(
        story.ago(began, "11:30"),
        IndicatorsKnown(
            body=Body.POLICE,
            who="The officer who forced the door",
            how="Noted that the door was barred from outside and that there was one mattress.",
            did="Nothing, as far as is known.",
        ),
        TAMSIN,
        happened=story.day(began + 70),
        to=accused,
    )
    story.tell(
        story.ago(began, "11:35"),
        Plea(
            said=PleaSaid.GUILTY,
            advised=NO,
            understood=NO,
            child_words="They said say yes.",
        ),
        TAMSIN,
        happened=story.day(began + 60),
        to=charged,
    )
    ended = story.tell(
        story.ago(began, "11:40"),
        CourtOutcome(
            verdict=Verdict.CONVICTED,
            offence="cannabis",
            court="The magistrates’ court",
            sentence="Eight weeks in custody.",
            exploitation=NO,
            child_told=NO,
        ),
        TAMSIN,
        happened=story.day(began + 55),
        to=charged,
    )
    story.tell(
        story.ago(began, "11:45"),
        HeldInCustody(
            where=Held.YOI,
            until=story.day(began + 1),
            safe=Answer.NOT_KNOWN,
            treated_as_child=YES,
            visited="His solicitor, once.",
        ),
        TAMSIN,
        happened=story.day(began + 55),
        to=ended,
    )
    _put_right(story, began, (charged, ended))


def _put_right(story: Story, began: int, case: tuple[UUID, UUID]) -> None:
    charged, ended = case
    story.tell(
        story.ago(began - 5, "10:00"),
        DefenceConsidered(
            under_18=YES,
            consequence=YES,
            reasonable=YES,
            raised=NO,
            advice="It would very probably have succeeded. Nobody told him that it exists.",
        ),
        SOLICITOR,
        to=charged,
    )
    story.tell(
        story.ago(began - 12, "10:00"),
        NonProsecutionRaised(
            body=Body.PROSECUTOR,
            by=SOLICITOR.name,
            grounds=frozenset({Ground.PUBLIC_INTEREST, Ground.DEFENCE_45, Ground.CONVENTION}),
            what="The barred door, the mattress, his guardian’s account.",
            reply=Reply.ADJOURNED,
        ),
        SOLICITOR,
        to=ended,
    )
    story.tell(
        story.ago(began - 20, "10:00"),
        ConvictionReviewed(
            outcome=ReviewOutcome.UNDER_WAY,
            by=Body.COURT,
            why="That he was exploited was never before the court.",
            record_cleared=NO,
            child_told=YES,
        ),
        SOLICITOR,
        to=ended,
    )
    story.tell(
        story.ago(began - 140, "10:00"),
        ProsecutorDecision(
            outcome=ProsecutorSays.STOPPED_INTEREST,
            knew=YES,
            reasons="The prosecutor does not resist, and would not charge him today.",
            child_told=YES,
        ),
        SOLICITOR,
        to=charged,
    )
    story.tell(
        story.ago(began - 190, "15:00"),
        ConvictionReviewed(
            outcome=ReviewOutcome.SET_ASIDE,
            by=Body.COURT,
            record_cleared=YES,
            child_told=YES,
            child_words="Now I can be an electrician on paper.",
        ),
        SOLICITOR,
        to=ended,
    )


def evidence_behind_a_screen(story: Story, began: int) -> None:
    """Quân’s case against the men who locked him in."""
    case = story.tell(
        story.ago(began - 30, "10:00"),
        VictimOfCrime(
            reference="DEMO-7711",
            officer="A detective whom he calls by her first name",
            contact="His guardian",
            wishes=YES,
            safe=Answer.NOT_KNOWN,
            telephone=YES,
            child_words="If they cannot see me.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 40, "10:00"),
        SpecialMeasures(
            wished=frozenset({Measure.RECORDED, Measure.LINK, Measure.INTERPRETER}),
            granted=frozenset({Measure.RECORDED, Measure.INTERPRETER}),
            interview=YES,
            therapy=YES,
        ),
        TAMSIN,
        to=case,
    )
    story.tell(
        story.ago(began - 50, "10:00"),
        CrimeOutcome(
            outcome=CaseOutcome.CHARGED,
            details="Two men are charged and held.",
            review_asked=NO,
            child_told=YES,
            protected="Both may not come near him or write to anybody who can.",
        ),
        TAMSIN,
        happened=Moment.day(story.on(began - 50)),
        to=case,
    )
    story.tell(
        story.ago(began - 55, "10:00"),
        Compensation(
            way=CompensationWay.SCHEME,
            outcome=CompensationOutcome.ASKED,
            lawyer=SOLICITOR.name,
            kept=YES,
        ),
        TAMSIN,
        to=case,
    )
