"""Young people whose work was taken from them, and who had their say in the end."""

from __future__ import annotations

from tutela.access.entries import RecordClosed, RecordReopened
from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.best_for_her import best_for_her
from tutela.demo.vignettes.cast import (
    DELE,
    GARETH,
    NURSE,
    SECOND_GUARDIAN,
    TAMSIN,
    THIRD_WORKER,
)
from tutela.demo.vignettes.grown import into_adulthood
from tutela.demo.vignettes.not_believed import not_believed
from tutela.demo.vignettes.papers_to_stay import leave_that_was_too_short
from tutela.demo.vignettes.who import latin, say_who
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
    ConclusiveGroundsDecision,
    ExploitationEpisode,
    JourneyStage,
    LifeBefore,
    NrmReferral,
    ReasonableGroundsDecision,
    ReferenceReceived,
)
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    Gender,
)
from tutela.people.choice import Answer
from tutela.people.roles import Nation

_SCA = CompetentAuthority.SCA


def osarugue(story: Story) -> None:
    """Osarugue, recognised, grown up, and back for a while when she needed her record open."""
    began = 890
    story.open(story.ago(began, "13:00"), TAMSIN, "A concern from a hospital")
    name = latin("Osarugue", "Efosa")
    when = story.ago(began, "13:10")
    say_who(
        story,
        when,
        TAMSIN,
        name=name,
        gender=Gender.FEMALE,
        nationality="Nigerian",
        speaks=("bin", "eng"),
    )
    story.tell(
        story.ago(began, "13:30"),
        DateOfBirth(
            born=Moment.month(story.born(18, 5).year, story.born(18, 5).month),
            basis=BirthBasis.SAID,
            as_stated="In the month of the new yam.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began, "14:00"),
        Concern(
            raised_by=RaisedBy.HEALTH,
            seen="She had not slept for days and was afraid that sleep would break an oath. A "
            "midwife sat with her until morning.",
            child_words="If I speak I die. She said if I speak my sister will die.",
            indicators=(
                Noted(value="oath", note="Sworn before she left home."),
                Noted(value="family-threatened", note="Her sister."),
            ),
            forms=frozenset({ExploitationForm.SEXUAL}),
            safe_now=Answer.YES,
            made_safe="With a carer who speaks Edo. A priest of her own church came when she "
            "asked.",
            may_go_missing=Answer.YES,
        ),
        TAMSIN,
    )
    story.join(story.ago(began - 1, "09:00"), SECOND_GUARDIAN, TAMSIN)
    story.join(story.ago(began - 2, "09:00"), NURSE, TAMSIN)
    leave_that_was_too_short(story, began)
    story.join(story.ago(began - 3, "09:00"), DELE, TAMSIN)
    for place, country, months in (
        ("A connection house", "Libya", 34),
        ("A ring road", "Italy", 33),
    ):
        story.tell(
            story.ago(began - 60, "11:00" if country == "Libya" else "11:30"),
            ExploitationEpisode(
                forms=frozenset({ExploitationForm.SEXUAL}),
                made_to=frozenset({MadeTo.SOLD_FOR_SEX, MadeTo.DEBT}),
                county_lines=Answer.NO,
                where=Where.OVERSEAS,
                country=country,
                place=place,
                still=Answer.NO,
                ended=story.about(2),
            ),
            SECOND_GUARDIAN,
            happened=story.month(30 * months),
        )
    story.tell(
        story.ago(began - 60, "12:00"),
        JourneyStage(
            stage=Stage.RECRUITMENT,
            movement=frozenset({Movement.PROMISED, Movement.OWED}),
            from_country="Nigeria",
            how="A neighbour offered a place with a hairdresser in Europe.",
            debt="Thirty thousand, she was told later, in euros.",
        ),
        SECOND_GUARDIAN,
        happened=story.about(3),
    )
    story.tell(
        story.ago(began - 70, "15:00"),
        LifeBefore(
            birthplace="Benin City",
            family="A twin sister. Her mother sells cloth.",
            education="Nearly finished school. Best of her year in chemistry.",
            has_children=Answer.NO,
        ),
        SECOND_GUARDIAN,
    )
    sent = story.tell(
        story.ago(began - 21, "15:00"),
        NrmReferral(
            organisation="The Salvation Army",
            nation=Nation.ENGLAND,
            authority=_SCA,
            explained=Answer.YES,
            reference="DEMO0000003",
        ),
        TAMSIN,
    )
    not_believed(story)
    for days, content in (
        (26, ReasonableGroundsDecision),
        (430, ConclusiveGroundsDecision),
    ):
        story.tell(
            story.ago(began - days, "11:00"),
            content(outcome=GroundsOutcome.POSITIVE, made_by=_SCA, child_told=Answer.YES),
            TAMSIN,
            to=sent,
        )
    best_for_her(story, 400)
    into_adulthood(story)
    story.tell(
        story.ago(120, "16:00"),
        RecordClosed(why="She is 18, at college, and has the numbers of people who answer."),
        GARETH,
    )
    story.tell(
        story.ago(33, "09:30"),
        RecordReopened(
            why="She wrote: her sister may be on the same road. She wants to tell what she knows."
        ),
        GARETH,
    )
    story.tell(
        story.ago(32, "15:00"),
        AccountGiven(
            child_words="Now I can speak. Nothing happened to me when I spoke. Write it down.",
            setting="At the college café. She chose the table.",
            told_before=Answer.YES,
            told_before_details="Parts of it, to her guardian, over a year.",
            gaps=frozenset({GapReason.FEAR}),
            gaps_explained="What she could not say then she says now, because the oath has let go.",
        ),
        TAMSIN,
    )


def lukas(story: Story) -> None:
    """Lukas, 17, worked on a farm with his brother; each of them has a referral of his own."""
    began = 24
    story.open(story.ago(began, "16:00"), THIRD_WORKER, "A concern from the public")
    name = latin("Lukas", "Vėjas")
    when = story.ago(began, "16:20")
    say_who(
        story,
        when,
        THIRD_WORKER,
        name=name,
        gender=Gender.MALE,
        nationality="Lithuanian",
        speaks=("lit",),
    )
    story.tell(
        story.ago(began, "16:35"),
        DateOfBirth(
            born=Moment.day(story.born(17, 1)),
            basis=BirthBasis.DOCUMENTED,
            document="Identity card, found with the papers that the gang held",
        ),
        THIRD_WORKER,
    )
    story.tell(
        story.ago(began, "16:50"),
        Concern(
            raised_by=RaisedBy.PUBLIC,
            seen="A lorry driver saw two boys sleeping in a packing shed at 3 in the morning and "
            "rang.",
            child_words="We thought everybody here works like this.",
            indicators=(
                Noted(value="lives-at-work", note="Slept on pallets."),
                Noted(value="papers-held", note="In a drawer, with twelve others."),
                Noted(value="long-hours", note="Until 3 and again from 7."),
            ),
            forms=frozenset({ExploitationForm.LABOUR}),
            safe_now=Answer.YES,
            made_safe="Together with his brother, in one home. They asked not to be parted.",
            may_go_missing=Answer.NO,
        ),
        THIRD_WORKER,
    )
    story.tell(
        story.ago(began - 3, "15:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.LABOUR}),
            made_to=frozenset({MadeTo.WORK, MadeTo.WAGES}),
            county_lines=Answer.NO,
            where=Where.UK,
            town="Norwich",
            place="A packing shed. Onions.",
            still=Answer.NO,
            ended=story.day(began),
            pay="Twenty pounds a week each, less rent for the pallets.",
            got_away="A lorry driver rang, and waited.",
        ),
        THIRD_WORKER,
        happened=story.month(began + 130),
    )
    sent = story.tell(
        story.ago(began - 5, "15:00"),
        NrmReferral(
            organisation="Gangmasters and Labour Abuse Authority GLAA",
            nation=Nation.ENGLAND,
            authority=_SCA,
            explained=Answer.YES,
        ),
        THIRD_WORKER,
    )
    story.tell(
        story.ago(began - 6, "09:00"),
        ReferenceReceived(reference="DEMO0000160", authority=_SCA),
        THIRD_WORKER,
        to=sent,
    )
