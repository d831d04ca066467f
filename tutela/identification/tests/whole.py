"""A made-up child whose record answers everything that the referral form asks."""

from __future__ import annotations

from datetime import date

from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import Story
from tutela.identification.answers import (
    ExploitationForm,
    GapReason,
    LastContact,
    MadeTo,
    Movement,
    RaisedBy,
    Stage,
    Where,
)
from tutela.identification.entries import (
    AccountGiven,
    Concern,
    CrimeReported,
    Exploiters,
    JourneyStage,
    LifeBefore,
    LocalAuthorityTold,
    ReferralPrepared,
    RiskOfFurtherExploitation,
)
from tutela.identification.tests import told
from tutela.identity.entries import (
    Gender,
    GenderStated,
    HomeOfficeReference,
    Languages,
    NameKind,
    NameStated,
    NameUse,
    Nationality,
    NationalityState,
    Reading,
    Script,
    StatedBy,
)
from tutela.people.choice import Answer
from tutela.people.roles import Nation

DAY = date(2026, 10, 5)


def selams_story() -> Story:
    """Selam was made to look after a household in one country and to beg in another."""
    story = Story()
    _who_she_is(story)
    _what_happened(story)
    _who_refers(story)
    return story


def _who_she_is(story: Story) -> None:
    name = NameStated(
        full="ሰላም ተስፋይ",
        own="ሰላም",
        family="ተስፋይ",
        in_latin="Selam Tesfay",
        kind=NameKind.LEGAL,
        use=NameUse.WISHED,
        script=Script.ETHIOPIC,
        stated_by=StatedBy.CHILD,
    )
    forced = NameStated(
        full="Sara",
        kind=NameKind.GIVEN_BY_OTHERS,
        use=NameUse.NEVER,
        script=Script.LATIN,
        stated_by=StatedBy.CHILD,
    )
    for content in (
        name,
        forced,
        told.born(date(2011, 6, 30)),
        GenderStated(gender=Gender.FEMALE, stated_by=StatedBy.CHILD),
        Nationality(
            state=NationalityState.HELD, held=("Eritrean", "Ethiopian"), stated_by=StatedBy.CHILD
        ),
        Languages(
            speaks=("tir", "ara"),
            best="tir",
            dialect="As spoken in Keren",
            reading=Reading.SOME,
            reads=("tir",),
            interpreter=Answer.YES,
            help_needed=Answer.YES,
            help="Pictures, and time",
        ),
        HomeOfficeReference(value="PORT/0042", sort="Port reference"),
        LifeBefore(
            birthplace="Keren",
            family="Her mother and two younger brothers",
            education="Four years of school",
            work="Helped in a shop",
            has_children=Answer.YES,
            number_of_children=1,
        ),
    ):
        story.tell(content, DAY)


def _what_happened(story: Story) -> None:
    story.tell(
        Concern(
            raised_by=RaisedBy.HEALTH,
            seen="Burns on both hands",
            indicators=(
                Noted(value="work-injuries", note="Burns from an iron"),
                Noted(value="no-papers"),
            ),
            safe_now=Answer.YES,
            may_go_missing=Answer.YES,
        ),
        DAY,
    )
    story.tell(
        told.episode(
            ExploitationForm.DOMESTIC,
            where=Where.OVERSEAS,
            country="Sudan",
            place="A house with a blue door",
            made_to=frozenset({MadeTo.HOUSEHOLD, MadeTo.OTHER}),
            made_to_other="Carry water at night",
            how_started="A cousin promised school.",
            day="From five in the morning until midnight.",
            living="Slept in the kitchen.",
            treatment="Hit when the children cried.",
            pay="Nothing",
            got_away="The family left the country.",
            ended=Moment.year(2024),
        ),
        Moment.about(2022),
    )
    story.tell(
        told.episode(
            ExploitationForm.CRIMINAL,
            where=Where.UK,
            town="Leeds",
            place="Outside the market",
            made_to=frozenset({MadeTo.BEG}),
            got_away="A nurse asked her when they were alone.",
            ended=Moment.month(2026, 9),
        ),
        Moment.month(2026, 5),
    )
    story.tell(
        JourneyStage(
            stage=Stage.TRANSPORT,
            movement=frozenset({Movement.PAID, Movement.CHANGED}),
            from_country="Sudan",
            to_country="United Kingdom",
            to_place="Leeds",
            how="By lorry and by boat.",
            who="A man called Uncle",
            debt="4,000 to Uncle",
        ),
        Moment.month(2026, 4),
    )
    story.tell(
        Exploiters(
            who="Uncle, who speaks Arabic and English",
            whereabouts_known=Answer.YES,
            in_uk=Answer.YES,
            whereabouts="Bradford, her cousin may know",
            last_contact=LastContact.YEAR,
            contact="He sent word that the debt stands.",
        ),
        DAY,
    )
    story.tell(
        AccountGiven(
            setting="At the hospital and twice at her foster home, with an interpreter she chose.",
            told_before=Answer.YES,
            told_before_details="A teacher, who did not understand her.",
            what_made_it_possible="The nurse asked her alone.",
            gaps=frozenset({GapReason.FEAR, GapReason.INTERPRETER}),
            gaps_explained="The first interpreter came from the house where she was held.",
            insight="Selam trusts slowly. School has helped.",
        ),
        DAY,
    )
    story.tell(
        RiskOfFurtherExploitation(
            may_happen=Answer.YES,
            why="The debt.",
            others=Answer.YES,
            others_details="Two boys who begged with her.",
        ),
        DAY,
    )
    story.tell(
        CrimeReported(
            force="West Yorkshire Police",
            reference="13260042",
            wishes_to_help=Answer.YES,
            wishes_details="If her mother is safe.",
        ),
        DAY,
    )


def _who_refers(story: Story) -> None:
    authority = LocalAuthorityTold(
        authority="Leeds City Council",
        phone="0113 496 0000",
        email="duty@leeds.example",
        contact="Rosa Lindqvist",
    )
    story.tell(authority, DAY)
    story.tell(
        ReferralPrepared(
            organisation="Leeds City Council",
            nation=Nation.ENGLAND,
            own="Alma",
            family="Reid",
            role="Social worker",
            phone="0113 496 0001",
            other_email="team@leeds.example",
            current_town="York",
            current_region="North Yorkshire",
            others_involved="Gwen, her guardian; a solicitor",
            evidence="Letter of the hospital, 2 October 2026",
        ),
        DAY,
    )
