"""How people work together for a child: what a manager decided, what was agreed in a meeting, who
will do what by when, what a colleague disagreed with, why something was late, which letters went.
"""

from __future__ import annotations

from datetime import date

from tutela.chronology.kinds import (
    Category,
    Choice,
    Content,
    Line,
    Name,
    Protected,
    Text,
    answered,
    ask,
    kind,
)
from tutela.chronology.listed import is_on_its_list
from tutela.people.choice import Answer
from tutela.teamwork.checks import (
    is_agreed_for_a_day_to_come,
    is_asked_or_explained,
    looks_again_later,
    somebody_took_part,
)

GROUP = "Working together"


class Occasion(Choice):
    """Why a manager looked at the record."""

    SUPERVISION = "supervision", "Supervision with the worker"
    DECISION = "decision", "A decision that needs a manager"
    OVERDUE = "overdue", "Something was overdue"
    RECORD = "record", "A look at the quality of the record"
    CLOSING = "closing", "Before the record is closed"
    OTHER = "other", "Something else"


@kind(
    "management-oversight",
    title="Manager’s oversight",
    category=Category.PROTECTION,
    when="When did the manager look at it?",
    says="A manager decided: {decision}",
    group=GROUP,
    checks=(looks_again_later,),
)
class ManagementOversight(Content):
    """A manager looked at how things are for the child and at the work, and decided."""

    occasion: Occasion = ask("Why was it looked at?")
    child_now: Protected[Text] = ask(
        "How are things for the child now?",
        hint="Their safety, their wishes, what has changed since the last time.",
    )
    decision: Protected[Text] = ask("What was decided?")
    reasons: Protected[Text] = ask("Why?")
    disagreement: Protected[Text] | None = ask(
        "Did the worker see it differently?", hint="Then say how.", optional=True
    )
    again_on: date | None = ask(
        "When will it be looked at again?", hint="The last day for it.", optional=True
    )


class MeetingSort(Choice):
    """What sort of meeting it was. Those that the law names have entries of their own."""

    PROFESSIONALS = "professionals", "Professionals’ meeting"
    NETWORK = "network", "Meeting of all who know the child"
    FAMILY = "family", "Family meeting"
    HANDOVER = "handover", "Handover"
    PANEL = "panel", "Exploitation panel or another panel"
    OTHER = "other", "Another meeting"


class Invited(Content):
    """Somebody who is asked to come."""

    name: Name = ask("Who?")
    role: Line = ask("As what?", hint="For example: school, guardian, interpreter.")


@kind(
    "meeting-called",
    title="Meeting called",
    category=Category.PROTECTION,
    when="For which day?",
    says="A meeting was called: {sort}",
    may_be_planned=True,
    group=GROUP,
)
class MeetingCalled(Content):
    """People are asked to meet about the child."""

    sort: MeetingSort = ask("What sort of meeting?")
    purpose: Protected[Text] = ask("What is it for?", hint="What must be decided by its end?")
    invited: Protected[tuple[Invited, ...]] = ask("Who is invited?", optional=True)
    papers: Protected[Text] | None = ask(
        "Which papers should people have read?",
        hint="Name them, one on each line. Those of the record are found under “Documents”.",
        optional=True,
    )
    child_comes: Answer = ask("Does the child wish to come?")


class TookPart(Content):
    """Somebody who was there."""

    name: Name = ask("Who?")
    role: Line = ask("As what?")


class ChildTookPart(Choice):
    """How the child was in the meeting."""

    THERE = "there", "They were there"
    PART = "part", "They were there for a part of it"
    SOMEBODY = "somebody", "Somebody spoke for them, as they wished"
    WORDS = "words", "Their words were read out"
    NOT_WISHED = "not-wished", "They did not wish to take part"
    NOT_ASKED = "not-asked", "They were not asked"


@kind(
    "meeting-held",
    title="Meeting held",
    category=Category.PROTECTION,
    when="When was the meeting?",
    says="{sort}",
    refers_to="meeting-called",
    refers_optionally=True,
    group=GROUP,
    checks=(somebody_took_part, is_asked_or_explained),
)
class MeetingHeld(Content):
    """A meeting about the child: who was there, what was said and what was decided. What somebody
    is to do is recorded as an action, so that it has a day."""

    sort: MeetingSort = ask("What sort of meeting?")
    present: Protected[tuple[TookPart, ...]] = ask("Who took part?")
    missed: Protected[Line] | None = ask("Who was invited and could not come?", optional=True)
    child_part: ChildTookPart = ask("How did the child take part?")
    why_not_asked: Protected[Text] | None = ask(
        "Why were they not asked?", when=answered("child_part", ChildTookPart.NOT_ASKED)
    )
    child_words: Protected[Text] | None = ask(
        "What did the child say?", hint="In their own words.", optional=True
    )
    discussed: Protected[Text] = ask("What was talked about?")
    decisions: Protected[Text] | None = ask(
        "What was decided?", hint="One decision on each line.", optional=True
    )
    differed: Protected[Text] | None = ask(
        "Who saw something differently, and what?", optional=True
    )


@kind(
    "action-agreed",
    title="Action agreed",
    category=Category.PROTECTION,
    when="When was it agreed?",
    says="{owner} will: {what}",
    refers_to=("meeting-held", "management-oversight", "challenge-answered"),
    refers_optionally=True,
    group=GROUP,
    checks=(is_agreed_for_a_day_to_come,),
)
class ActionAgreed(Content):
    """Somebody will do something by a day."""

    what: Protected[Line] = ask("What will be done?")
    owner: Protected[Name] = ask("Who will do it?")
    by: date = ask("By when?", hint="The last day for it.")
    child_knows: Answer = ask("Does the child know?")


class ActionEnd(Choice):
    """How an action ended."""

    DONE = "done", "It was done"
    PARTLY = "partly", "A part of it was done"
    NOT_NEEDED = "not-needed", "It is no longer needed"
    NOT_POSSIBLE = "not-possible", "It could not be done"


@kind(
    "action-closed",
    title="Action ended",
    category=Category.PROTECTION,
    when="When was that?",
    says="{end}: {note}",
    refers_to="action-agreed",
    group=GROUP,
)
class ActionClosed(Content):
    """What became of an action."""

    end: ActionEnd = ask("What became of it?")
    note: Protected[Text] = ask("What was done, and what changed for the child?")


class Stage(Choice):
    """How far a disagreement between colleagues has been taken."""

    WORKER = "worker", "Between the workers"
    MANAGER = "manager", "Between their managers"
    SENIOR = "senior", "Between senior managers"
    PARTNERSHIP = "partnership", "To the safeguarding partnership"


@kind(
    "challenge-raised",
    title="Professional challenge",
    category=Category.PROTECTION,
    when="When was it raised?",
    says="{by_whom} disagrees ({stage})",
    refers_to="challenge-answered",
    refers_optionally=True,
    group=GROUP,
)
class ChallengeRaised(Content):
    """A colleague does not agree with what was decided or left undone, and says so. That is a part
    of good work. Where it is not settled it is taken one step further."""

    stage: Stage = ask("How far is it taken?")
    by_whom: Protected[Name] = ask("Who disagrees?")
    agency: Protected[Line] = ask("For which agency?")
    with_whom: Protected[Line] = ask("With whom?", hint="The person or the agency.")
    about: Protected[Text] = ask("What is it about?")
    for_the_child: Protected[Text] = ask("What does it mean for the child?")
    wished: Protected[Text] = ask("What should happen instead?")


class ChallengeEnd(Choice):
    """What came of a challenge."""

    CHANGED = "changed", "The decision was changed"
    PARTLY = "partly", "A part of it was changed"
    AGREED = "agreed", "They agree now, without a change"
    FURTHER = "further", "They do not agree; it is taken further"


@kind(
    "challenge-answered",
    title="Answer to a challenge",
    category=Category.PROTECTION,
    when="When was it answered?",
    says="{end}",
    refers_to="challenge-raised",
    group=GROUP,
)
class ChallengeAnswered(Content):
    """The answer to a challenge, and what changes."""

    end: ChallengeEnd = ask("What came of it?")
    answered_by: Protected[Name] = ask("Who answered?")
    answer: Protected[Text] = ask("What was the answer, and why?")


class LateReason(Choice):
    """Why something was not done in time."""

    OTHER_AGENCY = "other-agency", "Another agency’s part is missing"
    INTERPRETER = "interpreter", "No suitable interpreter was found"
    CHILD_WISH = "child-wish", "The child wished for more time"
    CHILD_AWAY = "child-away", "The child was missing or elsewhere"
    STAFF = "staff", "There was nobody to do it"
    NOT_KNOWN_IN_TIME = "not-known-in-time", "It became known too late"
    COURT = "court", "A court or an investigation had to come first"
    OTHER = "other", "Another reason"


@kind(
    "lateness-explained",
    title="Why something is late",
    category=Category.PROTECTION,
    when="When was this found?",
    says="{duty}: {why}",
    group=GROUP,
    checks=(is_on_its_list("duty"),),
)
class LatenessExplained(Content):
    """Why a duty was not met in time, or will not be, and what is done about it."""

    duty: Line = ask("Which duty?", choices="duties")
    why: LateReason = ask("Why?")
    explained: Protected[Text] = ask("What happened?")
    meanwhile: Protected[Text] = ask(
        "What is done about it, and who looks after the child meanwhile?"
    )


class Addressee(Choice):
    """To whom a letter goes."""

    CHILD = "child", "The child"
    FAMILY = "family", "Somebody of the child’s family"
    CARER = "carer", "A carer"
    AGENCY = "agency", "Another agency"
    OTHER = "other", "Somebody else"


@kind(
    "letter-written",
    title="Letter",
    category=Category.PROTECTION,
    when="Which day stands on the letter?",
    says="{subject}",
    group=GROUP,
    checks=(is_on_its_list("language"),),
)
class LetterWritten(Content):
    """A letter about or to the child, as it was written. It holds no address of the child: where a
    letter is taken is no matter of the letter."""

    to: Addressee = ask("To whom?")
    name: Protected[Name] = ask("What is their name?", hint="As it should stand on the letter.")
    greeting: Protected[Line] = ask("How does it begin?", hint="For example: Dear Minh")
    subject: Protected[Line] = ask("What is it about?")
    text: Protected[Text] = ask(
        "What does it say?",
        hint="Do not write where the child is, was or will be. An empty line begins a paragraph.",
    )
    language: Line = ask("In which language is it?", choices="languages")
    read_out: Answer = ask("Will somebody read it with them, in a language they understand?")
