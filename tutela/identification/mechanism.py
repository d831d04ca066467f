"""The National Referral Mechanism, as entries: what is prepared, sent, decided and asked again."""

from __future__ import annotations

from tutela.chronology.kinds import (
    Category,
    Content,
    Line,
    Name,
    Place,
    Protected,
    Text,
    answered,
    ask,
    kind,
)
from tutela.chronology.listed import is_on_its_list
from tutela.identification.answers import (
    CompetentAuthority,
    ConsentAnswer,
    ConsentGiven,
    GroundsOutcome,
    PanelOutcome,
    ReconsiderationGround,
    ReconsiderationOutcome,
    ReferralChange,
)
from tutela.identification.referral_checks import (
    conclusive_comes_after_reasonable,
    decided_by_its_own_kind,
    nothing_decided_twice,
    only_a_negative_is_reconsidered,
    only_one_open_referral,
    panel_decides_something,
    reconsidered_once,
    referral_is_open,
)
from tutela.people.choice import Answer
from tutela.people.roles import Nation

REFERRAL = "National Referral Mechanism"


@kind(
    "local-authority-told",
    title="Local authority told about the child",
    category=Category.IDENTIFICATION,
    when="When was it told?",
    says="{authority} was told about the child",
    group=REFERRAL,
    checks=(is_on_its_list("authority"),),
)
class LocalAuthorityTold(Content):
    """The local authority that is to safeguard the child has been told. The referral form asks for
    its contact."""

    authority: Line = ask("Which local authority?", choices="local_authorities")
    phone: Protected[Line] = ask("Its telephone number")
    email: Protected[Line] = ask("Its e-mail address")
    contact: Protected[Name] | None = ask("Whom did you speak to?", optional=True)


@kind(
    "crime-reported",
    title="Reported to the police",
    category=Category.IDENTIFICATION,
    when="When was it reported?",
    says="Reported to the police: {force}",
    group=REFERRAL,
    checks=(is_on_its_list("force"),),
)
class CrimeReported(Content):
    """What was done to the child was reported to the police as a crime against the child."""

    force: Line = ask("Which police force is responsible?", choices="police_forces")
    reference: Protected[Line] | None = ask(
        "What is the crime or incident reference?", optional=True
    )
    wishes_to_help: Answer = ask(
        "Does the child wish to help the investigation?",
        hint="Nothing that a child is given may hang on the answer.",
    )
    wishes_details: Protected[Text] | None = ask(
        "What have they said about it?", hint="And what would make it safe for them.", optional=True
    )


@kind(
    "nrm-referral-prepared",
    title="Referral prepared",
    category=Category.IDENTIFICATION,
    when="When was it prepared?",
    says="A referral is being prepared by {organisation}",
    group=REFERRAL,
    checks=(is_on_its_list("organisation", "current_town", "current_region"),),
)
class ReferralPrepared(Content):
    """What the referral form asks about who refers, beside the child’s story."""

    organisation: Line = ask("Which first responder organisation?", choices="first_responders")
    nation: Nation = ask("In which nation is the referral made?")
    own: Protected[Name] = ask("First name of the person who refers")
    family: Protected[Name] = ask("Last name of the person who refers")
    role: Line = ask("Their role")
    phone: Protected[Line] = ask("Their telephone number")
    other_email: Protected[Line] | None = ask(
        "Whose e-mail address can be used when they are away?",
        hint="A manager, a colleague or a team.",
        optional=True,
    )
    current_town: Protected[Place] | None = ask(
        "In or near which town does the child stay now?",
        hint="The form asks for a town and a region and no more. Never give an address.",
        choices="towns",
        optional=True,
    )
    current_region: Protected[Place] | None = ask(
        "In which region?", choices="regions", optional=True
    )
    others_involved: Protected[Text] | None = ask(
        "Which other professionals are involved?",
        hint="For example a lawyer, a doctor, a guardian: what each has done, and how to reach "
        "them. Never a place where the child can be found.",
        optional=True,
    )
    evidence: Protected[Text] | None = ask(
        "Which documents will be sent with it?", hint="Each with its date.", optional=True
    )


@kind(
    "nrm-referral-sent",
    title="Referral sent",
    category=Category.IDENTIFICATION,
    when="When was it sent?",
    says="A referral to the National Referral Mechanism was sent by {organisation}",
    refers_to="nrm-referral-sent",
    refers_optionally=True,
    group=REFERRAL,
    checks=(only_one_open_referral, is_on_its_list("organisation")),
)
class NrmReferral(Content):
    """A referral was sent. A child’s consent is neither needed nor asked for; they are told.

    When it is a new referral after an earlier one, it refers to that one.
    """

    organisation: Line = ask(
        "Which first responder organisation sent it?", choices="first_responders"
    )
    nation: Nation = ask("In which nation was it made?")
    authority: CompetentAuthority = ask("Who is to decide?")
    explained: Answer = ask(
        "Has somebody told the child what it is, and who will read it?",
        hint="In a language that the child fully understands, at their pace.",
    )
    reference: Protected[Line] | None = ask(
        "What is its reference?",
        hint="If it comes later, record it then as “Reference came back”.",
        optional=True,
    )


@kind(
    "nrm-reference-received",
    title="Reference came back",
    category=Category.IDENTIFICATION,
    when="When did it come?",
    says="The referral was given the reference {reference}",
    refers_to="nrm-referral-sent",
    group=REFERRAL,
)
class ReferenceReceived(Content):
    """The reference under which the referral is known."""

    reference: Protected[Line] = ask("What is the reference?")
    authority: CompetentAuthority = ask("Who is to decide?")


@kind(
    "reasonable-grounds-decision",
    title="Reasonable grounds decision",
    category=Category.IDENTIFICATION,
    when="When was it decided?",
    says="Reasonable grounds: {outcome} ({made_by})",
    refers_to="nrm-referral-sent",
    group=REFERRAL,
    checks=(decided_by_its_own_kind, nothing_decided_twice),
)
class ReasonableGroundsDecision(Content):
    """The first decision: are there reasonable grounds to believe that the child was exploited?"""

    outcome: GroundsOutcome = ask("What was decided?")
    made_by: CompetentAuthority = ask("Who decided?")
    reasons: Protected[Text] | None = ask("What reasons were given?", optional=True)
    child_told: Answer = ask("Has the child been told, and have they understood?")


@kind(
    "conclusive-grounds-decision",
    title="Conclusive grounds decision",
    category=Category.IDENTIFICATION,
    when="When was it decided?",
    says="Conclusive grounds: {outcome} ({made_by})",
    refers_to="nrm-referral-sent",
    group=REFERRAL,
    checks=(decided_by_its_own_kind, nothing_decided_twice, conclusive_comes_after_reasonable),
)
class ConclusiveGroundsDecision(Content):
    """The final decision, on the balance of probabilities."""

    outcome: GroundsOutcome = ask("What was decided?")
    made_by: CompetentAuthority = ask("Who decided?")
    reasons: Protected[Text] | None = ask("What reasons were given?", optional=True)
    child_told: Answer = ask("Has the child been told, and have they understood?")


@kind(
    "local-panel-decision",
    title="Local panel decision",
    category=Category.IDENTIFICATION,
    when="When did the panel sit?",
    says="Local panel: reasonable grounds {reasonable_grounds}, conclusive grounds "
    "{conclusive_grounds}",
    refers_to="nrm-referral-sent",
    group=REFERRAL,
    checks=(panel_decides_something, nothing_decided_twice, conclusive_comes_after_reasonable),
)
class LocalPanelDecision(Content):
    """A local panel of the devolved decision-making pilot decided, on one question or on both."""

    reasonable_grounds: PanelOutcome = ask("Reasonable grounds: what was decided?")
    conclusive_grounds: PanelOutcome = ask("Conclusive grounds: what was decided?")
    childrens_services_present: bool = ask("Was the local authority’s children’s services there?")
    police_present: bool = ask("Were the police there?")
    health_present: bool = ask("Was health there?")
    chair_is_independent: bool = ask("Was it chaired by somebody other than the social worker?")
    reasons: Protected[Text] | None = ask("What reasons were given?", optional=True)
    child_heard: Protected[Text] | None = ask(
        "How was the child heard?", hint="What they wanted the panel to know.", optional=True
    )
    child_told: Answer = ask("Has the child been told, and have they understood?")


@kind(
    "reconsideration-requested",
    title="Reconsideration asked for",
    category=Category.IDENTIFICATION,
    when="When was it asked for?",
    says="Reconsideration was asked for: {ground}",
    refers_to=(
        "reasonable-grounds-decision",
        "conclusive-grounds-decision",
        "local-panel-decision",
    ),
    group=REFERRAL,
    checks=(only_a_negative_is_reconsidered,),
)
class ReconsiderationRequested(Content):
    """Somebody asked for a negative decision to be looked at again."""

    ground: ReconsiderationGround = ask("Why?")
    details: Protected[Text] | None = ask("What was put forward?", optional=True)


@kind(
    "reconsideration-decided",
    title="Reconsideration decided",
    category=Category.IDENTIFICATION,
    when="When was it decided?",
    says="Reconsideration: {outcome}",
    refers_to="reconsideration-requested",
    group=REFERRAL,
    checks=(reconsidered_once,),
)
class ReconsiderationDecided(Content):
    """What came of asking for a decision to be looked at again."""

    outcome: ReconsiderationOutcome = ask("What came of it?")
    made_by: CompetentAuthority = ask("Who decided?")
    reasons: Protected[Text] | None = ask("What reasons were given?", optional=True)
    child_told: Answer = ask("Has the child been told, and have they understood?")


@kind(
    "nrm-referral-change",
    title="Referral paused, resumed or ended",
    category=Category.IDENTIFICATION,
    when="From when?",
    says="Referral: {what}",
    refers_to="nrm-referral-sent",
    group=REFERRAL,
    checks=(referral_is_open,),
)
class NrmReferralChange(Content):
    """A referral was paused, resumed, withdrawn or closed without a decision."""

    what: ReferralChange = ask("What changed?")
    why: Protected[Text] | None = ask("Why?", optional=True)
    child_told: Answer = ask("Does the child know?")


@kind(
    "consent-at-18",
    title="Choice at 18",
    category=Category.IDENTIFICATION,
    when="When was it given?",
    says="Choice at 18: {answer}",
    refers_to="nrm-referral-sent",
    group=REFERRAL,
)
class ConsentAt18(Content):
    """What the young person chose on turning 18 without a conclusive decision. From 18 they must
    agree in order to stay in the National Referral Mechanism."""

    answer: ConsentAnswer = ask("What do they wish?")
    given: ConsentGiven | None = ask(
        "How did they say so?", when=answered("answer", ConsentAnswer.STAY, ConsentAnswer.LEAVE)
    )
    support_wished: Answer = ask("Do they wish for the adult support service?")
    own_words: Protected[Text] | None = ask("In their own words", optional=True)
    explained: Answer = ask(
        "Was it explained in a language that they fully understand, with time to think?"
    )
