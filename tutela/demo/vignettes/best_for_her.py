"""What is best for Osarugue: assessed, weighed, decided by a panel that heard her, looked at again;
and what happened where a panel could not hear a boy."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tutela.demo.story import Story
from tutela.demo.vignettes.cast import DELE, GARETH, SECOND_GUARDIAN, TAMSIN, YUSRA
from tutela.demo.vignettes.lasting import what_lasts
from tutela.futures.best_interests.answers import (
    Agreement,
    Ahead,
    DecisionOutcome,
    Element,
    Extent,
    HowHeard,
    ReviewOutcome,
    ReviewWhy,
    Solution,
    Speaks,
    ViewWeight,
    WeighedBy,
)
from tutela.futures.best_interests.entries import (
    BestInterestsAssessment,
    BestInterestsDecision,
    BestInterestsFinding,
    BestInterestsHeard,
    BestInterestsOption,
    BestInterestsPanel,
    BestInterestsReview,
    BestInterestsUnheardRead,
    BestInterestsWeighing,
    Consulted,
    Implementer,
    PanelMember,
    Weighed,
)
from tutela.participation.entries import (
    Audience,
    ChildHeard,
    Form,
    HeardWeighed,
    Understood,
    Way,
    Weight,
)
from tutela.people.choice import Answer

_FOUND = (
    (Element.VIEWS, "She wishes to stay where she can study and where nobody can fetch her.",
     "Her guardian, over six talks.", "I want to mix things and see what they become."),
    (Element.IDENTITY, "Edo is the language she prays and dreams in. She sings in a choir here.",
     "Her carer; the choir.", "When I sing nobody owns me."),
    (Element.FAMILY, "Her mother was visited by the woman who sent her. Her twin is still there.",
     "A cousin by telephone; the tracing service.", "My mother must not be asked again."),
    (Element.SAFETY, "The woman who sent her lives four streets from her mother’s house.",
     "Police, from three accounts that were given apart.", None),
    (Element.VULNERABILITY, "A debt is still named in messages. The oath frightens her less.",
     "Her nurse; messages that she showed herself.", "It has let go of one hand."),
    (Element.HEALTH, "Sleeps most nights. Sees the same nurse each month.", "Her nurse.", None),
    (Element.EDUCATION, "Best of her course in chemistry. Her place is kept for two more years.",
     "College report.", "Second best. The best is Ines."),
)  # fmt: skip
_STAY = (
    (Element.VIEWS, Speaks.FOR, "It is what she asks for, in every talk."),
    (Element.IDENTITY, Speaks.BOTH, "Her language is spoken in her choir; her town is far away."),
    (Element.FAMILY, Speaks.AGAINST, "She is far from her mother and her twin."),
    (Element.SAFETY, Speaks.FOR, "Nobody who sent her knows where she lives."),
    (Element.VULNERABILITY, Speaks.FOR, "The debt can’t be called in here."),
    (Element.HEALTH, Speaks.FOR, "The nurse whom she trusts is here."),
    (Element.EDUCATION, Speaks.FOR, "Her course goes on."),
)
_RETURN = (
    (Element.VIEWS, Speaks.AGAINST, "She would see her mother gladly, but not live there now."),
    (Element.IDENTITY, Speaks.FOR, "Her language and her church are all around her."),
    (Element.FAMILY, Speaks.BOTH, "Her mother loves her and can’t keep that woman from the door."),
    (Element.SAFETY, Speaks.AGAINST, "The woman who sent her lives four streets away."),
    (Element.VULNERABILITY, Speaks.AGAINST, "The debt would be asked for again."),
    (Element.HEALTH, Speaks.NOT_KNOWN, "Whether anybody there could go on with it is not known."),
    (Element.EDUCATION, Speaks.AGAINST, "No place, and no money for one."),
)


def best_for_her(story: Story, began: int) -> UUID:
    """From the assessment to the decision, and a look half a year later. Returns the decision."""
    assessment = story.tell(
        story.ago(began, "10:00"),
        BestInterestsAssessment(
            extent=Extent.FULL,
            ahead=Ahead.SOLUTION,
            to_decide="Where and with whom can Osarugue live in safety and go on learning?",
            consulted=(
                Consulted(name="Her carer", role="Foster carer"),
                Consulted(name="Her tutor", role="College"),
                Consulted(name="A cousin", role="Family, by telephone"),
            ),
            seen_alone=Answer.YES,
            risks="The woman who sent her, and the debt that she names. Both are known from "
            "messages and from her mother.",
            protects="Her choir, her course, a carer who speaks Edo, and that she asks for help.",
        ),
        TAMSIN,
    )
    for number, (element, finding, sources, words) in enumerate(_FOUND):
        story.tell(
            story.ago(began - 3 - number, "15:00"),
            BestInterestsFinding(
                element=element, finding=finding, sources=sources, child_words=words,
                asked=Answer.YES,
            ),
            SECOND_GUARDIAN,
            to=assessment,
        )  # fmt: skip
    stay, back = _options(story, began - 12, assessment)
    _panel(story, began - 20, assessment)
    for option, rows in ((stay, _STAY), (back, _RETURN)):
        story.tell(
            story.ago(began - 20, "14:00"),
            BestInterestsWeighing(
                by=WeighedBy.PANEL,
                weighed=tuple(Weighed(element=e, speaks=s, reasons=r) for e, s, r in rows),
                overall="Safety and her own wish weigh most; neither can be mended elsewhere.",
            ),
            DELE,
            to=option,
        )
    decision = _decision(story, began - 20, stay)
    _told(story, began - 22, decision)
    what_lasts(story, decision, back)
    story.tell(
        story.ago(began - 190, "11:00"),
        BestInterestsReview(
            why=ReviewWhy.DUE,
            child_words="Still yes. Ask about my sister.",
            child_asked=Answer.YES,
            outcome=ReviewOutcome.CHANGED,
            reasons="She is well. Her sister is looked for; that is now a part of the plan.",
            review_on=story.on(began - 555),
        ),
        DELE,
        to=decision,
    )
    return decision


def _options(story: Story, days: int, assessment: UUID) -> tuple[UUID, UUID]:
    stay = story.tell(
        story.ago(days, "10:00"),
        BestInterestsOption(
            solution=Solution.STAY,
            what="She stays with her carer, then nearby in a room of her own, and studies.",
            where="With her present carer",
            needs="Leave that lasts longer than her course.",
            child_words="Yes. With the window to the garden.",
        ),
        TAMSIN,
        to=assessment,
    )
    back = story.tell(
        story.ago(days, "10:20"),
        BestInterestsOption(
            solution=Solution.RETURN_FAMILY,
            what="She lives with her mother again and works at the cloth stall.",
            where="Benin City",
            needs="That her mother can and wishes to, and that nobody can reach them.",
            child_words="For a visit. One day, with a return ticket in my hand.",
        ),
        TAMSIN,
        to=assessment,
    )
    return stay, back


def _panel(story: Story, days: int, assessment: UUID) -> None:
    def member(name: str, agency: str, role: str, independent: Answer) -> PanelMember:
        return PanelMember(
            name=name, agency=agency, role=role, independent=independent, confidential=Answer.YES
        )

    panel = story.tell(
        story.ago(days, "13:00"),
        BestInterestsPanel(
            members=(
                member("Dele Ashgrove", "Council", "Reviewing officer, chairs it", Answer.YES),
                member("Her nurse", "Health", "Nurse", Answer.NO),
                member("Ines Farrow", "Police", "Detective", Answer.YES),
                member("Her guardian", "Guardian service", "Independent guardian", Answer.YES),
            ),
            papers="The assessment\nCollege report\nLetter of her nurse\nHer recording",
            tie="Her social worker made the assessment. She was heard and did not decide.",
        ),
        DELE,
        to=assessment,
    )
    story.tell(
        story.ago(days, "13:20"),
        BestInterestsHeard(
            how=HowHeard.OWN_WAY,
            offered="Speaking, writing, a recording, her guardian speaking for her, nothing.",
            child_words="I recorded it at night because then I am brave. I want to stay and learn. "
            "I want my sister to be found. Please do not send anybody to my mother.",
            understood=Answer.YES,
        ),
        SECOND_GUARDIAN,
        to=panel,
    )


def _decision(story: Story, days: int, stay: UUID) -> UUID:
    return story.tell(
        story.ago(days, "16:00"),
        BestInterestsDecision(
            outcome=DecisionOutcome.DECIDED,
            reasons="She can be safe and grow here, and not there for as long as that woman is. "
            "What she loses, her mother’s nearness, can be lessened by calls.",
            agreement=Agreement.MOST,
            dissent="The nurse would have waited until it is known who could treat her at home.",
            weight=ViewWeight.FOLLOWED,
            weight_why="Great weight: she is 17, has thought about it for months, and says the "
            "same to different people. Nobody is sent to her mother, as she asked.",
            leave_allows=Answer.NO,
            conditions="A solicitor asks for leave that lasts. Her address is kept from everybody "
            "whom she has not named.",
            implementers=(
                Implementer(name="Tamsin Okorafor-Bell", agency="Council", what="The carer stays."),
                Implementer(name="Her guardian", agency="Guardian service", what="Tracing."),
            ),
            review_on=story.on(days - 180),
        ),
        DELE,
        to=stay,
    )


def _told(story: Story, days: int, decision: UUID) -> None:
    talk = story.tell(
        story.ago(days, "15:00"),
        ChildHeard(
            told=Answer.YES,
            told_what="That she stays, why, and that nobody is sent to her mother.",
            told_by="Her guardian",
            language="eng",
            form=frozenset({Form.TALK}),
            understood=Understood.SAID_BACK,
            asked=Answer.YES,
            alone=Answer.YES,
            ways=frozenset({Way.SPOKE}),
            child_words="So you listened to the whole recording. Even the end.",
            reached=frozenset({Audience.PANEL, Audience.GUARDIAN}),
        ),
        SECOND_GUARDIAN,
        to=decision,
    )
    story.tell(
        story.ago(days - 1, "10:00"),
        HeardWeighed(
            weight=Weight.FOLLOWED,
            why="She knows what each option means better than anybody else.",
            changed="The visit to her mother, which had been planned, was struck out.",
            told_back=Answer.YES,
            told_back_how="By her guardian, on a walk. She laughed, and then was quiet.",
        ),
        SECOND_GUARDIAN,
        to=talk,
    )


def put_off_unheard(story: Story, began: int) -> None:
    """A panel that met while a boy was in hospital. His guardian read why, and would wait; so did
    the panel."""
    assessment = story.tell(
        story.ago(began, "09:30"),
        BestInterestsAssessment(
            extent=Extent.FIRST,
            ahead=Ahead.CARE,
            to_decide="Should he stay with this carer until he is well?",
            seen_alone=Answer.NO,
        ),
        TAMSIN,
    )
    panel = story.tell(
        story.ago(began - 2, "10:00"),
        BestInterestsPanel(
            members=(
                PanelMember(
                    name="Gareth Lowe", agency="Council", role="Team manager",
                    independent=Answer.NO, confidential=Answer.YES,
                ),
                PanelMember(
                    name="Yusra Pemberlow", agency="Guardian service", role="Guardian",
                    independent=Answer.YES, confidential=Answer.YES,
                ),
            ),
            papers="The first assessment",
        ),
        GARETH,
        to=assessment,
    )  # fmt: skip
    unheard = story.tell(
        story.ago(began - 2, "10:30"),
        BestInterestsHeard(
            how=HowHeard.NOT_HEARD,
            understood=Answer.NOT_KNOWN,
            why_not="He lay asleep with a fever, and the panel had been called for today.",
        ),
        GARETH,
        to=panel,
    )
    when = story.ago(began - 2, "17:00")
    story.tell(
        when,
        BestInterestsUnheardRead(
            accepts=Answer.NO, says_guardian="Then wait. He wakes tomorrow and likes to be asked."
        ),
        YUSRA,
        to=unheard,
    )
    story.tell(
        when + timedelta(minutes=30),
        BestInterestsDecision(
            outcome=DecisionOutcome.PUT_OFF,
            reasons="He is to be asked first. The carer stays until then.",
            agreement=Agreement.ALL,
            weight=ViewWeight.NOT_HEARD,
            weight_why="None could be given, since nobody had asked him.",
            leave_allows=Answer.NOT_KNOWN,
            review_on=story.on(began - 6),
        ),
        GARETH,
        to=panel,
    )
