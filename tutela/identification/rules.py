"""Rules of identification that are not duties. Pure; each names its source.

None of them decides anything about a child. They say what the law asks, and which box of a public
form an answer belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tutela.chronology.kinds import Choice
from tutela.duties.limits import birthday
from tutela.identification.account import TraffickingElements
from tutela.identification.answers import ExploitationForm, MadeTo
from tutela.people import lists

PANEL_DAYS = 100
"""A local panel decides for children with more than so many days to their 18th birthday.
Source: devolved decision-making pilot, general guidance v6.0."""


@dataclass(frozen=True)
class Elements:
    """Which of act, means and purpose are known or suspected, and whether that is enough."""

    act: bool
    means: bool
    purpose: bool
    is_child: bool

    @property
    def are_enough(self) -> bool:
        """Do they make up what the law calls trafficking?

        For a child, act and purpose; how they were controlled, and whether they agreed, does not
        matter. For somebody who was exploited only as an adult, all three.
        Source: Slavery and Human Trafficking (Definition of Victim) Regulations 2022 (SI 2022/877).
        """
        return self.act and self.purpose and (self.is_child or self.means)

    @property
    def advice(self) -> str:
        """What follows for the worker, who decides."""
        if self.are_enough:
            return (
                "An act and a purpose are set out. Consider a referral to the National Referral "
                "Mechanism. How the child was controlled, and whether they agreed, does not matter."
                if self.is_child
                else "Act, means and purpose are set out. Consider a referral to the National "
                "Referral Mechanism."
            )
        lacking = [
            word
            for word, known in (("what was done", self.act), ("what for", self.purpose))
            if not known
        ]
        if not self.is_child and not self.means:
            lacking.append("how they were controlled")
        return (
            f"Not yet set out: {' and '.join(lacking)}. Slavery, servitude and forced labour need "
            "no movement. You may refer whenever you suspect that a child was exploited."
        )


def elements_of(content: TraffickingElements, *, is_child: bool) -> Elements:
    """Which of the three elements an entry sets out. ``is_child``: at the time of exploitation."""
    return Elements(bool(content.acts), bool(content.means), bool(content.purposes), is_child)


def panel_may_decide(born: date | None, on: date) -> bool:
    """May a local panel of the pilot decide for a child who is referred on this day?

    More than 100 days before the 18th birthday; where no date of birth is known, the panel itself
    will say.
    """
    return born is None or (birthday(born, 18) - on).days > PANEL_DAYS


class FormBox(Choice):
    """The tick-boxes of the public referral form under "How were they exploited?". The values are
    its field names; the labels its words (MIT, UKHomeOffice/modern-slavery)."""

    FORCED_TO_WORK = "forced-to-work", "Forced to work for nothing or almost nothing"
    WAGES_TAKEN = (
        "wages-taken",
        "Wages taken by force or coercion, such as through control of a bank account",
    )
    FRAUD = (
        "forced-to-commit-fraud",
        "Forced to commit fraud, such as using their identity to claim benefits",
    )
    PROSTITUTION = "prostitution", "Forced into prostitution"
    CHILD_SEXUAL = "child-exploitation", "Child sexual exploitation"
    TAKEN = (
        "taken-somewhere",
        "Taken somewhere, held against their will and sexually assaulted",
    )
    CRIME = (
        "forced-to-commit-crime",
        "Forced to commit a crime, such as growing cannabis, drug dealing or begging",
    )
    ORGANS = "organs-removed", "Organs, such as kidneys, removed against their will"
    HOUSEHOLD = (
        "unpaid-household-work",
        "Forced to do unpaid or low paid household work by relatives or strangers",
    )
    OTHER = "other", "Other"


FORM_BOXES: dict[MadeTo, FormBox] = {
    MadeTo.WORK: FormBox.FORCED_TO_WORK,
    MadeTo.WAGES: FormBox.WAGES_TAKEN,
    MadeTo.DEBT: FormBox.FORCED_TO_WORK,
    MadeTo.FRAUD: FormBox.FRAUD,
    MadeTo.SOLD_FOR_SEX: FormBox.CHILD_SEXUAL,
    MadeTo.SEXUAL_ABUSE: FormBox.CHILD_SEXUAL,
    MadeTo.HELD: FormBox.TAKEN,
    MadeTo.IMAGES: FormBox.CHILD_SEXUAL,
    MadeTo.CANNABIS: FormBox.CRIME,
    MadeTo.DRUGS: FormBox.CRIME,
    MadeTo.BEG: FormBox.CRIME,
    MadeTo.STEAL: FormBox.CRIME,
    MadeTo.OTHER_CRIME: FormBox.CRIME,
    MadeTo.HOUSEHOLD: FormBox.HOUSEHOLD,
    MadeTo.MARRIAGE: FormBox.OTHER,
    MadeTo.ORGANS: FormBox.ORGANS,
    MadeTo.OTHER: FormBox.OTHER,
}
"""Which box each thing a child was made to do ticks. The mapping is ours. A child is never said to
have been in prostitution: being sold for sex is child sexual exploitation."""

_BOX_OF_FORM: dict[ExploitationForm, frozenset[FormBox]] = {
    ExploitationForm.LABOUR: frozenset({FormBox.FORCED_TO_WORK, FormBox.WAGES_TAKEN}),
    ExploitationForm.SEXUAL: frozenset({FormBox.CHILD_SEXUAL, FormBox.TAKEN, FormBox.PROSTITUTION}),
    ExploitationForm.CRIMINAL: frozenset({FormBox.CRIME, FormBox.FRAUD}),
    ExploitationForm.ORGANS: frozenset({FormBox.ORGANS}),
    ExploitationForm.DOMESTIC: frozenset({FormBox.HOUSEHOLD}),
}
_USUAL_BOX: dict[ExploitationForm, FormBox] = {
    ExploitationForm.LABOUR: FormBox.FORCED_TO_WORK,
    ExploitationForm.SEXUAL: FormBox.CHILD_SEXUAL,
    ExploitationForm.CRIMINAL: FormBox.CRIME,
    ExploitationForm.ORGANS: FormBox.ORGANS,
    ExploitationForm.DOMESTIC: FormBox.HOUSEHOLD,
}


def boxes(forms: frozenset[ExploitationForm], made_to: frozenset[MadeTo]) -> tuple[FormBox, ...]:
    """The tick-boxes for what is recorded, in the order of the form.

    What a child was made to do says which box; a form of exploitation of which nothing more is
    known ticks its usual one.
    """
    ticked = {FORM_BOXES[one] for one in made_to}
    ticked |= {_USUAL_BOX[form] for form in forms if not ticked & _BOX_OF_FORM[form]}
    return tuple(box for box in FormBox if box in ticked)


def responder_type(organisation: str) -> str:
    """The group under which a first responder is published; empty when the list does not say."""
    item = lists.by_value("first_responders").get(organisation)
    return item.more["type"] if item else ""


def published_name(organisation: str) -> str:
    """The name under which a first responder is counted: all councils are one."""
    item = lists.by_value("first_responders").get(organisation)
    return item.more["published"] if item else organisation


def force_nation(force: str) -> str:
    """The nation that a police force serves (``england``…); empty for one that serves several."""
    item = lists.by_value("police_forces").get(force)
    return item.more["nation"] if item else ""
