"""The child who was moved across the country, and the circle that moved with him."""

from __future__ import annotations

from uuid import UUID

from tutela.access.asked import Shield
from tutela.access.entries import (
    ConflictDeclared,
    ConflictEnded,
    WhereaboutsKept,
    WhereaboutsNamed,
    WhyAConflict,
)
from tutela.access.standing import Basis
from tutela.chronology.kinds import Noted
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import (
    DELE,
    JOANNA,
    SOLICITOR,
    TAMSIN,
    TEACHER,
    THEIR_GUARDIAN,
    THEIR_MANAGER,
    THEIR_POLICE,
    YUSRA,
)
from tutela.demo.vignettes.moving_on import from_the_port
from tutela.identification.answers import (
    CompetentAuthority,
    ExploitationForm,
    GapReason,
    GroundsOutcome,
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
    ExploitationEpisode,
    JourneyStage,
    LocalAuthorityTold,
    NrmReferral,
    ReasonableGroundsDecision,
    ReferenceReceived,
    RiskOfFurtherExploitation,
)
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    Gender,
    GenderStated,
    HomeOfficeReference,
    Identifier,
    IdentifierKind,
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

_BEGAN, _MOVED = 208, 150


def idris(story: Story) -> None:
    """Idris, 16, came to one council and was moved to another; trust had to begin again.

    Joanna led until the move. From that day she reads nothing more.
    """
    story.open(story.ago(_BEGAN, "08:30"), JOANNA, "A boy alone at the port")
    _at_the_port(story)
    _what_he_told(story)
    _the_referral(story)
    _the_move(story)
    _since(story)


def _at_the_port(story: Story) -> None:
    story.tell(
        story.ago(_BEGAN, "09:00"),
        Concern(
            raised_by=RaisedBy.OFFICIAL,
            seen="He came out of a lorry with three others who said that he was their brother. He "
            "did not look at them. A telephone number was written on the inside of his sleeve.",
            indicators=(
                Noted(value="travelled-alone", note="With men who are not his family."),
                Noted(value="taxi-numbers", note="A number inside his sleeve; police have it."),
                Noted(value="money-owed", note="He asked how he could earn 2,000 by the summer."),
            ),
            forms=frozenset({ExploitationForm.LABOUR}),
            safe_now=Answer.YES,
            made_safe="In a small home near the port. The number has been blocked with his "
            "agreement.",
            may_go_missing=Answer.YES,
        ),
        JOANNA,
    )
    story.join(story.ago(_BEGAN, "11:00"), THEIR_POLICE, JOANNA, Basis.SAFEGUARDING)
    story.join(story.ago(_BEGAN - 1, "10:00"), THEIR_GUARDIAN, JOANNA)
    story.tell(
        story.ago(_BEGAN, "13:00"),
        NameStated(
            full="إدريس آدم",
            kind=NameKind.LEGAL,
            use=NameUse.USE,
            order=NameOrder.OWN_AND_FATHERS,
            own="إدريس",
            family="آدم",
            script=Script.ARABIC,
            in_latin="Idris Adam",
            stated_by=StatedBy.CHILD,
        ),
        JOANNA,
    )
    story.tell(
        story.ago(_BEGAN, "13:05"),
        DateOfBirth(
            born=story.month(365 * 16 + 60),
            basis=BirthBasis.SAID,
            as_stated="Sixteen, in the rains.",
        ),
        JOANNA,
    )
    story.tell(
        story.ago(_BEGAN, "13:10"),
        GenderStated(gender=Gender.MALE, stated_by=StatedBy.CHILD),
        JOANNA,
    )
    story.tell(
        story.ago(_BEGAN, "13:12"),
        Nationality(state=NationalityState.HELD, held=("Sudanese",), stated_by=StatedBy.CHILD),
        JOANNA,
    )
    arabic = story.tell(
        story.ago(_BEGAN, "13:15"),
        Languages(
            speaks=("apd",),
            best="apd",
            reading=Reading.NOT_YET,
            interpreter=Answer.YES,
            interpreter_wish=InterpreterWish.NOT_ASKED,
            help_needed=Answer.NOT_ASKED,
        ),
        JOANNA,
    )
    story.correct(
        arabic,
        story.ago(_BEGAN - 20, "10:00"),
        Languages(
            speaks=("mls", "apd"),
            best="mls",
            dialect="West Darfur",
            reading=Reading.NOT_YET,
            interpreter=Answer.YES,
            interpreter_wish=InterpreterWish.ANYONE,
            interpreters_to_avoid="Not through Arabic for anything that matters to him.",
            help_needed=Answer.YES,
            help="Voice messages instead of letters.",
        ),
        THEIR_GUARDIAN,
        "He speaks Arabic politely and thinks in Masalit. Nobody had asked.",
    )
    story.tell(story.ago(_BEGAN - 9, "12:00"), HomeOfficeReference(value="DEMO/2098814"), JOANNA)


def _what_he_told(story: Story) -> None:
    libya = story.tell(
        story.ago(_BEGAN - 15, "14:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.LABOUR}),
            made_to=frozenset({MadeTo.WORK, MadeTo.DEBT}),
            county_lines=Answer.NO,
            where=Where.OVERSEAS,
            country="Libya",
            place="Building sites, then an olive press.",
            still=Answer.NO,
            ended=story.about(1),
            treatment="Those who asked for money were hit with a hose.",
            child_words="They sold us like sheep, by number.",
        ),
        JOANNA,
        happened=story.about(2),
    )
    story.tell(
        story.ago(_BEGAN - 15, "14:30"),
        JourneyStage(
            stage=Stage.TRANSPORT,
            movement=frozenset({Movement.OWN_WISH, Movement.OWED, Movement.CHANGED}),
            from_country="Sudan",
            to_country="Libya",
            how="He fled with cousins. The driver who was paid sold them on at the border.",
            debt="What he was sold for; he was told the sum in a currency that he did not know.",
        ),
        JOANNA,
        happened=story.about(2),
        to=libya,
    )
    story.tell(
        story.ago(_BEGAN - 15, "14:50"),
        JourneyStage(
            stage=Stage.TRANSPORT,
            movement=frozenset({Movement.OWN_WISH}),
            from_country="Libya",
            to_country="United Kingdom",
            how="A boat, a camp under a motorway, four tries with lorries.",
        ),
        JOANNA,
        happened=story.about(1),
    )
    story.tell(
        story.ago(_BEGAN - 16, "10:00"),
        CrimeReported(force="Kent Police", wishes_to_help=Answer.NOT_SAID),
        THEIR_POLICE,
    )


def _the_referral(story: Story) -> None:
    sent = story.tell(
        story.ago(_BEGAN - 19, "15:00"),
        NrmReferral(
            organisation="Kent County Council",
            nation=Nation.ENGLAND,
            authority=CompetentAuthority.SCA,
            explained=Answer.YES,
        ),
        JOANNA,
    )
    story.tell(
        story.ago(_BEGAN - 20, "16:00"),
        ReferenceReceived(reference="DEMO0000092", authority=CompetentAuthority.SCA),
        JOANNA,
        to=sent,
    )
    story.tell(
        story.ago(_BEGAN - 40, "12:00"),
        ReasonableGroundsDecision(
            outcome=GroundsOutcome.POSITIVE,
            made_by=CompetentAuthority.SCA,
            child_told=Answer.YES,
        ),
        JOANNA,
        to=sent,
    )


def _the_move(story: Story) -> None:
    story.tell(
        story.ago(_MOVED + 3, "16:00"),
        AccountGiven(
            child_words="I will go. But will they know me there? Will I say everything again?",
            setting="With his guardian, when he was told of the move. He asked for the map.",
            told_before=Answer.YES,
            told_before_details="To Joanna, over some weeks. It is written down, so he need not.",
            gaps=frozenset({GapReason.NO_GAPS}),
        ),
        THEIR_GUARDIAN,
    )
    told = story.tell(
        story.ago(_MOVED + 2, "10:00"),
        LocalAuthorityTold(
            authority="Hull City Council",
            phone="01632 960031",
            email="transfers@elmshore.example",
            contact="Tamsin Okorafor-Bell",
        ),
        JOANNA,
    )
    story.withdraw(
        told,
        story.ago(_MOVED + 2, "10:20"),
        JOANNA,
        "The wrong council was chosen on the list. The right one is recorded instead.",
    )
    story.tell(
        story.ago(_MOVED + 2, "10:25"),
        LocalAuthorityTold(
            authority="East Riding of Yorkshire Council",
            phone="01632 960031",
            email="transfers@elmshore.example",
            contact="Tamsin Okorafor-Bell",
        ),
        JOANNA,
    )
    from_the_port(story, _MOVED)
    why = "He was transferred. The new social worker met him before the move, with Joanna."
    story.leave(story.ago(_MOVED, "12:00"), JOANNA, story.first_place, THEIR_MANAGER, why)
    story.join(story.ago(_MOVED, "12:05"), TAMSIN, THEIR_MANAGER, Basis.RESPONSIBLE)
    story.join(story.ago(_MOVED - 1, "09:00"), DELE, TAMSIN)
    yusra = story.join(story.ago(_MOVED - 2, "09:00"), YUSRA, TAMSIN)
    _keep_where_he_is(story, yusra)
    story.join(story.ago(_MOVED - 9, "09:00"), SOLICITOR, TAMSIN)
    story.join(story.ago(_MOVED - 20, "09:00"), TEACHER, TAMSIN)


def _keep_where_he_is(story: Story, adviser: UUID) -> None:
    """The number that rang knows the old town; the new one is kept closely for a while."""
    story.tell(
        story.ago(_MOVED - 3, "09:00"),
        WhereaboutsKept(
            level=Shield.SHIELDED,
            why="People who know him from the journey asked for him at his old address.",
            review=story.on(_MOVED - 93),
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(_MOVED - 3, "09:10"),
        WhereaboutsNamed(name=YUSRA.name, why="She visits him at home."),
        TAMSIN,
        to=adviser,
    )
    apart = story.tell(
        story.ago(_MOVED - 5, "12:00"),
        ConflictDeclared(
            practitioner=THEIR_POLICE.id,
            name=THEIR_POLICE.name,
            why=WhyAConflict.OTHER_SIDE,
            note="He was named in a complaint about the search of the lorry.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(_MOVED - 25, "12:00"),
        ConflictEnded(name=THEIR_POLICE.name, why="The complaint was about another officer."),
        TAMSIN,
        to=apart,
    )


def _since(story: Story) -> None:
    story.tell(
        story.ago(_MOVED - 4, "11:00"),
        Identifier(which=IdentifierKind.LOCAL, value="ELM-30117"),
        TAMSIN,
    )
    story.tell(
        story.ago(_MOVED - 30, "18:10"),
        RiskOfFurtherExploitation(
            may_happen=Answer.YES,
            why="Two weeks after the move the number rang again. He told us himself, the same day.",
            others=Answer.NOT_KNOWN,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(41, "15:30"),
        NameStated(
            full="Idi",
            kind=NameKind.NICKNAME,
            use=NameUse.WISHED,
            script=Script.LATIN,
            stated_by=StatedBy.CHILD,
            note="His football team calls him that, and now he likes us to.",
        ),
        YUSRA,
    )
