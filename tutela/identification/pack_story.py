"""The part of the referral pack that tells what happened, from the entries of this room. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tutela.chronology.entry import Chronology
from tutela.chronology.telling import tell
from tutela.identification import indicators
from tutela.identification.account import (
    AccountGiven,
    Concern,
    Exploiters,
    JourneyStage,
    LifeBefore,
)
from tutela.identification.answers import LastContact, Stage
from tutela.identification.derive import (
    Episode,
    episodes,
    journey,
    made_to_do,
    what_explains_gaps,
)
from tutela.identification.given import (
    Given,
    headline,
    joined,
    labels,
    latest_words,
    missing,
    of_each,
    text_or,
    yes_or_no,
)
from tutela.identification.mechanism import ReferralPrepared
from tutela.people.choice import Answer

EPISODE = "exploitation-episode"
Answers = Mapping[str, Given]

_FORM_CONTACT = {
    LastContact.YEAR: "Within the last 6 to 12 months",
}


def about_the_life_before(chronology: Chronology) -> Answers:
    """Birthplace, family, school, work."""
    prompts = {
        "birthplace": ("birthplace", "Where was the child born? A town or village is enough."),
        "family": ("family", "Who are their parents, brothers and sisters?"),
        "education": ("education", "What schooling have they had? “None” is an answer."),
        "work": ("employment-history", "What work have they done? “None” is an answer."),
    }
    return {
        question: text_or(latest_words(chronology, LifeBefore, field), "life-before", prompt)
        for field, (question, prompt) in prompts.items()
    }


def about_exploitation(chronology: Chronology) -> Answers:
    """How often, when, how it began, the journey, a day, how it ended, the last contact."""
    known = episodes(chronology)
    return {
        **_how_often_and_when(known),
        **_the_journey(chronology),
        **_a_day(known),
        **_whether_it_goes_on(known),
        **_the_last_contact(chronology),
        **_whether_told_before(chronology),
    }


def _how_often_and_when(known: tuple[Episode, ...]) -> Answers:
    if not known:
        none = missing(EPISODE, "Record what is known of the exploitation, however little.")
        return {
            "potential-victim-exploitative-situation-multiple": none,
            "when-did-the-exploitation-take-place": none,
            "how-did-the-exploitation-start": none,
        }
    undated = any(episode.began.start is None for episode in known)
    return {
        "potential-victim-exploitative-situation-multiple": Given(
            "Yes" if len(known) > 1 else "No"
        ),
        "when-did-the-exploitation-take-place": Given(
            joined((headline(episode) for episode in known), "\n"),
            EPISODE,
            "When did it begin? A year, a season or how old the child was is enough."
            if undated
            else "",
        ),
        "how-did-the-exploitation-start": text_or(
            of_each(known, "how_started"), EPISODE, "How did it start? What was promised?"
        ),
    }


def _the_journey(chronology: Chronology) -> Answers:
    moved = {Stage.TRANSPORT, Stage.TRANSFER, Stage.HARBOURING}
    stages = journey(chronology)
    if not stages:
        return {
            "were-they-taken-somewhere-by-their-exploiter": missing(
                "journey-stage",
                "Was the child taken anywhere, even within one town? If not, answer No.",
            )
        }
    told = joined(_stage(tell(entry.happened), stage) for entry, stage in stages)
    return {
        "were-they-taken-somewhere-by-their-exploiter": Given(
            "Yes" if any(stage.stage in moved for _, stage in stages) else "No"
        ),
        "were-they-taken-somewhere-by-their-exploiter-journey-details": Given(told),
    }


def _stage(when: str, stage: JourneyStage) -> str:
    here = joined((stage.from_place, stage.from_country), ", ")
    there = joined((stage.to_place, stage.to_country), ", ")
    way = joined((here and f"from {here}", there and f"to {there}"), " ")
    head = joined((f"{stage.stage.label} ({when})", way), ", ")
    more = (labels(stage.movement), stage.how, stage.who, stage.debt)
    return joined((f"{head}.", *more), "\n")


def _a_day(known: tuple[Episode, ...]) -> Answers:
    made_to = labels(made_to_do(known))
    others = joined((e.content.made_to_other for e in known), "; ")
    pay = joined((e.content.pay and f"Pay: {e.content.pay}" for e in known), "\n")
    day = of_each(known, "day") if known else ""
    return {
        "what-were-they-required-to-do": Given(
            joined((joined((made_to, others), "; "), day, pay)),
            EPISODE,
            "" if day else "What was a day like? What did they have to do, for how long?",
        ),
        "living-conditions": text_or(
            of_each(known, "living") if known else "",
            EPISODE,
            "Where did they sleep, wash and eat?",
        ),
        "how-they-were-treated": text_or(
            of_each(known, "treatment") if known else "", EPISODE, "How were they treated?"
        ),
    }


def _whether_it_goes_on(known: tuple[Episode, ...]) -> Answers:
    still = {episode.content.still for episode in known}
    if Answer.YES in still:
        return {
            "still-in-exploitative-situation": Given("Yes"),
            "what-is-keeping-them-in-situation": text_or(
                of_each(known, "held_there"), EPISODE, "What keeps them there?"
            ),
        }
    if still == {Answer.NO}:
        return {
            "still-in-exploitative-situation": Given("No"),
            "how-why-did-they-leave-the-situation": text_or(
                of_each(known, "got_away"), EPISODE, "How did they get away? Who helped?"
            ),
        }
    return {
        "still-in-exploitative-situation": missing(
            EPISODE, "Is it still going on? If nobody knows, treat it as if it were."
        )
    }


def _the_last_contact(chronology: Chronology) -> Answers:
    known = chronology.contents(Exploiters)
    if not known:
        return {
            "when-last-contact": missing(
                "exploiters", "When were they last in contact? “Not sure” is an answer."
            )
        }
    last = known[-1].last_contact
    return {
        "when-last-contact": Given(_FORM_CONTACT.get(last, last.label)),
        "details-last-contact": Given(known[-1].contact or ""),
    }


def _whether_told_before(chronology: Chronology) -> Answers:
    accounts = chronology.contents(AccountGiven)
    prompt = "Had the child told anybody before?"
    answer = accounts[-1].told_before if accounts else None
    found = {"is-this-the-first-chance-to-report": yes_or_no(answer, "account-given", prompt)}
    if answer is Answer.YES:
        found["is-this-the-first-chance-to-report-details"] = text_or(
            accounts[-1].told_before_details, "account-given", "Whom, and what came of it?"
        )
    found["why-report-now"] = text_or(
        latest_words(chronology, AccountGiven, "what_made_it_possible"),
        "account-given",
        "What made it possible to tell now, or hard to tell before?",
    )
    return found


def about_the_account(chronology: Chronology) -> Answers:
    """Indicators, how the account was given, what the worker sees, and what explains gaps."""
    return {
        **_indicators(chronology),
        "where-how-interview-carried-out": text_or(
            latest_words(chronology, AccountGiven, "setting"),
            "account-given",
            "Where and how was it told? The child should not have to tell it again.",
        ),
        "professional-insight": text_or(
            latest_words(chronology, AccountGiven, "insight"),
            "account-given",
            "What do you see, as the professional who knows the child?",
        ),
        **_what_explains_gaps(chronology),
        **_others_involved(chronology),
    }


def _indicators(chronology: Chronology) -> Answers:
    noted = [one for concern in chronology.contents(Concern) for one in concern.indicators]
    if not noted:
        return {
            "modern-slavery-indicators": missing(
                "concern", "Which indicators were noticed, and what was seen?"
            )
        }
    bare = [one for one in noted if not one.note]
    lines = (
        f"{indicators.words(one.value)}: {one.note}" if one.note else indicators.words(one.value)
        for one in noted
    )
    return {
        "modern-slavery-indicators": Given("Yes"),
        "modern-slavery-indicators-details": Given(
            joined(dict.fromkeys(lines), "\n"),
            "concern",
            "Say beside each indicator what was seen or said." if bare else "",
        ),
    }


def _what_explains_gaps(chronology: Chronology) -> Answers:
    if not chronology.contents(AccountGiven):
        return {
            "evidence-of-dishonesty": missing(
                "account-given",
                "What explains what is missing, late or told in several ways? Your words stand "
                "in the pack where the form asks its question about credibility.",
            )
        }
    reasons, words = what_explains_gaps(chronology)
    return {
        "evidence-of-dishonesty": Given("No"),
        "evidence-of-dishonesty-details": Given(
            joined((labels(reasons), *words)),
            "account-given",
            "Say in your words what explains the gaps." if reasons and not words else "",
        ),
    }


def _others_involved(chronology: Chronology) -> Answers:
    prepared = chronology.contents(ReferralPrepared)
    if not prepared:
        return {
            "are-others-involved": missing(
                "nrm-referral-prepared", "Which other professionals are involved?"
            )
        }
    others = latest_words(chronology, ReferralPrepared, "others_involved")
    found = {"are-others-involved": Given("Yes" if others else "No")}
    return found | ({"are-others-involved-details": Given(others)} if others else {})
