"""What is compared, and how closely it may agree: six comparisons, the best level first.

How common a name is where a child comes from (Nguyễn, Mohamed, Khan) is a number of the *model*
(`Model.bits`), not of the lists: each part of a name has bits of information, and a level asks how
many the shared parts have. So the same numbers hold on any engine, on a list of fifty and on a list
of a million, and where a store holds no name at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from tutela.evidence.linkage.conditions import (
    All,
    BothAtLeast,
    Condition,
    Features,
    Not,
    Otherwise,
    Same,
    Shares,
    Within,
)


@dataclass(frozen=True)
class Level:
    """One degree of agreement. `name` is its name in a model file, `words` what people read.

    `neutral`: the level is evidence neither way, whatever was counted (m = u).
    """

    name: str
    words: str
    condition: Condition
    neutral: bool = False


@dataclass(frozen=True)
class Comparison:
    """A column or two, its levels, and what is said where none of them holds.

    `missing` names the column whose absence in either record makes this no evidence at all.
    """

    name: str
    words: str
    missing: str
    levels: tuple[Level, ...]
    otherwise: Level

    @property
    def all_levels(self) -> tuple[Level, ...]:
        """The best first, `otherwise` last."""
        return (*self.levels, self.otherwise)

    @property
    def level_names(self) -> tuple[str, ...]:
        """In the same order; a level's place here is its number in `engine.agreement`."""
        return tuple(level.name for level in self.all_levels)

    def level_of(self, left: Features, right: Features) -> Level | None:
        """The first level that holds, or None where one side says nothing."""
        if left[self.missing] is None or right[self.missing] is None:
            return None
        return next(level for level in self.all_levels if level.condition.holds(left, right))


_ELSE = Otherwise()

# Bits of information in the parts that two names share.
_MUCH, _SOME, _LITTLE = 14, 9, 5

_SAME_KEY = Same("name_key")
_MUCH_SHARED = Shares("telling", _MUCH)
_SOME_SHARED = Shares("telling", _SOME)
_ALL_BUT_ONE_MISSPELT = Shares("near_rest")
# Some parts agree, and both names have others that don't: so do those of brothers, sisters and
# twins, and of a group that was given one surname. A third part makes room for two to agree, as
# where children bear their father's and grandfather's names.
_ONE_AGREES = All((Shares("skeletons", 1), Not(Shares("skeletons", 2)), BothAtLeast("parts", 2)))
_TWO_AGREE = All((Shares("skeletons", 2), Not(Shares("skeletons", 3)), BothAtLeast("parts", 3)))

NAME = Comparison(
    "name",
    "Name",
    "name_key",
    (
        Level(
            "same-very-telling",
            "the same name in the same spelling, and a rare one",
            All((Same("name_sorted"), _MUCH_SHARED)),
        ),
        Level(
            "same-telling",
            "the same name in the same spelling, and not a common one",
            All((Same("name_sorted"), _SOME_SHARED)),
        ),
        Level("same", "the same name in the same spelling, but a common one", Same("name_sorted")),
        Level(
            "sounds-very-telling",
            "the same name in another spelling, and a rare one",
            All((_SAME_KEY, _MUCH_SHARED)),
        ),
        Level(
            "sounds-telling",
            "the same name in another spelling, and not a common one",
            All((_SAME_KEY, _SOME_SHARED)),
        ),
        Level("sounds", "the same name in another spelling, but a common one", _SAME_KEY),
        Level("divided", "the same consonants, divided into other words", Same("name_letters")),
        Level("misspelt", "all parts agree, one of them nearly", _ALL_BUT_ONE_MISSPELT),
        Level("two-agree", "two parts agree and both names have another that differs", _TWO_AGREE),
        Level("one-agrees", "one part agrees and both names have others that differ", _ONE_AGREES),
        Level("contained-very-telling", "one name is part of the other, and rare", _MUCH_SHARED),
        Level("contained-telling", "one name is part of the other, not common", _SOME_SHARED),
        Level(
            "contained-little",
            "one name is part of the other, and common",
            Shares("telling", _LITTLE),
        ),
        Level("contained", "one name is part of the other, and very common", Shares("skeletons")),
        Level("near", "one part nearly agrees", Shares("near")),
    ),
    Level("differs", "no part of the names agrees", _ELSE),
)

SIBLING_SHAPE: tuple[str, ...] = ("one-agrees", "two-agree")
"""Levels at which the names of brothers, sisters and twins agree."""

BIRTH = Comparison(
    "birth",
    "Date of birth",
    "born_year",
    (
        # One day of birth and parts of a name are what twins share. The levels of the name have
        # had their say; the day adds nothing, so that twins are never joined by it.
        *(
            Level(
                f"twins-{name}",
                "the same day, but only some parts of the names agree, as those of twins do",
                All((Same("born"), Not(_ALL_BUT_ONE_MISSPELT), shape)),
                neutral=True,
            )
            for name, shape in (("one", _ONE_AGREES), ("two", _TWO_AGREE))
        ),
        Level("same-day", "the same day", Same("born")),
        Level("slip", "one digit differs, or day and month are swapped", Shares("born_slips")),
        Level(
            "year-only-both",
            "the same year, and neither says more",
            All((Same("born_year"), BothAtLeast("born_vague", 1))),
        ),
        Level(
            "year-only",
            "the same year, and one of them says no more",
            All((Same("born_year"), Not(BothAtLeast("born_exact", 1)))),
        ),
        Level("same-year", "the same year, another day", Same("born_year")),
        Level(
            "assessed",
            "up to two years apart, where an age was estimated or only a year is known",
            All((Within("born_year", 2), Not(BothAtLeast("born_exact", 1)))),
        ),
        Level("next-year", "a year apart, both with a day", Within("born_year", 1)),
    ),
    Level("differs", "years apart", _ELSE),
)

NATIONALITY = Comparison(
    "nationality",
    "Nationality",
    "nationality",
    (
        Level("same", "the same", Same("nationality")),
        Level("confused", "two that are often taken for each other", Shares("nationality_kin")),
    ),
    Level("differs", "different", _ELSE),
)

SEX = Comparison(
    "sex", "Sex", "sex", (Level("same", "the same", Same("sex")),), Level("differs", "other", _ELSE)
)

PLACE = Comparison(
    "place",
    "Place",
    "place",
    (Level("same", "the same", Same("place")),),
    Level("differs", "another", _ELSE),
)

REFERENCE = Comparison(
    "reference",
    "Reference",
    "reference",
    (Level("same", "a reference number in common", Shares("reference_numbers")),),
    Level("differs", "other reference numbers", _ELSE),
)

COMPARISONS = (NAME, BIRTH, NATIONALITY, SEX, PLACE, REFERENCE)
