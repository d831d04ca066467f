"""What the record does not say yet that the referral form asks: prompts, never a score. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tutela.identification.pack import Pack, PackAnswer
from tutela.identification.referral_form import LONGEST_ANSWER


class PromptKind(StrEnum):
    """Why there is a prompt."""

    MISSING = "missing"  # the form insists on an answer
    BETTER = "better"  # something could be said more fully
    TOO_LONG = "too-long"


@dataclass(frozen=True)
class Prompt:
    """What would help, at which question, and which kind of entry (its slug) to record for it."""

    kind: PromptKind
    question: str
    asks: str
    words: str
    record: str


@dataclass(frozen=True)
class SectionReadiness:
    """A section of the form with its prompts; none means that nothing is asked for."""

    title: str
    prompts: tuple[Prompt, ...]

    @property
    def missing(self) -> tuple[Prompt, ...]:
        """What the form can't be sent without."""
        return tuple(p for p in self.prompts if p.kind is PromptKind.MISSING)


def readiness(pack: Pack) -> tuple[SectionReadiness, ...]:
    """Prompts for each section of the form, in its order.

    A referral can be sent with prompts open: suspicion is enough, and a child must not wait for a
    better form.
    """
    return tuple(
        SectionReadiness(section.title, tuple(p for a in section.answers for p in _prompts(a)))
        for section in pack.sections
    )


def _prompts(answer: PackAnswer) -> list[Prompt]:
    found = []
    if answer.is_missing:
        found.append(_prompt(PromptKind.MISSING, answer, answer.given.prompt))
    elif answer.given.prompt:
        found.append(_prompt(PromptKind.BETTER, answer, answer.given.prompt))
    if answer.is_too_long:
        length = f"{len(answer.given.text):,}"
        words = f"This has {length} characters. The form takes {LONGEST_ANSWER:,}."
        found.append(_prompt(PromptKind.TOO_LONG, answer, words))
    return found


def _prompt(kind: PromptKind, answer: PackAnswer, words: str) -> Prompt:
    question = answer.question
    return Prompt(kind, question.id, question.question, words, answer.given.record)
