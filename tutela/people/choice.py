"""A fixed set of answers, each with the words a person reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """One of a fixed set of answers, each with the words a person reads::

    class GroundsOutcome(Choice):
        POSITIVE = "positive", "Positive"
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """A member whose value is stored and whose label is shown."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("-", " ").capitalize()
        return member


class Answer(Choice):
    """Yes or no, or why there is neither: these are kept apart, for they mean different things."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not-known", "Not known"
    NOT_ASKED = "not-asked", "Not asked yet"
    NOT_SAID = "not-said", "They did not wish to say"
