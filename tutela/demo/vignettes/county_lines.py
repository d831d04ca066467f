"""The girl who was sent by train, and whom a local panel recognised."""

from __future__ import annotations

from tutela.chronology.kinds import Noted
from tutela.chronology.moment import Moment
from tutela.demo.story import Story
from tutela.demo.vignettes.cast import (
    DELE,
    DOCTOR,
    KIRSTY,
    TAMSIN,
    TEACHER,
    YUSRA,
)
from tutela.demo.vignettes.clock import days_before_due
from tutela.demo.vignettes.emergencies import a_girl_found_last_night
from tutela.demo.vignettes.kept_safe import kept_safe
from tutela.demo.vignettes.shared import shared
from tutela.duties.limits import calendar_days
from tutela.identification.answers import (
    Act,
    CompetentAuthority,
    ExploitationForm,
    GapReason,
    LastContact,
    MadeTo,
    Means,
    Movement,
    PanelOutcome,
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
    LocalPanelDecision,
    NrmReferral,
    TraffickingElements,
)
from tutela.identity.entries import (
    BirthBasis,
    DateOfBirth,
    Gender,
    GenderStated,
    Identifier,
    IdentifierKind,
    Likeness,
    NameKind,
    NameOrder,
    NameStated,
    NameUse,
    Nationality,
    NationalityState,
    Script,
    StatedBy,
)
from tutela.people.choice import Answer
from tutela.people.roles import Nation


def freya(story: Story) -> None:
    """Freya, 14, used by a county line; a local panel decided both questions at one sitting.

    She is exploited again a year later, and a second referral names the first; the panel has until
    today.
    """
    again = days_before_due(story, calendar_days(45))
    began = again + 330
    story.open(story.ago(began, "09:10"), TAMSIN, "A school’s concern about a girl in year 9")
    _who_freya_is(story, began)
    a_girl_found_last_night(story, story.ago(1, "23:10"))
    _freya_first(story, began)
    kept_safe(story, began)
    _freya_again(story, began, again)
    shared(story, name="Freya Holloway")


def _who_freya_is(story: Story, began: int) -> None:
    story.tell(
        story.ago(began, "09:40"),
        NameStated(
            full="Freya Holloway",
            kind=NameKind.LEGAL,
            use=NameUse.USE,
            order=NameOrder.GIVEN_FIRST,
            own="Freya",
            family="Holloway",
            script=Script.LATIN,
            stated_by=StatedBy.FAMILY,
        ),
        TAMSIN,
    )
    wrong = story.tell(
        story.ago(began, "09:42"),
        DateOfBirth(
            born=Moment.day(story.born(15, 3)),
            basis=BirthBasis.DOCUMENTED,
            document="School record",
        ),
        TAMSIN,
    )
    story.correct(
        wrong,
        story.ago(began - 2, "10:00"),
        DateOfBirth(
            born=Moment.day(story.born(14, 3)),
            basis=BirthBasis.DOCUMENTED,
            document="School record",
        ),
        TAMSIN,
        "One year too old: typed wrongly. Her mother noticed.",
    )
    story.tell(
        story.ago(began, "09:45"),
        GenderStated(gender=Gender.FEMALE, stated_by=StatedBy.CHILD),
        TAMSIN,
    )
    story.tell(
        story.ago(began, "09:46"),
        Nationality(state=NationalityState.HELD, held=("British",), stated_by=StatedBy.FAMILY),
        TAMSIN,
    )
    story.tell(
        story.ago(began, "09:50"),
        Identifier(which=IdentifierKind.PUPIL, value="A000000000000"),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 6, "09:00"),
        Likeness(
            description="About 158 cm, auburn hair usually under a hat that her nan knitted, "
            "yellow trainers."
        ),
        TAMSIN,
    )


def _freya_first(story: Story, began: int) -> None:
    concern = story.tell(
        story.ago(began, "10:20"),
        Concern(
            raised_by=RaisedBy.SCHOOL,
            seen="Away on eleven days since September. Came in on Monday in clothes that were not "
            "hers and slept through two lessons. Her form teacher walked home with her.",
            child_words="I can’t not go. They’d go to my nan’s.",
            indicators=(
                Noted(value="not-at-school", note="Eleven days, most of them Thursdays."),
                Noted(
                    value="gifts", note="A telephone that rings and that she may not switch off."
                ),
                Noted(value="far-from-home", note="A train ticket to Boston in her bag."),
                Noted(value="family-threatened", note="Her grandmother."),
            ),
            forms=frozenset({ExploitationForm.CRIMINAL}),
            safe_now=Answer.YES,
            made_safe="Her nan is staying with friends for now. Police look in on both houses.",
            may_go_missing=Answer.YES,
        ),
        TAMSIN,
    )
    story.join(story.ago(began - 1, "08:50"), KIRSTY, TAMSIN)
    story.join(story.ago(began - 1, "09:00"), TEACHER, TAMSIN)
    story.join(story.ago(began - 2, "09:00"), DELE, TAMSIN)
    story.join(story.ago(began - 4, "09:00"), YUSRA, TAMSIN)
    story.join(story.ago(began - 5, "09:00"), DOCTOR, TAMSIN)
    story.tell(
        story.ago(began - 3, "14:00"),
        TraffickingElements(
            acts=frozenset({Act.RECRUITED, Act.TRANSPORTED, Act.CONTROLLED}),
            means=frozenset({Means.BELONGING, Means.DEBT, Means.THREATS}),
            means_note="First friendship, then a bag that was “lost” and had to be paid for.",
            purposes=frozenset({ExploitationForm.CRIMINAL}),
        ),
        TAMSIN,
        to=concern,
    )
    story.tell(
        story.ago(began - 4, "15:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.CRIMINAL}),
            made_to=frozenset({MadeTo.DRUGS, MadeTo.DEBT}),
            county_lines=Answer.YES,
            where=Where.UK,
            town="Boston",
            place="A flat that belongs to a man who is ill and could not say no to them either.",
            still=Answer.NO,
            ended=story.day(began),
            how_started="Somebody’s older sister bought her chips and asked her to hold a bag.",
            child_words="She said I was like family. I liked that bit.",
        ),
        TAMSIN,
        happened=story.month(began + 100),
    )
    story.tell(
        story.ago(began - 4, "15:20"),
        JourneyStage(
            stage=Stage.TRANSPORT,
            movement=frozenset({Movement.TAKEN, Movement.PROMISED}),
            from_country="United Kingdom",
            to_country="United Kingdom",
            to_place="Boston",
            how="By train with tickets that were sent to the telephone, Thursdays to Saturdays.",
        ),
        TAMSIN,
        happened=story.month(began + 90),
    )
    story.tell(
        story.ago(began - 6, "10:00"),
        CrimeReported(
            force="Lincolnshire Police", reference="DEMO-1720", wishes_to_help=Answer.NOT_SAID
        ),
        KIRSTY,
    )
    sent = story.tell(
        story.ago(began - 7, "15:00"),
        NrmReferral(
            organisation="East Riding of Yorkshire Council",
            nation=Nation.ENGLAND,
            authority=CompetentAuthority.LOCAL_PANEL,
            explained=Answer.YES,
            reference="DEMO0000117",
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(began - 35, "15:40"),
        LocalPanelDecision(
            reasonable_grounds=PanelOutcome.POSITIVE,
            conclusive_grounds=PanelOutcome.POSITIVE,
            childrens_services_present=True,
            police_present=True,
            health_present=True,
            chair_is_independent=True,
            reasons="Her account, the tickets, the messages, and what the school wrote down.",
            child_heard="Her guardian read out a page that Freya had written. The panel wrote "
            "back.",
            child_told=Answer.YES,
        ),
        TAMSIN,
        to=sent,
    )
    story.tell(
        story.ago(began - 36, "16:30"),
        AccountGiven(
            child_words="So it’s not my fault, officially?",
            setting="At her nan’s, over tea, when she was told what the panel had decided.",
            told_before=Answer.YES,
            told_before_details="To her form teacher, who listened.",
            gaps=frozenset({GapReason.NO_GAPS}),
            insight="She laughed for the first time since I have known her.",
        ),
        YUSRA,
    )


def _freya_again(story: Story, began: int, again: int) -> None:
    story.tell(
        story.ago(again + 8, "22:15"),
        Concern(
            raised_by=RaisedBy.FAMILY,
            seen="Did not come home on Thursday. Her nan rang within the hour, as agreed in the "
            "plan. Found at a station the next afternoon, cold and silent.",
            child_words="They found me on a game. They said the debt never ended.",
            indicators=(
                Noted(value="goes-missing", note="One night. The plan worked: she was found."),
                Noted(value="money-owed", note="The same debt, with interest, they told her."),
            ),
            forms=frozenset({ExploitationForm.CRIMINAL, ExploitationForm.SEXUAL}),
            safe_now=Answer.YES,
            made_safe="At her nan’s, new locks, a code word with the school. Messages are kept as "
            "evidence with her agreement.",
            may_go_missing=Answer.YES,
        ),
        TAMSIN,
    )
    story.tell(
        story.ago(again + 5, "16:00"),
        ExploitationEpisode(
            forms=frozenset({ExploitationForm.CRIMINAL, ExploitationForm.SEXUAL}),
            made_to=frozenset({MadeTo.DRUGS, MadeTo.IMAGES}),
            county_lines=Answer.YES,
            where=Where.UK,
            town="Lincoln",
            still=Answer.NO,
            ended=story.day(again + 7),
            got_away="She hid in the station’s family room until it was light.",
        ),
        TAMSIN,
        happened=story.month(again + 30),
    )
    story.tell(
        story.ago(again + 4, "10:00"),
        Exploiters(
            who="The same voice on a new number. Police are told.",
            whereabouts_known=Answer.NO,
            last_contact=LastContact.WEEK,
            contact="Messages on a game. They are saved, and the account is closed.",
        ),
        KIRSTY,
    )
    first = story.told(NrmReferral)[0]
    story.tell(
        story.ago(again, "15:00"),
        NrmReferral(
            organisation="East Riding of Yorkshire Council",
            nation=Nation.ENGLAND,
            authority=CompetentAuthority.LOCAL_PANEL,
            explained=Answer.YES,
        ),
        TAMSIN,
        to=first,
    )
