"""The part of the referral pack about places, exploiters, forms and what may come. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tutela.chronology.entry import Chronology
from tutela.identification.account import Exploiters, RiskOfFurtherExploitation
from tutela.identification.answers import MadeTo, Where
from tutela.identification.derive import (
    Episode,
    Location,
    episodes,
    forms_of_exploitation,
    location_of_exploitation,
    made_to_do,
)
from tutela.identification.given import Given, joined, latest_words, missing, text_or, yes_or_no
from tutela.identification.mechanism import ReferralPrepared
from tutela.identification.referral_form import MOST_PLACES
from tutela.identification.rules import FormBox, boxes
from tutela.people import lists
from tutela.people.choice import Answer

EPISODE = "exploitation-episode"
Answers = Mapping[str, Given]


def about_the_places(chronology: Chronology) -> Answers:
    """Where the child was exploited; where they stay now, by town and region and no more."""
    known = episodes(chronology)
    where = location_of_exploitation(known)
    found = {
        "where-exploitation-happened": Given(where.label)
        if where
        else missing(EPISODE, "Was it in the United Kingdom, overseas or both?")
    }
    if where in {Location.UK, Location.BOTH}:
        found |= _in_the_uk(known)
    if where in {Location.OVERSEAS, Location.BOTH}:
        found |= _overseas(known)
    return found | _where_they_are_now(chronology)


def _in_the_uk(known: tuple[Episode, ...]) -> dict[str, Given]:
    there = [e.content for e in known if e.content.where is Where.UK]
    return {
        "where-exploitation-happened-uk-city": _places([e.town for e in there], "town"),
        "where-exploitation-happened-other-uk-other-location": Given(
            joined((e.place for e in there), "\n")
        ),
    }


def _overseas(known: tuple[Episode, ...]) -> dict[str, Given]:
    there = [e.content for e in known if e.content.where is Where.OVERSEAS]
    return {
        "where-exploitation-happened-overseas-country": _places(
            [e.country for e in there], "country"
        ),
        "where-exploitation-happened-other-overseas-other-location": Given(
            joined((e.place for e in there), "\n")
        ),
    }


def _places(said: list[str | None], word: str) -> Given:
    places = list(dict.fromkeys(place or "Unknown" for place in said))
    prompt = f"Which {word}? If nobody knows, the form takes “Unknown”."
    if len(places) > MOST_PLACES:
        prompt = f"The form takes ten. Put the others under “address or location”: {places[10:]}"
    elif "Unknown" not in places:
        prompt = ""
    return Given("\n".join(places[:MOST_PLACES]), EPISODE, prompt)


def _where_they_are_now(chronology: Chronology) -> dict[str, Given]:
    town = latest_words(chronology, ReferralPrepared, "current_town")
    region = latest_words(chronology, ReferralPrepared, "current_region")
    # Whatever came in from elsewhere, only a name on the form's own lists leaves with the pack.
    return {
        "current-pv-location-uk-city": text_or(
            town if town in lists.by_value("towns") else "",
            "nrm-referral-prepared",
            "Only the town, never an address. The form takes “Unknown”.",
        ),
        "current-pv-location-uk-region": text_or(
            region if region in lists.by_value("regions") else "",
            "nrm-referral-prepared",
            "Only the region. The form takes “Unknown”.",
        ),
    }


def about_the_exploiters(chronology: Chronology) -> Answers:
    """Who they are, as far as anybody knows, and where."""
    known = chronology.contents(Exploiters)
    if not known:
        none = missing("exploiters", "What is known about them? “Nothing yet” is an answer.")
        return {"who-exploited-pv": none, "exploiters-location": none}
    said = known[-1]
    is_known = said.whereabouts_known is Answer.YES
    found = {
        "who-exploited-pv": Given(joined(dict.fromkeys(e.who for e in known))),
        "exploiters-location": Given("Yes" if is_known else "No"),
    }
    if is_known:
        found["are-exploiters-in-the-uk"] = yes_or_no(
            said.in_uk, "exploiters", "Are they in the United Kingdom?"
        )
        found["exploiters-current-location-details"] = text_or(
            said.whereabouts, "exploiters", "Where are they, or who would know?"
        )
    return found


def about_the_forms(chronology: Chronology) -> Answers:
    """The tick-boxes for how the child was exploited; other people at risk, and what may come."""
    known = episodes(chronology)
    ticked = boxes(forms_of_exploitation(chronology), made_to_do(known))
    found: dict[str, Given] = {
        "types-of-exploitation": text_or(
            "\n".join(box.label for box in ticked), EPISODE, "How was the child exploited?"
        )
    }
    if FormBox.OTHER in ticked:
        others = [e.content.made_to_other for e in known]
        married = any(MadeTo.MARRIAGE in e.content.made_to for e in known)
        found["other-exploitation-details"] = text_or(
            joined((*others, MadeTo.MARRIAGE.label if married else None), "; "),
            EPISODE,
            "What else was the child made to do?",
        )
    return found | _what_may_come(chronology)


def _what_may_come(chronology: Chronology) -> dict[str, Given]:
    kind = "risk-of-further-exploitation"
    known = chronology.contents(RiskOfFurtherExploitation)
    said = known[-1] if known else None
    found = {
        "any-other-pvs": yes_or_no(
            said.others if said else None, kind, "May other people have been exploited too?"
        ),
        "future-exploitation-concerns": yes_or_no(
            said.may_happen if said else None, kind, "Could the child be exploited again?"
        ),
    }
    if said is not None and said.others is Answer.YES:
        found["any-other-pvs-details"] = text_or(
            said.others_details, kind, "What is known about them? Each needs a referral."
        )
    if said is not None and said.may_happen is Answer.YES:
        found["future-exploitation-reasons"] = text_or(said.why, kind, "What makes you think so?")
    return found
