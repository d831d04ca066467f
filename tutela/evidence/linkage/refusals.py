"""The named ways in which a linkage is refused: sound lists, but no honest answer."""

from __future__ import annotations


class Refusal(Exception):
    """`name` is stable, `words` say why and what to do."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(f"{name}: {words}")
        self.name = name
        self.words = words
