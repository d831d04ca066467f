"""An answer of the record to a question of the form, and what would make it better. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tutela.chronology.entry import Chronology
from tutela.chronology.kinds import Choice, Content
from tutela.chronology.moment import Moment
from tutela.chronology.telling import tell
from tutela.identification.derive import Episode
from tutela.people.choice import Answer


@dataclass(frozen=True)
class Given:
    """The text that can be copied into the form; empty where the record gives none.

    ``record`` is the kind of entry that would mend it, ``prompt`` says what would help.
    """

    text: str = ""
    record: str = ""
    prompt: str = ""


def missing(record: str, prompt: str) -> Given:
    """Nothing is recorded."""
    return Given("", record, prompt)


def text_or(text: str | None, record: str, prompt: str) -> Given:
    """What was recorded, or what to record."""
    return Given(text) if text else missing(record, prompt)


def yes_or_no(answer: Answer | None, record: str, prompt: str) -> Given:
    """Yes, no or not sure, as forms have it; what to do when nobody has asked yet."""
    if answer in {Answer.YES, Answer.NO}:
        return Given(answer.label)
    if answer is Answer.NOT_KNOWN:
        return Given("Not sure")
    return missing(record, prompt)


def joined(parts: Iterable[str | None], between: str = "\n\n") -> str:
    """The parts that say something."""
    return between.join(part for part in parts if part)


def labels(choices: Iterable[Choice]) -> str:
    """The words of several answers, in the order of their set."""
    chosen = list(choices)
    if not chosen:
        return ""
    order = list(type(chosen[0]))
    return "; ".join(choice.label for choice in sorted(chosen, key=order.index))


def span(began: Moment, ended: Moment | None, *, is_open: bool) -> str:
    """From when until when."""
    if ended is not None:
        end = tell(ended)
    else:
        end = "today, as far as is known" if is_open else "a time that is not known"
    start = "a time that is not known" if began.start is None else tell(began)
    return f"from {start} to {end}"


def headline(episode: Episode) -> str:
    """An episode in a line: what for, from when until when."""
    return f"{labels(episode.content.forms)}, " + span(
        episode.began, episode.ended, is_open=episode.is_open
    )


def of_each(episodes: tuple[Episode, ...], text: str) -> str:
    """One field of each episode; with its headline where there are several."""
    said = [(episode, getattr(episode.content, text)) for episode in episodes]
    if len(episodes) == 1:
        return said[0][1] or ""
    return joined(f"{headline(episode)}:\n{words}" for episode, words in said if words)


def latest_words(chronology: Chronology, content: type[Content], field: str) -> str:
    """What the last entry of a kind that answers this question says."""
    said: list[str | None] = [getattr(c, field) for c in chronology.contents(content)]
    return next((words for words in reversed(said) if words), "")
