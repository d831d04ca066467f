"""The part of the referral pack about the child, the authority, the police and who refers. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tutela.chronology.entry import Chronology
from tutela.chronology.telling import tell
from tutela.identification.account import LifeBefore
from tutela.identification.derive import AgeAtExploitation, age_at_exploitation
from tutela.identification.given import Given, joined, missing, text_or, yes_or_no
from tutela.identification.mechanism import CrimeReported, LocalAuthorityTold, ReferralPrepared
from tutela.identity import derive
from tutela.identity.entries import (
    Gender,
    HomeOfficeReference,
    Languages,
    NameOrder,
    NameStated,
    NationalityState,
    Script,
)
from tutela.people import lists
from tutela.people.choice import Answer

Answers = Mapping[str, Given]
PREPARED = "nrm-referral-prepared"
_LA = "local-authority-contacted-about-child-local-authority"


def about_the_referrer(chronology: Chronology) -> Answers:
    """Organisation, nation, the person who refers, and the evidence that goes with it."""
    known = chronology.contents(ReferralPrepared)
    said = known[-1] if known else None

    def field(name: str, prompt: str) -> Given:
        return text_or(getattr(said, name) if said else None, PREPARED, prompt)

    return {
        "user-organisation": field("organisation", "Which first responder organisation refers?"),
        "fr-location": Given(said.nation.label)
        if said
        else missing(PREPARED, "In which nation is the referral made?"),
        "fr-details-first-name": field("own", "Who refers?"),
        "fr-details-last-name": field("family", "Who refers?"),
        "fr-details-role": field("role", "What is the role of the person who refers?"),
        "fr-details-phone": field("phone", "How can they be reached?"),
        "fr-alternative-contact": field(
            "other_email", "Who can be asked when they are away? A team’s address is best."
        ),
        "what-evidence-you-will-submit": field(
            "evidence", "Which documents go with it? Each with its date."
        ),
    }


def about_the_age(chronology: Chronology) -> Answers:
    """Under 18, not under 18 or not sure; and the authority that was told."""
    at = chronology.at
    if not derive.is_treated_as_child(chronology, at):
        age = age_at_exploitation(chronology, at)
        words = {AgeAtExploitation.CHILD: "Yes", AgeAtExploitation.ADULT: "No", None: "Not sure"}
        return {
            "pv-under-age": Given("No"),
            "pv-under-age-at-time-of-exploitation": Given(words[age]),
        }
    is_sure = derive.births(chronology) and not derive.is_age_in_doubt(chronology, at)
    told = chronology.contents(LocalAuthorityTold)
    said = told[-1] if told else None

    def field(name: str, prompt: str) -> Given:
        return text_or(getattr(said, name) if said else None, "local-authority-told", prompt)

    return {
        "pv-under-age": Given("Yes" if is_sure else "Not sure"),
        f"{_LA}-name": field("authority", "Tell the local authority about the child first."),
        f"{_LA}-phone": field("phone", "Its telephone number."),
        f"{_LA}-email": field("email", "Its e-mail address."),
        f"{_LA}-contact": field("contact", "Whom did you speak to?"),
    }


def about_the_police(chronology: Chronology) -> Answers:
    """Whether there is a crime reference, and what the child wishes about investigations."""
    kind = "crime-reported"
    known = chronology.contents(CrimeReported)
    if not known:
        return {
            "reported-to-police": Given(
                "No", kind, "No report is recorded. If there was one, record it."
            ),
            "authorities-cooperation": missing(
                kind, "What does the child wish? Nothing they are given may hang on the answer."
            ),
        }
    said = known[-1]
    found = {
        "reported-to-police": Given(
            "Yes" if said.reference else "No",
            kind,
            "" if said.reference else "It was reported; the reference is not recorded yet.",
        ),
        "authorities-cooperation": yes_or_no(
            said.wishes_to_help, kind, "What does the child wish? Ask when it is safe to."
        ),
        "authorities-cooperation-details": Given(said.wishes_details or ""),
    }
    if said.reference:
        found["reported-to-police-police-forces"] = Given(said.force)
        found["reported-to-police-crime-reference"] = Given(said.reference)
    return found


def about_the_child(chronology: Chronology) -> Answers:
    """Names, date of birth, gender, children, nationality, languages, Home Office references."""
    return {
        **_names(chronology),
        "pv-dob": _birth(chronology),
        "pv-gender": _gender(chronology),
        **_own_children(chronology),
        **_nationality(chronology),
        **_languages(chronology),
        **_home_office(chronology),
    }


def _names(chronology: Chronology) -> Answers:
    names = derive.names(chronology)
    used = names[0] if names and derive.called(chronology) else None
    if used is None:
        prompt = "What is the child’s name? A forced name is no substitute."
        first = last = missing("name-stated", prompt)
    elif used.order is NameOrder.SINGLE:
        first = Given(_written(used, used.own or used.full))
        last = Given("", "", "The child has one name only. The form asks for a last name too.")
    else:
        first = Given(
            _written(used, used.own or used.full),
            "name-stated",
            "" if used.own else "Which part is their own name?",
        )
        last = text_or(used.family, "name-stated", "Which part is the family or father’s name?")
    others = [_written(n, n.full) for n in names if n is not used]
    return {
        "pv-name-first-name": first,
        "pv-name-last-name": last,
        "pv-name-nickname": Given("; ".join(dict.fromkeys(others))),
    }


def _written(name: NameStated, part: str) -> str:
    if name.script is Script.LATIN or not name.in_latin:
        return part
    return f"{name.in_latin} ({part})"


def _birth(chronology: Chronology) -> Given:
    birth = derive.birth_in_force(chronology)
    if birth is None:
        return missing("date-of-birth", "The form can be sent without a date of birth.")
    if birth.is_exact:
        return Given(tell(birth.moment))
    return Given(
        "",
        "date-of-birth",
        f"Known: {tell(birth.moment)}. The form takes a whole date only; leave it empty.",
    )


def _gender(chronology: Chronology) -> Given:
    said = derive.gender(chronology)
    words = {
        Gender.FEMALE: "Female",
        Gender.MALE: "Male",
        Gender.OTHER: "They do not identify as male or female",
    }
    if said is None or said.gender not in words:
        return missing("gender", "Ask the child. The form has no answer for “not known”.")
    return Given(words[said.gender])


def _own_children(chronology: Chronology) -> Answers:
    known = chronology.contents(LifeBefore)
    said = known[-1] if known else None
    answer = said.has_children if said else None
    found = {
        "does-pv-have-children": yes_or_no(
            answer, "life-before", "Do they have children of their own?"
        )
    }
    if said is not None and answer is Answer.YES:
        number = said.number_of_children
        found["does-pv-have-children-yes-amount"] = text_or(
            str(number) if number else None, "life-before", "How many children?"
        )
    return found


def _nationality(chronology: Chronology) -> Answers:
    said = derive.nationality(chronology)
    if said is None or said.state is NationalityState.NOT_ASKED:
        first = missing("nationality", "Which nationality? “None” and “not known” are answers.")
        return {"pv-nationality": first}
    if said.state is NationalityState.HELD:
        found = {"pv-nationality": Given(said.held[0])}
        if said.held[1:]:
            found["pv-nationality-second"] = Given("; ".join(said.held[1:]))
        return found
    if said.state is NationalityState.NONE:
        prompt = "The form’s list has no “stateless”. Choose “Unknown” and say so in the story."
        return {"pv-nationality": Given("None: stateless", "", prompt)}
    return {"pv-nationality": Given("Unknown")}


def _languages(chronology: Chronology) -> Answers:
    said: Languages | None = derive.languages(chronology)
    found = {
        "pv-interpreter-requirements": yes_or_no(
            said.interpreter if said else None, "languages", "Does the child need an interpreter?"
        ),
        "pv-other-help-with-communication": yes_or_no(
            said.help_needed if said else None,
            "languages",
            "Do they need other help to communicate?",
        ),
    }
    if said is not None and said.interpreter is Answer.YES:
        language = lists.label("languages", said.best or said.speaks[0])
        found["pv-interpreter-requirements-language"] = Given(
            joined((language, said.dialect), ", ")
        )
    if said is not None and said.help_needed is Answer.YES:
        found["pv-other-help-with-communication-aid"] = text_or(
            said.help, "languages", "Which help?"
        )
    return found


def _home_office(chronology: Chronology) -> Answers:
    known = chronology.contents(HomeOfficeReference)
    if not known:
        prompt = "None is on the part of the record that you read. If there is one, record it."
        return {"pv-ho-reference": Given("No", "home-office-reference", prompt)}
    return {
        "pv-ho-reference": Given("Yes"),
        "pv-ho-reference-type": Given(
            "\n".join(joined((one.sort, one.value), ": ") for one in known)
        ),
    }
