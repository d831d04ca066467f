"""Who the child is, as stated, by whom and from what source. Nothing here overwrites anything.

Several names, dates of birth and nationalities may stand side by side. Which one holds is worked
out in ``derive.py``. No answer here says anything about exploitation: people at school and carers
read the identity of a child, and must not learn from it what happened to them.
"""

from __future__ import annotations

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
from tutela.chronology.moment import Moment
from tutela.identity.checks import (
    birth_has_happened,
    nationality_is_complete,
    says_who_decided,
    speaks_something,
)
from tutela.people.choice import Answer

GROUP = "Who the child is"


class StatedBy(Choice):
    """Whose word something is."""

    CHILD = "child", "The child"
    FAMILY = "family", "The child’s family"
    DOCUMENT = "document", "A document"
    AGENCY = "agency", "Another agency"
    WORKER = "worker", "A worker who knows the child"
    PERSON_IN_CHARGE = "person-in-charge", "Somebody who had charge of the child"
    NOT_KNOWN = "not-known", "Not known"


class NameKind(Choice):
    """What sort of name it is."""

    LEGAL = "legal", "Name at birth or on their papers"
    ALIAS = "alias", "Another name they use or have used"
    NICKNAME = "nickname", "Nickname"
    GIVEN_BY_OTHERS = "given-by-others", "A name that somebody else made them use"


class NameUse(Choice):
    """How a name is to be used."""

    WISHED = "wished", "The child wishes to be called by it"
    USE = "use", "Use it"
    RECORD_ONLY = "record-only", "Keep it on the record only"
    NEVER = "never", "Never use it with the child: it hurts or frightens them"


class NameOrder(Choice):
    """In which order the parts of a name come."""

    GIVEN_FIRST = "given-first", "Their own name first, then the family name"
    FAMILY_FIRST = "family-first", "The family name first, then their own name"
    OWN_AND_FATHERS = "own-and-fathers", "Their own name, then the father’s and grandfather’s"
    SINGLE = "single", "One name only"
    NOT_KNOWN = "not-known", "Not known"


class Script(Choice):
    """In which letters a name is written."""

    LATIN = "latin", "Latin (as in English, Albanian or Vietnamese)"
    ARABIC = "arabic", "Arabic (as in Arabic, Farsi, Dari, Pashto or Sorani)"
    ETHIOPIC = "ethiopic", "Ethiopic (as in Tigrinya or Amharic)"
    BENGALI = "bengali", "Bengali"
    CHINESE = "chinese", "Chinese"
    CYRILLIC = "cyrillic", "Cyrillic"
    DEVANAGARI = "devanagari", "Devanagari"
    OTHER = "other", "Another script"


@kind(
    "name-stated",
    title="Name",
    category=Category.IDENTITY,
    when="When was this name given?",
    says="Name: {full}",
    group=GROUP,
)
class NameStated(Content):
    """A name by which the child is or was called, as it was stated.

    A child may have several; a name that was forced on them is kept, and never used.
    """

    full: Protected[Name] = ask(
        "What is the whole name?",
        hint="As the child says or writes it, in any script and any order.",
    )
    kind: NameKind = ask("What sort of name is it?")
    use: NameUse = ask("How should it be used?", hint="Ask the child how they wish to be called.")
    order: NameOrder | None = ask("In which order do the parts come?", optional=True)
    own: Protected[Name] | None = ask(
        "Which part is their own name?",
        hint="Forms ask for it as “first name”.",
        optional=True,
    )
    family: Protected[Name] | None = ask(
        "Which part is the family name or father’s name?",
        hint="Forms ask for it as “last name”.",
        optional=True,
    )
    script: Script = ask("In which letters is it written above?")
    in_latin: Protected[Name] | None = ask(
        "How is it written in Latin letters?",
        hint="As on an official letter, or as the child would like it.",
        when=answered("script", *(s for s in Script if s is not Script.LATIN)),
    )
    stated_by: StatedBy = ask("Who gave this name?")
    note: Protected[Text] | None = ask(
        "Is there anything to know about it?",
        hint="How to say it aloud, who uses it, which paper it stands on.",
        optional=True,
    )


class BirthBasis(Choice):
    """What a date of birth rests on."""

    SAID = "said", "The child said so, or their family"
    DOCUMENTED = "documented", "A document says so"
    ASSESSED = "assessed", "An age assessment has concluded"
    AGENCY = "agency", "Another agency wrote it down, or estimated it"


class AssessedBy(Choice):
    """Who concluded an age assessment."""

    LOCAL_AUTHORITY = "local-authority", "Local authority"
    NATIONAL_BOARD = "national-age-assessment-board", "National Age Assessment Board"
    COURT = "court", "A court or tribunal"


class Calendar(Choice):
    """In which calendar a date was given."""

    GREGORIAN = "gregorian", "The calendar used in Britain"
    ETHIOPIC = "ethiopic", "Ethiopian or Eritrean calendar"
    SOLAR_HIJRI = "solar-hijri", "Iranian or Afghan calendar"
    ISLAMIC = "islamic", "Islamic calendar"
    LUNAR = "lunar", "Lunar calendar (as in Vietnam or China)"
    SEASON = "season", "By a season, a feast or an event"


@kind(
    "date-of-birth",
    title="Date of birth",
    category=Category.IDENTITY,
    when="When was this date given, or decided?",
    says="Date of birth: {born} ({basis})",
    group=GROUP,
    checks=(birth_has_happened, says_who_decided),
)
class DateOfBirth(Content):
    """A date of birth and what it rests on. Several may stand side by side.

    Whoever may be under 18 is a child here until an age assessment has concluded.
    """

    born: Protected[Moment] = ask(
        "When was the child born?",
        hint="A day, a month, a year, or about which year. Say only what is known.",
    )
    basis: BirthBasis = ask(
        "What does this date rest on?",
        hint="An officer’s guess from how somebody looks is not an age assessment.",
    )
    calendar: Calendar | None = ask("In which calendar was it given?", optional=True)
    as_stated: Protected[Line] | None = ask(
        "How was it said?", hint="In their own words or their own calendar.", optional=True
    )
    document: Protected[Line] | None = ask(
        "Which document, and who has seen it?", when=answered("basis", BirthBasis.DOCUMENTED)
    )
    assessed_by: AssessedBy | None = ask(
        "Who concluded the assessment?", when=answered("basis", BirthBasis.ASSESSED)
    )
    note: Protected[Text] | None = ask("Is there anything to know about it?", optional=True)


class Gender(Choice):
    """Gender as the young person states it."""

    FEMALE = "female", "Girl or young woman"
    MALE = "male", "Boy or young man"
    OTHER = "other", "Another way"
    NOT_KNOWN = "not-known", "Not known"
    NOT_ASKED = "not-asked", "Not asked yet"
    NOT_SAID = "not-said", "They did not wish to say"


@kind(
    "gender",
    title="Gender",
    category=Category.IDENTITY,
    when="When was this said?",
    says="Gender: {gender}",
    group=GROUP,
)
class GenderStated(Content):
    """How the young person describes their gender."""

    gender: Gender = ask("How do they describe themselves?")
    own_words: Protected[Line] | None = ask(
        "In their own words", when=answered("gender", Gender.OTHER)
    )
    pronouns: Protected[Line] | None = ask(
        "Which words should be used for them?",
        hint="For example she and her, he and him, they and them.",
        optional=True,
    )
    stated_by: StatedBy = ask("Who said so?")


class NationalityState(Choice):
    """Whether a nationality is known."""

    HELD = "held", "Yes"
    NONE = "none", "None: stateless"
    NOT_KNOWN = "not-known", "Not known"
    NOT_ASKED = "not-asked", "Not asked yet"


@kind(
    "nationality",
    title="Nationality",
    category=Category.IDENTITY,
    when="When was this said or found out?",
    says="Does the child have a nationality? {state}: {held}",
    group=GROUP,
    checks=(nationality_is_complete, is_on_its_list("held")),
)
class Nationality(Content):
    """Which nationalities the child holds, if any. Not knowing is not the same as having none."""

    state: NationalityState = ask("Does the child have a nationality?")
    held: tuple[Line, ...] = ask(
        "Which?",
        hint="Choose every one that they hold.",
        choices="nationalities",
        when=answered("state", NationalityState.HELD),
    )
    stated_by: StatedBy = ask("Who said so?")
    is_disputed: bool | None = ask("Does anybody dispute it?", optional=True)
    note: Protected[Text] | None = ask(
        "Is there anything to know about it?",
        hint="For example which people or region they belong to, or who disputes it and why.",
        optional=True,
    )


class Reading(Choice):
    """How well somebody reads."""

    WELL = "well", "Well"
    SOME = "some", "A little"
    NOT_YET = "not-yet", "Not yet"
    NOT_KNOWN = "not-known", "Not known"


class InterpreterWish(Choice):
    """Whom the child would like as an interpreter."""

    WOMAN = "woman", "A woman"
    MAN = "man", "A man"
    ANYONE = "anyone", "Either"
    NOT_ASKED = "not-asked", "Not asked yet"


@kind(
    "languages",
    title="Languages and interpreter",
    category=Category.IDENTITY,
    when="When was this said or found out?",
    says="Speaks {speaks}",
    group=GROUP,
    checks=(speaks_something, is_on_its_list("speaks", "reads", "best")),
)
class Languages(Content):
    """What the child speaks and reads, and how they can be helped to understand and be heard."""

    speaks: tuple[Line, ...] = ask("Which languages does the child speak?", choices="languages")
    best: Line | None = ask(
        "In which one can they say everything?", choices="languages", optional=True
    )
    dialect: Protected[Line] | None = ask(
        "Which dialect, or from which place?",
        hint="An interpreter from the wrong place can frighten a child, or misunderstand them.",
        optional=True,
    )
    reading: Reading = ask("How well do they read?")
    reads: tuple[Line, ...] = ask(
        "Which languages do they read?",
        choices="languages",
        when=answered("reading", Reading.WELL, Reading.SOME),
    )
    interpreter: Answer = ask("Do they need an interpreter?")
    interpreter_wish: InterpreterWish | None = ask(
        "Whom would they like as an interpreter?", when=answered("interpreter", Answer.YES)
    )
    interpreters_to_avoid: Protected[Text] | None = ask(
        "Which interpreters should not be used?",
        hint="For example somebody from the same town, or somebody they have met before.",
        when=answered("interpreter", Answer.YES),
    )
    help_needed: Answer = ask(
        "Do they need other help with communication?",
        hint="For example a hearing aid, sign language, pictures, or more time.",
    )
    help: Protected[Line] | None = ask("Which help?", when=answered("help_needed", Answer.YES))


@kind(
    "likeness",
    title="What the child looks like",
    category=Category.IDENTITY,
    when="When did somebody last see the child like this?",
    says="A description of the child was recorded",
    group=GROUP,
)
class Likeness(Content):
    """What is needed to find the child should they go missing."""

    description: Protected[Text] = ask(
        "What does the child look like?", hint="Height, build, hair, eyes, glasses, usual clothes."
    )
    marks: Protected[Text] | None = ask(
        "Are there marks, scars or tattoos?",
        hint="Only what helps to find them. Injuries belong under health.",
        optional=True,
    )


class IdentifierKind(Choice):
    """Which register a number belongs to."""

    LOCAL = "local", "The local authority’s own number"
    NHS = "nhs", "NHS number"
    PUPIL = "pupil", "Unique pupil number"
    OTHER = "other", "Another number"


@kind(
    "identifier",
    title="Number in a register",
    category=Category.IDENTITY,
    when="When was it given?",
    says="{which}: {value}",
    group=GROUP,
)
class Identifier(Content):
    """A number under which an agency knows the child."""

    which: IdentifierKind = ask("Which number is it?")
    value: Protected[Line] = ask("What is the number?")
    note: Protected[Line] | None = ask("Is there anything to know about it?", optional=True)


@kind(
    "home-office-reference",
    title="Home Office reference",
    category=Category.STATUS,
    when="When was it given?",
    says="Home Office reference: {value}",
    group=GROUP,
)
class HomeOfficeReference(Content):
    """A reference the Home Office has given. It stands with immigration, not with identity, so that
    school and carers do not read it."""

    value: Protected[Line] = ask("What is the reference?")
    sort: Line | None = ask(
        "What sort of reference is it?",
        hint="For example a port reference or the number on an application card.",
        optional=True,
    )
