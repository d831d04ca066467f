"""The girl who does not know which country she is in."""

from __future__ import annotations

from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import DELE, NURSE, OUTREACH, SECOND_GUARDIAN, TAMSIN
from tutela.demo.vignettes.clock import days_before_due
from tutela.demo.vignettes.looked_after import looked_after
from tutela.demo.vignettes.moving_on import a_place_is_looked_for
from tutela.duties.limits import working_days
from tutela.identification.answers import (
    CompetentAuthority,
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
    ExploitationEpisode,
    Exploiters,
    JourneyStage,
    LifeBefore,
    NrmReferral,
    ReferenceReceived,
    RiskOfFurtherExploitation,
)
from tutela.identity.entries import (
    BirthBasis,
    Calendar,
    DateOfBirth,
    Gender,
    GenderStated,
    InterpreterWish,
    Languages,
    NameKind,
    NameOrder,
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


def selam(story: Story) -> None:
    """Selam, about 14, walked out of a house and asked a bus driver which country this is.

    The first decision on her referral is due today.
    """
    sent = days_before_due(story, working_days(5))
    began = sent + 6
    story.open(story.ago(began, "19:10"), TAMSIN, "A girl alone on a bus, very frightened")
    _the_bus(story, began)
    _who_she_is(story, began)
    _what_is_known(story, began)
    looked_after(story, began)
    a_place_is_looked_for(story, began)
    told = story.tell(
        story.ago(sent, "15:00"),
        NrmReferral(
            organisation="Barnardo's",
            nation=Nation.ENGLAND,
            authority=CompetentAuthority.SCA,
            explained=Answer.YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(sent - 1, "09:20"),
        ReferenceReceived(reference="DEMO0000163", authority=CompetentAuthority.SCA),
        TAMSIN,
        to=told,
    )
    story.tell(
        story.ago(1, "16:40"),
        AccountGiven(
            child_words="Is it far from here to the sea? If it is far, they can’t put me on the "
            "boat again.",
            setting="On a walk to the canal with her guardian, no interpreter: she wished to try "
            "her English. It was written down afterwards.",
            told_before=Answer.NOT_KNOWN,
            gaps=frozenset({GapReason.PLACE, GapReason.TRUST}),
            gaps_explained="Until last week nobody had told her where she was. She can’t name "
            "places that nobody named to her.",
        ),
        SECOND_GUARDIAN,
    )


def _the_bus(story: Story, began: int) -> None:
    story.tell(
        story.ago(began, "19:40"),
        Concern(
            raised_by=RaisedBy.PUBLIC,
            seen="A girl in indoor shoes got on the number 12 in the rain without money and stayed "
            "on to the depot. She asked the driver, in a few words of English, which country this "
            "is. He gave her his coat, rang his wife and then us.",
            child_words="What country is it? They never said.",
            indicators=(
                Noted(
                    value="does-not-know-where", note="Had not been told the country or the town."
                ),
                Noted(value="no-papers", note="Has never held a paper of her own."),
                Noted(value="housework", note="Hands raw from cleaning; she hides them."),
            ),
            forms=frozenset({ExploitationForm.DOMESTIC}),
            safe_now=Answer.YES,
            made_safe="With a foster carer who has a spare room and a dog. The bus driver’s coat "
            "came along; she does not want to give it back yet, and need not.",
            may_go_missing=Answer.NOT_KNOWN,
        ),
        TAMSIN,
    )
    story.join(story.ago(began - 1, "09:00"), SECOND_GUARDIAN, TAMSIN)
    story.join(story.ago(began - 1, "09:10"), DELE, TAMSIN)
    story.join(story.ago(began - 2, "14:00"), NURSE, TAMSIN)
    story.tell(
        story.ago(began - 1, "10:00"),
        RiskOfFurtherExploitation(
            may_happen=Answer.YES,
            why="She does not know the address, so nobody knows how near it is.",
            others=Answer.YES,
            others_details="There is a smaller girl in the house, whom she misses. Police are "
            "told.",
        ),
        TAMSIN,
    )


def _who_she_is(story: Story, began: int) -> None:
    at = story.ago(began - 1, "11:00")
    story.tell(
        at,
        NameStated(
            full="ሰላም ተኽለ",
            kind=NameKind.LEGAL,
            use=NameUse.WISHED,
            order=NameOrder.OWN_AND_FATHERS,
            own="ሰላም",
            family="ተኽለ",
            script=Script.ETHIOPIC,
            in_latin="Selam Tekle",
            stated_by=StatedBy.CHILD,
            note="She wrote it herself, slowly, and was pleased. The second part is her father’s "
            "name, not a family name.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 1, "11:04"),
        NameStated(
            full="Lily",
            kind=NameKind.GIVEN_BY_OTHERS,
            use=NameUse.NEVER,
            script=Script.LATIN,
            stated_by=StatedBy.CHILD,
            note="What the family called her. Never use it.",
        ),
        TAMSIN,
    )
    first = story.tell(
        story.ago(began - 1, "11:10"),
        DateOfBirth(
            born=Moment.year(story.born(14, 2).year),
            basis=BirthBasis.AGENCY,
            calendar=Calendar.ETHIOPIC,
            as_stated="I am eight.",
            note="Written down as if eight years old; she had been counting something else.",
        ),
        TAMSIN,
    )
    story.correct(
        first,
        story.ago(began - 4, "15:00"),
        DateOfBirth(
            born=Moment.about(story.born(14, 2).year),
            basis=BirthBasis.SAID,
            calendar=Calendar.ETHIOPIC,
            as_stated="I was eight when I left. There were six Easters after that.",
        ),
        SECOND_GUARDIAN,
        "With an interpreter in Tigrinya it came out that she was eight when she left home.",
    )
    story.tell(
        story.ago(began - 1, "11:15"),
        GenderStated(gender=Gender.FEMALE, stated_by=StatedBy.CHILD),
        TAMSIN,
    )
    unknown = story.tell(
        story.ago(began - 1, "11:16"),
        Nationality(state=NationalityState.NOT_KNOWN, stated_by=StatedBy.CHILD),
        TAMSIN,
    )
    story.correct(
        unknown,
        story.ago(began - 5, "10:00"),
        Nationality(
            state=NationalityState.HELD,
            held=("Eritrean",),
            stated_by=StatedBy.CHILD,
            note="From the songs, her language and the name of the river. She was glad to be "
            "asked.",
        ),
        SECOND_GUARDIAN,
        "She spoke with somebody from her people for the first time in years.",
    )
    story.tell(
        story.ago(began - 1, "11:20"),
        Languages(
            speaks=("tir", "ara", "eng"),
            best="tir",
            reading=Reading.SOME,
            reads=("tir",),
            interpreter=Answer.YES,
            interpreter_wish=InterpreterWish.WOMAN,
            interpreters_to_avoid="No man, and nobody who knows people in this town.",
            help_needed=Answer.YES,
            help="Pictures. A map on the wall, with a pin where she is.",
        ),
        TAMSIN,
    )


def _what_is_known(story: Story, began: int) -> None:
    story.tell(
        story.ago(began - 3, "10:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.DOMESTIC}),
            made_to=frozenset({MadeTo.HOUSEHOLD}),
            county_lines=Answer.NO,
            where=Where.OVERSEAS,
            place="A hot city with a white tower. She saw it from a roof where she hung washing.",
            still=Answer.NO,
            ended=Moment.unknown(),
            child_words="There were four children and I was not one of the children.",
        ),
        TAMSIN,
        happened=story.about(6),
    )
    story.tell(
        story.ago(began - 3, "10:30"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.DOMESTIC}),
            made_to=frozenset({MadeTo.HOUSEHOLD}),
            county_lines=Answer.NO,
            where=Where.UK,
            place="A house with a green door. A church bell at six. Planes, low, all day.",
            still=Answer.NO,
            ended=story.day(began),
            living="She slept in the hall and ate after the others.",
            got_away="The door was not locked, and it rained, so nobody looked out.",
            child_words="I counted the stairs. Fourteen. I never went below the last one.",
        ),
        TAMSIN,
        happened=Moment.unknown(),
    )
    story.tell(
        story.ago(began - 3, "11:00"),
        JourneyStage(
            stage=Stage.TRANSFER,
            movement=frozenset({Movement.NOT_KNOWN}),
            how="She was asleep for part of it and thinks that she was given something to sleep. A "
            "boat, then a car with a child’s seat.",
            who="The mother of the family and her cousin.",
        ),
        TAMSIN,
        happened=Moment.unknown(),
    )
    story.tell(
        story.ago(began - 4, "15:30"),
        Exploiters(
            who="A mother, a father who was seldom there, a cousin called Sami. They spoke Arabic "
            "and English.",
            whereabouts_known=Answer.NO,
            last_contact=LastContact.WEEK,
        ),
        SECOND_GUARDIAN,
    )
    story.tell(
        story.ago(began - 5, "10:30"),
        LifeBefore(
            birthplace="A village with a river and a school under a tree",
            family="Grandmother. A brother, older. She does not know where he is.",
            education="Two years, under the tree.",
            has_children=Answer.NO,
        ),
        SECOND_GUARDIAN,
    )
    story.join(story.ago(began - 5, "12:00"), OUTREACH, TAMSIN)
