"""Boys whom somebody asked at last: a nurse, a mother."""

from __future__ import annotations

from tutela.access.entries import RecordRestricted, RestrictionLifted, WhyRestricted
from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import (
    DELE,
    GARETH,
    KIRSTY,
    NURSE,
    SECOND_GUARDIAN,
    SECOND_WORKER,
    TAMSIN,
    YUSRA,
)
from tutela.demo.vignettes.who import latin, say_who
from tutela.identification.answers import (
    CompetentAuthority,
    ExploitationForm,
    MadeTo,
    RaisedBy,
    Where,
)
from tutela.identification.entries import (
    Concern,
    CrimeReported,
    ExploitationEpisode,
    LocalAuthorityTold,
    NrmReferral,
    ReferenceReceived,
    RiskOfFurtherExploitation,
)
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    Gender,
)
from tutela.people.choice import Answer
from tutela.people.roles import Nation
from tutela.restrictions.entries import RestrictionReviewed


def rhys(story: Story) -> None:
    """Rhys, 16. For a year nobody asked a boy. A nurse did.

    His record was restricted while somebody in the circle might have known the man.
    """
    began = 96
    story.open(story.ago(began, "14:00"), TAMSIN, "A concern from a hospital")
    story.tell(
        story.ago(began, "14:20"),
        Concern(
            raised_by=RaisedBy.HEALTH,
            seen="He came about a cough and stayed sitting. The nurse asked whether anybody was "
            "hurting him and did not look away.",
            child_words="Boys don’t get that. That’s what I thought.",
            indicators=(
                Noted(value="older-partner", note="A man of about 30 whom he met at a gym."),
                Noted(value="images", note="He is afraid of who has seen them."),
            ),
            forms=frozenset({ExploitationForm.SEXUAL}),
            safe_now=Answer.YES,
            made_safe="At his aunt’s. He chose where.",
            may_go_missing=Answer.NO,
        ),
        TAMSIN,
    )
    restricted = story.tell(
        story.ago(began, "14:40"),
        RecordRestricted(
            sort=WhyRestricted.STAFF,
            why="The man may be known to somebody who would read this. Only the closest circle "
            "until police have looked into it.",
            answers_for=GARETH.name,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 14, "16:20"),
        RestrictionReviewed(why="Police have not finished. It stays until they have."),
        GARETH,
        to=restricted,
    )
    story.join(story.ago(began, "15:00"), DELE, TAMSIN)
    story.join(story.ago(began - 1, "09:30"), YUSRA, TAMSIN)
    name = latin("Rhys", "Merriwell")
    when = story.ago(began, "15:10")
    say_who(
        story,
        when,
        TAMSIN,
        name=name,
        gender=Gender.MALE,
        nationality="British",
        speaks=("eng", "cym"),
    )
    story.tell(
        story.ago(began, "15:12"),
        DateOfBirth(
            born=Moment.day(story.born(16, 4)), basis=BirthBasis.DOCUMENTED, document="GP record"
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 3, "16:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.SEXUAL}),
            made_to=frozenset({MadeTo.SEXUAL_ABUSE, MadeTo.IMAGES, MadeTo.SOLD_FOR_SEX}),
            county_lines=Answer.NO,
            where=Where.UK,
            town="Derby",
            still=Answer.NO,
            ended=story.month(began + 10),
            how_started="Lifts home, protein shakes, being told that he was special.",
        ),
        YUSRA,
        happened=story.about(1),
    )
    story.tell(
        story.ago(began - 20, "10:00"),
        RestrictionLifted(why="Police have looked into it: nobody in the circle knows the man."),
        GARETH,
    )
    story.join(story.ago(began - 20, "10:30"), KIRSTY, TAMSIN)
    story.join(story.ago(began - 20, "10:40"), NURSE, TAMSIN)
    story.tell(
        story.ago(began - 21, "11:00"),
        CrimeReported(
            force="Derbyshire Constabulary",
            reference="DEMO-3308",
            wishes_to_help=Answer.YES,
            wishes_details="In his time, on video, with his aunt in the next room.",
        ),
        KIRSTY,
    )
    sent = story.tell(
        story.ago(began - 22, "15:00"),
        NrmReferral(
            organisation="Derbyshire Constabulary",
            nation=Nation.ENGLAND,
            authority=CompetentAuthority.SCA,
            explained=Answer.YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 23, "09:00"),
        ReferenceReceived(reference="DEMO0000141", authority=CompetentAuthority.SCA),
        TAMSIN,
        to=sent,
    )


def zain(story: Story) -> None:
    """Zain, 13. His mother noticed first. A referral has not been sent yet."""
    began = 6
    story.open(story.ago(began, "17:00"), SECOND_WORKER, "A concern from the family")
    story.tell(
        story.ago(began, "17:20"),
        Concern(
            raised_by=RaisedBy.FAMILY,
            seen="His mother found forty pounds and a second telephone under his bed, and a list "
            "of times. She did not shout. She made him an omelette and rang us together with him.",
            child_words="I’m only the one who stands there. I don’t do anything.",
            indicators=(
                Noted(value="gifts", note="A telephone he says is a cousin’s."),
                Noted(value="things-unexplained", note="Forty pounds."),
            ),
            forms=frozenset({ExploitationForm.CRIMINAL}),
            safe_now=Answer.YES,
            made_safe="At home. His mother walks him to school; his uncle fetches him.",
            may_go_missing=Answer.NO,
        ),
        SECOND_WORKER,
    )
    name = latin("Zain", "Inchbald")
    when = story.ago(began, "17:40")
    say_who(
        story,
        when,
        SECOND_WORKER,
        name=name,
        gender=Gender.MALE,
        nationality="British",
        speaks=("eng",),
    )
    story.tell(
        story.ago(began, "17:42"),
        DateOfBirth(
            born=Moment.day(story.born(13, 1)),
            basis=BirthBasis.DOCUMENTED,
            document="Passport, seen by the social worker",
        ),
        SECOND_WORKER,
    )
    story.join(story.ago(began - 1, "09:00"), KIRSTY, SECOND_WORKER)
    story.join(story.ago(began - 1, "09:30"), SECOND_GUARDIAN, SECOND_WORKER)
    story.tell(
        story.ago(began - 2, "12:00"),
        RiskOfFurtherExploitation(
            may_happen=Answer.YES,
            why="The list has times for next week.",
            others=Answer.YES,
            others_details="Two boys from the same class. Each of them has somebody asking.",
        ),
        SECOND_WORKER,
    )
    story.tell(
        story.ago(2, "10:00"),
        LocalAuthorityTold(
            authority="East Riding of Yorkshire Council",
            phone="01632 960041",
            email="first.contact@elmshore.example",
        ),
        SECOND_WORKER,
    )
