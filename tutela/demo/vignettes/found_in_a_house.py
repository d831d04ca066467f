"""The boy who was found in a cannabis house."""

from __future__ import annotations

from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.around import around_quan
from tutela.demo.vignettes.at_home import at_home
from tutela.demo.vignettes.cast import (
    DELE,
    KIRSTY,
    NURSE,
    SOLICITOR,
    TAMSIN,
    YUSRA,
)
from tutela.demo.vignettes.his_guardian import his_guardian
from tutela.demo.vignettes.how_it_goes import how_it_goes
from tutela.demo.vignettes.in_court import evidence_behind_a_screen
from tutela.demo.vignettes.letters import letters
from tutela.demo.vignettes.working_together import working_together
from tutela.demo.vignettes.wrote import wrote
from tutela.identification.answers import (
    Act,
    CompetentAuthority,
    ExploitationForm,
    GapReason,
    GroundsOutcome,
    LastContact,
    MadeTo,
    Means,
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
    Exploiters,
    JourneyStage,
    LifeBefore,
    LocalAuthorityTold,
    NrmReferral,
    ReasonableGroundsDecision,
    ReferenceReceived,
    ReferralPrepared,
    RiskOfFurtherExploitation,
    TraffickingElements,
)
from tutela.identity.entries import (
    BirthBasis,
    Calendar,
    DateOfBirth,
    Gender,
    GenderStated,
    HomeOfficeReference,
    InterpreterWish,
    Languages,
    Likeness,
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

_BEGAN = 61
"""Days ago."""


def quan(story: Story) -> None:
    """Quân, 15, was locked in with the plants. The police found a child, not an offender."""
    story.open(story.ago(_BEGAN, "06:40"), TAMSIN, "A child found by the police in a locked house")
    story.join(story.ago(_BEGAN, "06:55"), KIRSTY, TAMSIN)
    _first_morning(story)
    _who_he_is(story)
    _what_he_told(story)
    _referral(story)
    letters(story, _BEGAN)
    evidence_behind_a_screen(story, _BEGAN)
    at_home(story, _BEGAN)
    wrote(story)
    his_guardian(story, _BEGAN)
    working_together(story, _BEGAN)
    how_it_goes(story, _BEGAN)
    around_quan(story, naveed=story.another(4))


def _first_morning(story: Story) -> None:
    concern = story.tell(
        story.ago(_BEGAN, "07:20"),
        Concern(
            raised_by=RaisedBy.POLICE,
            seen="Officers opened a house in Calderwick at 5 in the morning after a neighbour "
            "reported humming and a smell. Three rooms of plants, windows sealed, the door locked "
            "from outside with a padlock. A boy was asleep on a mattress between the lamps. He put "
            "his hands over his head. He was given a blanket and something warm to eat.",
            child_words="Please don’t send me back to them.",
            indicators=(
                Noted(value="cannabis", note="Was locked in with the plants, day and night."),
                Noted(value="cannot-leave", note="Padlock on the outside of the door."),
                Noted(value="afraid-of-somebody", note="Asked three times who else was coming."),
                Noted(value="injuries", note="Burns on both hands, seen by a doctor at 9."),
            ),
            forms=frozenset({ExploitationForm.CRIMINAL}),
            safe_now=Answer.YES,
            made_safe="With a foster carer since 11 this morning, away from Calderwick. He has no "
            "telephone and has asked for none. The carer knows whom to ring, and sleeps lightly.",
            may_go_missing=Answer.YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(_BEGAN, "09:30"),
        CrimeReported(
            force="Humberside Police",
            reference="DEMO-4411",
            wishes_to_help=Answer.NOT_ASKED,
            wishes_details="Not asked today. He was told that he is not in trouble.",
        ),
        KIRSTY,
    )
    story.tell(
        story.ago(_BEGAN, "11:40"),
        RiskOfFurtherExploitation(
            may_happen=Answer.YES,
            why="The people who locked him in have not been found, and they know his family.",
            others=Answer.YES,
            others_details="He heard another boy cough behind the wall for two nights.",
        ),
        TAMSIN,
    )
    story.join(story.ago(_BEGAN - 1, "09:00"), YUSRA, TAMSIN)
    story.join(story.ago(_BEGAN - 1, "09:05"), DELE, TAMSIN)
    story.join(story.ago(_BEGAN - 2, "10:00"), NURSE, TAMSIN)
    story.join(story.ago(_BEGAN - 5, "10:00"), SOLICITOR, TAMSIN)
    story.tell(
        story.ago(_BEGAN - 3, "16:10"),
        TraffickingElements(
            acts=frozenset({Act.RECRUITED, Act.TRANSPORTED, Act.HARBOURED}),
            act_note="Recruited near home, taken through several countries, kept in the house.",
            means=frozenset({Means.DEBT, Means.MOVEMENT, Means.THREATS, Means.NECESSITIES}),
            means_note="Known already, though it need not be shown for a child.",
            purposes=frozenset({ExploitationForm.CRIMINAL}),
        ),
        YUSRA,
        to=concern,
    )


def _who_he_is(story: Story) -> None:
    born = story.born(15, 7)
    story.tell(
        story.ago(_BEGAN, "12:30"),
        NameStated(
            full="Lê Quân",
            kind=NameKind.LEGAL,
            use=NameUse.WISHED,
            order=NameOrder.FAMILY_FIRST,
            own="Quân",
            family="Lê",
            script=Script.LATIN,
            stated_by=StatedBy.CHILD,
            note="The family name comes first. He is called Quân: say “kwun”, once, gently.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(_BEGAN, "12:34"),
        NameStated(
            full="Tony",
            kind=NameKind.GIVEN_BY_OTHERS,
            use=NameUse.NEVER,
            script=Script.LATIN,
            stated_by=StatedBy.CHILD,
            note="The men called him that. He flinches when he hears it.",
        ),
        TAMSIN,
    )
    guessed = story.tell(
        story.ago(_BEGAN, "12:40"),
        DateOfBirth(
            born=Moment.year(born.year),
            basis=BirthBasis.SAID,
            calendar=Calendar.LUNAR,
            as_stated="I was born in the year of the cat. At home they count one more year.",
        ),
        TAMSIN,
    )
    story.correct(
        guessed,
        story.ago(_BEGAN - 24, "14:00"),
        DateOfBirth(
            born=Moment.day(born),
            basis=BirthBasis.SAID,
            calendar=Calendar.GREGORIAN,
            as_stated="My sister remembers: four days before the autumn festival.",
        ),
        YUSRA,
        "He spoke with his sister on the telephone, with the guardian beside him. She knew the "
        "day.",
    )
    story.tell(
        story.ago(_BEGAN, "12:45"),
        GenderStated(gender=Gender.MALE, stated_by=StatedBy.CHILD),
        TAMSIN,
    )
    story.tell(
        story.ago(_BEGAN, "12:47"),
        Nationality(state=NationalityState.HELD, held=("Vietnamese",), stated_by=StatedBy.CHILD),
        TAMSIN,
    )
    story.tell(
        story.ago(_BEGAN, "12:52"),
        Languages(
            speaks=("vie",),
            best="vie",
            dialect="From the north, near Hải Phòng",
            reading=Reading.WELL,
            reads=("vie",),
            interpreter=Answer.YES,
            interpreter_wish=InterpreterWish.WOMAN,
            interpreters_to_avoid="Nobody from the same town. One man was asked to leave: he "
            "recognised the accent and said so.",
            help_needed=Answer.YES,
            help="More time, and drawing.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(_BEGAN - 1, "17:30"),
        Likeness(
            description="About 162 cm, slim, short black hair, a small scar on the chin. Wears a "
            "green coat that he chose himself.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(_BEGAN - 15, "10:15"), HomeOfficeReference(value="DEMO/2204871"), SOLICITOR
    )


def _what_he_told(story: Story) -> None:
    first = story.tell(
        story.ago(_BEGAN - 4, "15:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.CRIMINAL}),
            made_to=frozenset({MadeTo.CANNABIS}),
            county_lines=Answer.NO,
            where=Where.UK,
            town="Bridlington",
            place="Upstairs rooms only. He heard gulls and, on Sundays, bells.",
            still=Answer.NO,
            ended=story.day(_BEGAN),
            day="Watering every four hours by an alarm clock. He slept between the lamps because "
            "it was the only warm place.",
            living="A mattress, a bucket, a rice cooker. Food came on Tuesdays.",
            got_away="The police came.",
            child_words="I watered them and they grew. I did not grow.",
        ),
        TAMSIN,
        happened=story.month(_BEGAN + 120),
    )
    story.correct(
        first,
        story.ago(_BEGAN - 30, "11:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.CRIMINAL}),
            made_to=frozenset({MadeTo.CANNABIS, MadeTo.DEBT}),
            county_lines=Answer.NO,
            where=Where.UK,
            town="Bridlington",
            place="Two houses. In the second he heard gulls and, on Sundays, bells.",
            still=Answer.NO,
            ended=story.day(_BEGAN),
            day="Watering every four hours by an alarm clock. He slept between the lamps because "
            "it was the only warm place.",
            living="A mattress, a bucket, a rice cooker. Food came on Tuesdays.",
            treatment="When plants died he was hit. His sister was sent a photograph of him.",
            pay="Nothing. He was told that each harvest took a little off the debt.",
            got_away="The police came.",
            child_words="I watered them and they grew. I did not grow.",
        ),
        YUSRA,
        "He remembered that there were two houses, and that it began in the winter.",
        happened=story.month(_BEGAN + 190),
    )
    story.tell(
        story.ago(_BEGAN - 12, "15:20"),
        JourneyStage(
            stage=Stage.RECRUITMENT,
            movement=frozenset({Movement.PROMISED, Movement.OWED}),
            from_country="Vietnam",
            from_place="A fishing town near Hải Phòng",
            how="A man whom his uncle knew promised school and work in a restaurant in the "
            "evenings.",
            debt="The family borrowed against the boat. He does not know how much.",
        ),
        YUSRA,
        happened=story.about(2),
    )
    story.tell(
        story.ago(_BEGAN - 12, "15:45"),
        JourneyStage(
            stage=Stage.TRANSPORT,
            movement=frozenset({Movement.PAID, Movement.CHANGED}),
            from_country="Vietnam",
            to_country="United Kingdom",
            how="By aeroplane to a cold city, then weeks in a forest with others, then lorries. At "
            "each stop somebody else gave the orders.",
            who="In the forest, men who spoke a language that he had never heard.",
        ),
        YUSRA,
        happened=Moment.unknown(),
    )
    story.tell(
        story.ago(_BEGAN - 13, "09:40"),
        Exploiters(
            who="A man called Uncle by everybody, perhaps 40, with a gold tooth; a driver who "
            "never spoke. He would know both again.",
            whereabouts_known=Answer.NOT_KNOWN,
            last_contact=LastContact.THREE_MONTHS,
        ),
        KIRSTY,
    )
    story.tell(
        story.ago(_BEGAN - 26, "17:00"),
        AccountGiven(
            child_words="I thought police would put me in prison because of the plants. The woman "
            "gave me a blanket. Then I thought maybe it is different here.",
            setting="At the carer’s kitchen table, over dumplings that he had made. His guardian "
            "and the interpreter he likes. He chose when to stop. It need not be told again.",
            told_before=Answer.YES,
            told_before_details="A few words on the first day, through an interpreter who "
            "frightened him. What was written down then is short and partly mistaken.",
            what_made_it_possible="Weeks of ordinary days, and that nobody pressed him.",
            gaps=frozenset(
                {GapReason.FEAR, GapReason.INTERPRETER, GapReason.FAMILY, GapReason.TIME}
            ),
            gaps_explained="On the first day he said that he had come alone last month. He had "
            "been told to say so. With another interpreter, and once he knew that his sister was "
            "safe, he told it as it was. There was no calendar in the house; he counted harvests.",
            insight="A careful, kind boy who cooks for others. He sleeps badly and is proud of his "
            "first English sentence.",
        ),
        YUSRA,
    )
    story.tell(
        story.ago(_BEGAN - 27, "12:00"),
        LifeBefore(
            birthplace="A fishing town near Hải Phòng",
            family="Mother, an older sister, a grandfather. His father was lost at sea.",
            education="Eight years of school; good at mathematics.",
            has_children=Answer.NO,
        ),
        YUSRA,
    )


def _referral(story: Story) -> None:
    story.tell(
        story.ago(_BEGAN - 5, "10:10"),
        LocalAuthorityTold(
            authority="East Riding of Yorkshire Council",
            phone="01632 960011",
            email="first.contact@elmshore.example",
        ),
        KIRSTY,
    )
    story.tell(
        story.ago(_BEGAN - 5, "14:00"),
        ReferralPrepared(
            organisation="Humberside Police",
            nation=Nation.ENGLAND,
            own="Kirsty",
            family="Valdane",
            role="Detective constable",
            phone="01632 960012",
            others_involved="An independent guardian and a solicitor, each reached through the "
            "social worker.",
            evidence="Photographs of the house. A doctor’s letter about his hands.",
        ),
        KIRSTY,
    )
    sent = story.tell(
        story.ago(_BEGAN - 6, "15:30"),
        NrmReferral(
            organisation="Humberside Police",
            nation=Nation.ENGLAND,
            authority=CompetentAuthority.SCA,
            explained=Answer.YES,
        ),
        KIRSTY,
    )
    story.tell(
        story.ago(_BEGAN - 7, "11:00"),
        ReferenceReceived(reference="DEMO0000158", authority=CompetentAuthority.SCA),
        TAMSIN,
        to=sent,
    )
    story.tell(
        story.ago(_BEGAN - 11, "13:00"),
        ReasonableGroundsDecision(
            outcome=GroundsOutcome.POSITIVE,
            made_by=CompetentAuthority.SCA,
            reasons="Found locked in; burns that match the lamps; his age.",
            child_told=Answer.YES,
        ),
        TAMSIN,
        to=sent,
    )
    story.tell(
        story.ago(3, "18:20"),
        Concern(
            raised_by=RaisedBy.CARER,
            seen="A car stopped opposite the house twice and drove off when the carer came out.",
            child_words="I don’t know that car. I don’t want to go to school tomorrow.",
            indicators=(
                Noted(value="afraid-of-somebody", note="Asked to have the curtains drawn."),
            ),
            safe_now=Answer.YES,
            made_safe="Police were rung and drove by each hour. He slept in the room next to the "
            "carer’s. The team manager looks at the plan tomorrow at 9.",
            may_go_missing=Answer.YES,
        ),
        TAMSIN,
    )
