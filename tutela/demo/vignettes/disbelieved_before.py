"""Young people whom somebody else had met with suspicion: a sentence, a guess at an age."""

from __future__ import annotations

from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.demo.origins import FullName
from tutela.demo.story import Story
from tutela.demo.vignettes.aged import guessed_at_a_port
from tutela.demo.vignettes.cast import (
    ADVISER,
    DELE,
    POST_18,
    SOLICITOR,
    TAMSIN,
    YUSRA,
)
from tutela.demo.vignettes.clock import days_before_due
from tutela.demo.vignettes.in_court import convicted_until_it_was_put_right
from tutela.demo.vignettes.who import latin, say_who
from tutela.duties.limits import calendar_days
from tutela.identification.answers import (
    CompetentAuthority,
    ConsentAnswer,
    ConsentGiven,
    ExploitationForm,
    GapReason,
    GroundsOutcome,
    MadeTo,
    RaisedBy,
    ReconsiderationGround,
    ReconsiderationOutcome,
    Where,
)
from tutela.identification.entries import (
    AccountGiven,
    Concern,
    ConsentAt18,
    ExploitationEpisode,
    NrmReferral,
    ReasonableGroundsDecision,
    ReconsiderationDecided,
    ReconsiderationRequested,
    ReferenceReceived,
)
from tutela.identity.entries import (
    AssessedBy,
    BirthBasis,
    Calendar,
    DateOfBirth,
    Gender,
    HomeOfficeReference,
    NameOrder,
    Script,
)
from tutela.people.choice import Answer
from tutela.people.roles import Nation

_SCA = CompetentAuthority.SCA


def ardit(story: Story) -> None:
    """Ardit, just 18. He had pleaded guilty without knowing to what. It was put right."""
    began = 560
    story.open(story.ago(began, "10:00"), TAMSIN, "A concern from a solicitor")
    name = latin("Ardit", "Gjoka")
    say_who(
        story,
        story.ago(began, "10:20"),
        TAMSIN,
        name=name,
        gender=Gender.MALE,
        nationality="Albanian",
        speaks=("sqi", "eng"),
    )
    story.tell(
        story.ago(began, "10:30"),
        DateOfBirth(
            born=Moment.day(story.born(18)),
            basis=BirthBasis.SAID,
            as_stated="The day is my mother’s.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began, "11:00"),
        Concern(
            raised_by=RaisedBy.LAWYER,
            seen="He was sentenced for what others made him do. Nobody had asked how he came to "
            "the house, and he had not understood the word “plead”.",
            child_words="They said say yes and you go home. I said yes. I did not go home.",
            indicators=(
                Noted(value="blamed", note="Answered in court for what he was forced to do."),
                Noted(value="afraid-of-authorities", note="After what happened in court."),
            ),
            forms=frozenset({ExploitationForm.CRIMINAL}),
            safe_now=Answer.YES,
            made_safe="Released to a placement. His solicitor is asking for the case to be "
            "reopened.",
            may_go_missing=Answer.NOT_KNOWN,
        ),
        TAMSIN,
    )
    story.join(story.ago(began - 1, "09:00"), SOLICITOR, TAMSIN)
    story.join(story.ago(began - 1, "09:10"), YUSRA, TAMSIN)
    convicted_until_it_was_put_right(story, began)
    story.join(story.ago(began - 2, "09:00"), DELE, TAMSIN)
    story.tell(
        story.ago(began - 10, "15:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.CRIMINAL}),
            made_to=frozenset({MadeTo.CANNABIS, MadeTo.OTHER_CRIME}),
            made_to_other="Was made to mend the electricity",
            county_lines=Answer.NO,
            where=Where.UK,
            town="Luton",
            still=Answer.NO,
            ended=story.month(began + 90),
            child_words="I was sixteen. I am good with wires. That was my bad luck.",
        ),
        YUSRA,
        happened=story.month(began + 160),
    )
    sent = story.tell(
        story.ago(began - 14, "15:00"),
        NrmReferral(
            organisation="Luton Borough Council",
            nation=Nation.ENGLAND,
            authority=_SCA,
            explained=Answer.YES,
            reference="DEMO0000021",
        ),
        TAMSIN,
    )
    negative = story.tell(
        story.ago(began - 30, "11:00"),
        ReasonableGroundsDecision(
            outcome=GroundsOutcome.NEGATIVE,
            made_by=_SCA,
            reasons="The authority said that it had too little information.",
            child_told=Answer.YES,
        ),
        TAMSIN,
        to=sent,
    )
    asked = story.tell(
        story.ago(began - 48, "15:00"),
        ReconsiderationRequested(
            ground=ReconsiderationGround.NEW_INFORMATION,
            details="A psychologist’s letter; the electricity company’s records; his guardian’s "
            "account.",
        ),
        TAMSIN,
        to=negative,
    )
    story.tell(
        story.ago(began - 95, "12:00"),
        ReconsiderationDecided(
            outcome=ReconsiderationOutcome.POSITIVE, made_by=_SCA, child_told=Answer.YES
        ),
        TAMSIN,
        to=asked,
    )
    story.tell(
        story.ago(began - 96, "17:00"),
        AccountGiven(
            child_words="Somebody read it. All of it.",
            setting="By telephone, when he was told. He asked to have it read out twice.",
            told_before=Answer.YES,
            told_before_details="In court, through an interpreter for five minutes.",
            gaps=frozenset({GapReason.AUTHORITIES, GapReason.INTERPRETER}),
            gaps_explained="What he said in court was said in fear and half understood.",
        ),
        YUSRA,
    )
    story.join(story.ago(60, "10:00"), POST_18, TAMSIN)
    story.join(story.ago(60, "10:05"), ADVISER, TAMSIN)
    story.tell(
        story.ago(1, "14:00"),
        ConsentAt18(
            answer=ConsentAnswer.STAY,
            given=ConsentGiven.WRITTEN,
            support_wished=Answer.YES,
            own_words="I wish to stay in it until they answer.",
            explained=Answer.YES,
        ),
        TAMSIN,
        to=sent,
    )


def aram(story: Story) -> None:
    """Aram, 16. An officer guessed that he was a man. An assessment found that he is a boy.

    He may ask until today for a negative decision to be looked at again.
    """
    negative = days_before_due(story, calendar_days(30))
    began = negative + 70
    story.open(story.ago(began, "11:00"), TAMSIN, "A boy in a hotel for adults")
    name = FullName(
        "ئارام حەمید", "ئارام", "حەمید", "Aram Hamid", NameOrder.OWN_AND_FATHERS, Script.ARABIC
    )
    say_who(
        story,
        story.ago(began, "11:10"),
        TAMSIN,
        name=name,
        gender=Gender.MALE,
        nationality="Iraqi",
        speaks=("ckb",),
    )
    story.tell(
        story.ago(began, "11:20"),
        DateOfBirth(
            born=Moment.year(story.born(16, 2).year),
            basis=BirthBasis.SAID,
            calendar=Calendar.SOLAR_HIJRI,
            as_stated="Sixteen since the spring.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began, "11:22"),
        DateOfBirth(
            born=Moment.day(story.born(24)),
            basis=BirthBasis.AGENCY,
            note="Written down at the port from how he looked, after nineteen days on the road. A "
            "guess is not an assessment: he is a child here.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began, "12:00"),
        Concern(
            raised_by=RaisedBy.CHARITY,
            seen="He was in a room with two grown men. A volunteer saw him doing sums in a school "
            "exercise book and asked how old he was.",
            child_words="I said it at the port. They wrote another number.",
            indicators=(Noted(value="unrelated-adults", note="Shared a room with two men."),),
            forms=frozenset({ExploitationForm.LABOUR}),
            safe_now=Answer.YES,
            made_safe="Moved the same evening to a home for boys of his age.",
            may_go_missing=Answer.NO,
        ),
        TAMSIN,
    )
    story.join(story.ago(began - 1, "09:00"), YUSRA, TAMSIN)
    story.join(story.ago(began - 3, "09:00"), SOLICITOR, TAMSIN)
    story.join(story.ago(began - 3, "09:10"), DELE, TAMSIN)
    guessed_at_a_port(story, began)
    story.tell(story.ago(began - 4, "09:00"), HomeOfficeReference(value="DEMO/2310057"), TAMSIN)
    story.tell(
        story.ago(began - 12, "14:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.LABOUR}),
            made_to=frozenset({MadeTo.WORK, MadeTo.WAGES}),
            county_lines=Answer.NO,
            where=Where.OVERSEAS,
            country="Turkey",
            place="A workshop under a street market. Scissors, all day.",
            still=Answer.NO,
            ended=story.month(began + 60),
            child_words="I can cut forty collars in an hour. Do you want a collar?",
        ),
        YUSRA,
        happened=story.about(1),
    )
    story.tell(
        story.ago(began - 50, "16:00"),
        DateOfBirth(
            born=Moment.day(story.born(16, 2)),
            basis=BirthBasis.ASSESSED,
            assessed_by=AssessedBy.LOCAL_AUTHORITY,
            note="Two social workers, an appropriate adult and an interpreter, over three "
            "meetings.",
        ),
        TAMSIN,
    )
    sent = story.tell(
        story.ago(began - 55, "15:00"),
        NrmReferral(
            organisation="Migrant Help", nation=Nation.ENGLAND, authority=_SCA, explained=Answer.YES
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 56, "10:00"),
        ReferenceReceived(reference="DEMO0000150", authority=_SCA),
        TAMSIN,
        to=sent,
    )
    story.tell(
        story.ago(negative, "12:00"),
        ReasonableGroundsDecision(
            outcome=GroundsOutcome.NEGATIVE,
            made_by=_SCA,
            reasons="The letter quotes the date of birth that was guessed at the port.",
            child_told=Answer.YES,
        ),
        TAMSIN,
        to=sent,
    )
