"""The first nights: a boy who went missing and was found, a girl of whom little is known yet, and a
boy in Scotland with three languages."""

from __future__ import annotations

from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.demo.origins import FullName
from tutela.demo.story import Story
from tutela.demo.vignettes.around import around_naveed
from tutela.demo.vignettes.away import two_nights_in_a_bakery
from tutela.demo.vignettes.best_for_her import put_off_unheard
from tutela.demo.vignettes.cast import (
    DELE,
    KIRSTY,
    SCOTTISH_GUARDIAN,
    SCOTTISH_POLICE,
    SCOTTISH_WORKER,
    TAMSIN,
    YUSRA,
)
from tutela.demo.vignettes.emergencies import a_boy_at_a_services
from tutela.demo.vignettes.moving_on import asked_from_a_hotel
from tutela.demo.vignettes.who import latin, say_who
from tutela.identification.answers import (
    CompetentAuthority,
    ExploitationForm,
    GapReason,
    GroundsOutcome,
    LastContact,
    MadeTo,
    Movement,
    RaisedBy,
    ReferralChange,
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
    NrmReferral,
    NrmReferralChange,
    ReasonableGroundsDecision,
    ReferenceReceived,
    RiskOfFurtherExploitation,
)
from tutela.identity.entries import (
    BirthBasis,
    Calendar,
    DateOfBirth,
    Gender,
    GenderStated,
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

_SCA = CompetentAuthority.SCA


def naveed(story: Story) -> None:
    """Naveed, 15, left a hotel on the second night. He was looked for, and came back.

    The first decision on his referral is overdue.
    """
    began = 33
    story.open(story.ago(began, "20:00"), TAMSIN, "A boy alone in a hotel")
    name = FullName("نوید", "نوید", "", "Naveed", NameOrder.SINGLE, Script.ARABIC)
    when = story.ago(began, "20:20")
    say_who(
        story,
        when,
        TAMSIN,
        name=name,
        gender=Gender.MALE,
        nationality="Afghan",
        speaks=("prs",),
        reading=Reading.SOME,
    )
    story.tell(
        story.ago(began, "20:30"),
        DateOfBirth(
            born=Moment.year(story.born(15, 4).year),
            basis=BirthBasis.SAID,
            calendar=Calendar.SOLAR_HIJRI,
            as_stated="1390, my aunt says.",
        ),
        TAMSIN,
    )
    concern = Concern(
        raised_by=RaisedBy.SOCIAL_WORK,
        seen="He eats standing up. A telephone that is not his rings each evening at eight and he "
        "goes out to the car park to answer it.",
        indicators=(
            Noted(value="contact-limited", note="He may not say who rings."),
            Noted(value="travelled-alone", note="Eleven months, with changing men."),
        ),
        forms=frozenset({ExploitationForm.LABOUR}),
        safe_now=Answer.YES,
        made_safe="A placement is being looked for tonight. Somebody sits with him until ten.",
        may_go_missing=Answer.YES,
    )
    story.tell(story.ago(began, "20:50"), concern, TAMSIN)
    story.tell(
        story.ago(began, "21:10"),
        Likeness(
            description="About 168 cm, thin, brown eyes, a grey scarf. Walks fast.",
            marks="A scar on the left wrist.",
        ),
        TAMSIN,
    )
    story.join(story.ago(began - 1, "09:00"), KIRSTY, TAMSIN)
    story.join(story.ago(began - 1, "09:05"), YUSRA, TAMSIN)
    story.join(story.ago(began - 1, "09:08"), DELE, TAMSIN)
    sent = story.tell(
        story.ago(began - 1, "12:00"),
        NrmReferral(
            organisation="Home Office - UK Border Force UKBF",
            nation=Nation.ENGLAND,
            authority=_SCA,
            explained=Answer.NO,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 2, "08:10"),
        NrmReferralChange(
            what=ReferralChange.SUSPENDED,
            why="He did not come back last night. Police, port and the helpline are told; his "
            "guardian rang every place he had spoken of.",
            child_told=Answer.NO,
        ),
        TAMSIN,
        to=sent,
    )
    asked_from_a_hotel(story, began)
    a_boy_at_a_services(story, story.ago(began - 5, "22:50"))
    two_nights_in_a_bakery(story, began)
    story.tell(
        story.ago(began - 6, "19:00"),
        NrmReferralChange(
            what=ReferralChange.RESUMED,
            why="He rang his guardian from a bakery. She fetched him.",
            child_told=Answer.YES,
        ),
        YUSRA,
        to=sent,
    )
    story.tell(
        story.ago(began - 7, "11:00"),
        AccountGiven(
            child_words="I had to go or they ring my uncle. I kept her number in my shoe.",
            setting="In the car and then over bread. His guardian; an interpreter by telephone.",
            told_before=Answer.NO,
            what_made_it_possible="That somebody came at once and did not scold.",
            gaps=frozenset({GapReason.CONTROL, GapReason.FAMILY}),
            gaps_explained="He was still answerable to the men who brought him when he first "
            "spoke.",
        ),
        YUSRA,
    )
    story.tell(
        story.ago(began - 7, "12:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.LABOUR}),
            made_to=frozenset({MadeTo.DEBT, MadeTo.WORK}),
            county_lines=Answer.NO,
            where=Where.UK,
            town="Croydon",
            place="A bakery with two ovens. He slept on flour sacks.",
            still=Answer.NO,
            ended=story.day(began - 6),
            got_away="He rang the number in his shoe.",
        ),
        YUSRA,
        happened=story.day(began - 2),
    )
    story.tell(
        story.ago(began - 8, "10:00"),
        Exploiters(
            who="Two brothers who share the telephone. Names are with the police.",
            whereabouts_known=Answer.YES,
            in_uk=Answer.YES,
            whereabouts="Police know.",
            last_contact=LastContact.MONTH,
        ),
        KIRSTY,
    )
    story.tell(
        story.ago(began - 8, "10:30"),
        CrimeReported(
            force="Metropolitan Police Service",
            reference="DEMO-9012",
            wishes_to_help=Answer.NOT_SAID,
        ),
        KIRSTY,
    )
    put_off_unheard(story, began - 12)
    around_naveed(story, quan=story.another(0))


def unnamed(story: Story) -> None:
    """A girl of perhaps 13 who came last night. She has not said her name, and need not yet."""
    story.open(story.ago(1, "21:00"), TAMSIN, "A girl alone at a bus station")
    story.tell(
        story.ago(1, "21:15"),
        Concern(
            raised_by=RaisedBy.PUBLIC,
            seen="She sat at the bus station from four until dark, and each time a certain car "
            "passed she bent to tie her shoe. A cleaner brought her tea and stayed.",
            indicators=(
                Noted(value="afraid-of-somebody", note="The car."),
                Noted(value="trauma", note="She startles at doors."),
                Noted(value="no-parent", note="Nobody has been found yet."),
            ),
            safe_now=Answer.YES,
            made_safe="With a carer tonight. A woman who speaks Tigrinya and one who speaks Somali "
            "come at ten; perhaps one of them is right.",
            may_go_missing=Answer.NOT_KNOWN,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(1, "21:25"),
        NameStated(
            full="Star",
            kind=NameKind.ALIAS,
            use=NameUse.USE,
            script=Script.LATIN,
            stated_by=StatedBy.WORKER,
            note="She has not said a name. She pointed at a star on the carer’s cup, so for "
            "tonight it is that.",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(1, "21:28"), GenderStated(gender=Gender.FEMALE, stated_by=StatedBy.WORKER), TAMSIN
    )
    story.tell(
        story.ago(1, "21:30"),
        Nationality(state=NationalityState.NOT_ASKED, stated_by=StatedBy.NOT_KNOWN),
        TAMSIN,
    )
    story.tell(
        story.ago(1, "21:40"),
        Likeness(description="About 150 cm, plaits, a red coat two sizes too big."),
        TAMSIN,
    )
    story.tell(
        story.ago(1, "22:00"),
        RiskOfFurtherExploitation(
            may_happen=Answer.YES,
            why="Somebody is looking for her. Police have the number of the car.",
            others=Answer.NOT_KNOWN,
        ),
        TAMSIN,
    )


def guled(story: Story) -> None:
    """Guled, 16, in Scotland, where the law gives him a guardian and a duty to tell others."""
    began = 118
    story.open(story.ago(began, "10:00"), SCOTTISH_WORKER, "A concern from a college")
    when = story.ago(began, "10:10")
    say_who(
        story,
        when,
        SCOTTISH_WORKER,
        name=latin("Guled", "Warsame"),
        gender=Gender.MALE,
        nationality="Somali",
        speaks=("som", "swa"),
    )
    story.tell(
        story.ago(began, "10:20"),
        DateOfBirth(
            born=Moment.about(story.born(16, 6).year),
            basis=BirthBasis.SAID,
            as_stated="After the long rain, when my cousin was married.",
        ),
        SCOTTISH_WORKER,
    )
    story.tell(
        story.ago(began, "10:40"),
        Concern(
            raised_by=RaisedBy.SCHOOL,
            seen="He gave all his bursary to a man at the gate. His teacher asked him about "
            "football first and about the man after.",
            child_words="It is for the road. Everyone pays for the road.",
            indicators=(
                Noted(value="money-owed", note="“For the road.”"),
                Noted(value="collected", note="A man waits at the gate on Fridays."),
            ),
            forms=frozenset({ExploitationForm.LABOUR, ExploitationForm.CRIMINAL}),
            safe_now=Answer.YES,
            made_safe="His teacher walks out with him on Fridays. Police know the man’s car.",
            may_go_missing=Answer.NO,
        ),
        SCOTTISH_WORKER,
    )
    story.join(story.ago(began - 1, "09:00"), SCOTTISH_GUARDIAN, SCOTTISH_WORKER)
    story.join(story.ago(began - 2, "09:00"), SCOTTISH_POLICE, SCOTTISH_WORKER)
    story.tell(
        story.ago(began - 6, "14:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.LABOUR, ExploitationForm.CRIMINAL}),
            made_to=frozenset({MadeTo.WORK, MadeTo.FRAUD}),
            county_lines=Answer.NO,
            where=Where.UK,
            town="Perth",
            still=Answer.NO,
            ended=story.day(began),
            treatment="His bank card was kept by the man.",
            got_away="His teacher asked.",
        ),
        SCOTTISH_WORKER,
        happened=story.month(began + 150),
    )
    story.tell(
        story.ago(began - 6, "14:20"),
        JourneyStage(
            stage=Stage.TRANSPORT,
            movement=frozenset({Movement.FAMILY_SENT, Movement.PAID, Movement.OWED}),
            from_country="Somalia",
            to_country="United Kingdom",
            how="Two years on the way. He tells it as one long road.",
        ),
        SCOTTISH_GUARDIAN,
        happened=story.about(2),
    )
    sent = story.tell(
        story.ago(began - 12, "15:00"),
        NrmReferral(
            organisation="Perth and Kinross Council",
            nation=Nation.SCOTLAND,
            authority=_SCA,
            explained=Answer.YES,
        ),
        SCOTTISH_WORKER,
    )
    story.tell(
        story.ago(began - 13, "09:30"),
        ReferenceReceived(reference="DEMO0000133", authority=_SCA),
        SCOTTISH_WORKER,
        to=sent,
    )
    story.tell(
        story.ago(began - 17, "12:00"),
        ReasonableGroundsDecision(
            outcome=GroundsOutcome.POSITIVE, made_by=_SCA, child_told=Answer.YES
        ),
        SCOTTISH_WORKER,
        to=sent,
    )
