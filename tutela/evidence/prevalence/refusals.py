"""The named ways in which an estimate can't be given.

Two families. `BadInput`: the file is not a table of capture patterns, and somebody must mend it.
`Refusal`: the table is sound, but the method has no finite or no unique answer on it. A number is
never given in either case.
"""

from __future__ import annotations

from dataclasses import dataclass


class BadInput(ValueError):
    """The input can't be read as capture patterns. `name` is stable, `words` say what to mend.

    `people` is how many the table holds, where that much is known: a stratum with an empty list
    can't be a table by itself, but its people exist.
    """

    def __init__(self, name: str, words: str, people: int = 0) -> None:
        super().__init__(f"{name}: {words}")
        self.name = name
        self.words = words
        self.people = people


@dataclass(frozen=True)
class Existence:
    """Whether the extended maximum likelihood estimate exists and is unique (Fienberg, Rinaldo).

    Codes: 0 exists; 1 no finite estimate; 2 the parameters are not identifiable; 3 both.
    """

    code: int

    @property
    def words(self) -> str:
        return EXISTENCE_WORDS[self.code]


EXISTENCE_WORDS = {
    0: "The estimate exists and is unique.",
    1: "No finite estimate exists: the likelihood grows without end along some direction.",
    2: "The parameters are not identifiable: many values fit these counts equally well.",
    3: "No finite estimate exists, and the parameters are not identifiable.",
}


EXISTS = Existence(0)


class Refusal(Exception):
    """A named statistical refusal: the table is sound, but this method has no honest answer."""

    def __init__(self, name: str, words: str, existence: Existence | None = None) -> None:
        super().__init__(f"{name}: {words}")
        self.name = name
        self.words = words
        self.existence = existence
