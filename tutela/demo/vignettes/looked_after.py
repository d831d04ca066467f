"""A doctor, a school and a lawyer for the girl who did not know where she was."""

from __future__ import annotations

from uuid import UUID

from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import NURSE, SECOND_GUARDIAN, TAMSIN
from tutela.people.choice import Answer
from tutela.protection.education.answers import (
    HowMuch,
    Learning,
    PlaceAnswer,
    PlanSort,
    WhyLeft,
)
from tutela.protection.education.entries import (
    EducationPlan,
    SchoolLeft,
    SchoolPlaceAnswered,
    SchoolPlaceSought,
    SchoolStarted,
)
from tutela.protection.health.answers import (
    AssessmentSort,
    Assessor,
    HealthReader,
    HelpAnswer,
    Kept,
    Need,
    NeedEnd,
    Practice,
    Registered,
    Visit,
)
from tutela.protection.health.entries import (
    AppointmentKept,
    HealthAppointment,
    HealthAssessed,
    HealthHelpAnswered,
    HealthHelpAsked,
    HealthNeed,
    HealthNeedEnded,
    HealthRegistration,
)
from tutela.protection.representation.answers import (
    Again,
    FoundBy,
    LegalAid,
    Matter,
    SearchEnd,
    Setting,
    WhyEnded,
)
from tutela.protection.representation.entries import (
    InterpreterUsed,
    LawyerActs,
    LawyerAnswered,
    LawyerAsked,
    LawyerEnded,
    LawyerMet,
    LegalAidChanged,
)
from tutela.protection.safeguarding.answers import Measure
from tutela.protection.safeguarding.entries import ProtectiveMeasure


def looked_after(story: Story, began: int) -> None:
    """``began`` is how many days ago she was found."""
    story.tell(
        story.ago(began, "20:30"),
        ProtectiveMeasure(
            measure=Measure.ACCOMMODATED,
            reasons="She is alone and nobody here may look after her.",
            agreed_by="Nobody with parental responsibility is known.",
            child_told=Answer.YES,
        ),
        TAMSIN,
    )
    _health(story, began)
    _hands(story, began)
    _school(story, began)
    _lawyers(story, began)
    _interpreters(story, began)


def _health(story: Story, began: int) -> None:
    story.tell(
        story.ago(began - 2, "09:30"),
        HealthRegistration(
            practice=Practice.DOCTOR,
            state=Registered.YES,
            where="Weir Street Surgery, Elmshore",
            knows=Answer.YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 2, "09:40"),
        HealthRegistration(
            practice=Practice.DENTIST,
            state=Registered.REFUSED,
            where="Orchard Dental, Elmshore",
            why_refused="They said that their list is full. The nurse rings the next one.",
            knows=Answer.NOT_ASKED,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 6, "15:00"),
        HealthAssessed(
            sort=AssessmentSort.FIRST,
            by=Assessor.DOCTOR,
            who="Dr Imogen Ashby",
            interpreter=Answer.YES,
            seen_alone=Answer.YES,
            agreed=Answer.YES,
            plan="Iron, a dentist, glasses. The nurse comes on Wednesdays. Nothing is hurried.",
        ),
        NURSE,
    )
    booked = story.ago(1, "11:20")
    appointment = story.tell(
        story.ago(4, "16:00"),
        HealthAppointment(
            visit=Visit.EYES,
            where="The optician in the market hall",
            interpreter=Answer.YES,
            with_whom="Her carer",
            told=Answer.YES,
        ),
        NURSE,
        happened=Moment.instant(booked),
    )
    story.tell(
        story.ago(1, "17:00"),
        AppointmentKept(
            outcome=Kept.KEPT,
            interpreter_there=Answer.YES,
            seen_alone=Answer.YES,
            follows="Glasses, in a week. She chose green ones.",
        ),
        NURSE,
        to=appointment,
    )


def _hands(story: Story, began: int) -> None:
    sleep = _need(
        story,
        began,
        HealthNeed(
            need=frozenset({Need.SLEEP, Need.MIND}),
            what="She sits on the stairs at night, and speaks of it to the nurse alone.",
            urgent=Answer.NO,
            done="A lamp on the stairs. The carer does not send her back to bed.",
            kept_from=frozenset({HealthReader.CARER}),
        ),
    )
    asked = story.tell(
        story.ago(began - 4, "10:00"),
        HealthHelpAsked(
            service="The young people’s trauma service",
            agreed=Answer.YES,
            language=Answer.YES,
            until_then="The nurse, the lamp and the dog.",
        ),
        NURSE,
        to=sleep,
    )
    story.tell(
        story.ago(began - 7, "12:00"),
        HealthHelpAnswered(answer=HelpAnswer.ACCEPTED, expected=story.on(-40)),
        NURSE,
        to=asked,
    )
    hands = _need(
        story,
        began,
        HealthNeed(
            need=frozenset({Need.INJURY}),
            what="The skin of her hands is open from bleach.",
            urgent=Answer.YES,
            done="Dressed the same evening. Cream and gloves.",
        ),
    )
    story.tell(
        story.ago(3, "09:00"),
        HealthNeedEnded(how=NeedEnd.MET, child_agrees=Answer.YES),
        NURSE,
        to=hands,
    )


def _need(story: Story, began: int, need: HealthNeed) -> UUID:
    return story.tell(story.ago(began - 3, "14:30"), need, NURSE)


def _school(story: Story, began: int) -> None:
    lessons = story.tell(
        story.ago(began - 4, "09:00"),
        SchoolStarted(
            learning=Learning.TUITION,
            where="At the carer’s kitchen table",
            how_much=HowMuch.PART,
            contact="Maud Ferris, tutor",
            collect="Nobody: she stays in the house. Ring the carer.",
            photographs=Answer.YES,
        ),
        TAMSIN,
    )
    sought = story.tell(
        story.ago(began - 4, "11:00"),
        SchoolPlaceSought(
            learning=Learning.SCHOOL,
            where="Saltmarsh Academy",
            by="Tamsin Okorafor-Bell",
            wished=Answer.YES,
            until_then="Letters and a map, with a tutor at the kitchen table.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(3, "15:00"),
        SchoolPlaceAnswered(answer=PlaceAnswer.OFFERED, from_day=story.on(1)),
        TAMSIN,
        to=sought,
    )
    story.tell(
        story.ago(1, "14:00"),
        SchoolLeft(why=WhyLeft.OTHER_PLACE, follows="School, from today."),
        TAMSIN,
        to=lessons,
    )
    story.tell(
        story.ago(1, "15:30"),
        SchoolStarted(
            learning=Learning.SCHOOL,
            where="Saltmarsh Academy",
            year="Year 9",
            how_much=HowMuch.PART,
            contact="Mr Obuya, who has the room with the plants",
            collect="Her carer, at the side door. If she is not there by nine, ring the carer, "
            "then the duty social worker.",
            photographs=Answer.YES,
        ),
        TAMSIN,
        to=sought,
    )
    story.tell(
        story.ago(2, "15:00"),
        EducationPlan(
            sort=PlanSort.FIRST,
            child_there=Answer.YES,
            before="Two years under a tree, in Tigrinya.",
            aims="To read the map by herself. To know the names of trees.",
            help="A quiet place; Mr Obuya looks in at ten; lessons in reading every morning.",
            language="English with pictures. Tigrinya stories on Sundays, on the telephone.",
            feels_safe=Answer.YES,
            next_on=story.on(-80),
        ),
        TAMSIN,
    )


def _lawyers(story: Story, began: int) -> None:
    first = story.tell(
        story.ago(began - 2, "11:00"),
        LawyerAsked(matter=Matter.IMMIGRATION, office="Fenwick and Rose, Elmshore"),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 3, "11:00"),
        LawyerAnswered(answer=SearchEnd.NO_ROOM, follows="They gave the name of another."),
        TAMSIN,
        to=first,
    )
    sent = story.tell(
        story.ago(began - 4, "12:00"),
        LawyerActs(
            matter=Matter.IMMIGRATION,
            name="A man who rang and said that he is her solicitor",
            office="Not known; he gave a mobile number",
            regulated=Answer.NO,
            found_by=FoundBy.UNKNOWN,
            paid=LegalAid.OTHER,
            children=Answer.NOT_KNOWN,
            chosen=Answer.NO,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 5, "09:00"),
        LawyerEnded(
            why=WhyEnded.NOT_SAFE,
            follows="He is on no regulator’s list. The police have his number.",
            papers=Answer.NO,
        ),
        TAMSIN,
        to=sent,
    )
    second = story.tell(
        story.ago(began - 5, "10:00"),
        LawyerAsked(matter=Matter.IMMIGRATION, office="The law centre in Calderwick"),
        TAMSIN,
    )
    acts = story.tell(
        story.ago(began - 7, "10:00"),
        LawyerActs(
            matter=Matter.IMMIGRATION,
            name="Ines Valdemar",
            office="The law centre in Calderwick",
            regulated=Answer.YES,
            found_by=FoundBy.GUARDIAN,
            paid=LegalAid.ASKED,
            children=Answer.YES,
            chosen=Answer.YES,
        ),
        TAMSIN,
        to=second,
    )
    story.tell(
        story.ago(2, "10:00"),
        LegalAidChanged(paid=LegalAid.GRANTED),
        TAMSIN,
        to=acts,
    )
    story.tell(
        story.ago(2, "16:00"),
        LawyerMet(
            in_person=Answer.YES,
            alone=Answer.YES,
            interpreter=Answer.YES,
            understood=Answer.YES,
        ),
        TAMSIN,
        to=acts,
    )


def _interpreters(story: Story, began: int) -> None:
    story.tell(
        story.ago(began - 1, "12:00"),
        InterpreterUsed(
            setting=Setting.SOCIAL_WORK,
            name="Interpreter 3318, by telephone",
            language="ara",
            dialect_fits=Answer.NO,
            gender_fits=Answer.NO,
            same_again=Answer.NO,
            understood=Answer.NO,
            again=Again.NEVER,
            why_not="A man, and he asked her which town she is in.",
            child_words="He sounded like the cousin.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 4, "15:00"),
        InterpreterUsed(
            setting=Setting.SOCIAL_WORK,
            name="Almaz, of the Tigrinya service",
            language="tir",
            dialect_fits=Answer.YES,
            gender_fits=Answer.YES,
            same_again=Answer.NO,
            understood=Answer.YES,
            again=Again.YES,
            child_words="She knows the song about the river.",
        ),
        SECOND_GUARDIAN,
    )
