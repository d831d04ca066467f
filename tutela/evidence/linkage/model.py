"""A linkage model: its numbers, as a file that a person can read and any engine can use.

Fellegi and Sunter (1969): for each level of each comparison, m is the chance of seeing it in two
records of one child, u in records of two different children. The weight of a level is log2(m / u)
bits; weights add up. Three more numbers make a probability of the sum: the prior (the chance that
two records taken at random are one child), and a slope and an offset, for the comparisons are not
independent and the plain sum is too sure of itself.

A model saved by Splink carries the SQL of one engine. This file carries numbers only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from math import log2
from pathlib import Path
from typing import Any

from tutela.evidence.linkage.comparisons import COMPARISONS, Comparison, Level
from tutela.evidence.linkage.conditions import Features
from tutela.evidence.problems import BadInputError, Problem

FORMAT = "tutela-linkage-model"
FORMAT_VERSION = 1
SHIPPED = "model-1.json"

Numbers = Mapping[str, Mapping[str, tuple[float, float]]]
"""(m, u) by comparison and level."""


@dataclass(frozen=True)
class Model:
    """All numbers of a linkage. `bits`: how telling a skeleton is, where it is not rare."""

    name: str
    trained_on: str
    numbers: Numbers
    prior: float
    slope: float
    offset: float
    bits: Mapping[str, int]
    history: tuple[str, ...] = ()

    def weight(self, comparison: Comparison, level: Level | None) -> float:
        """Bits of evidence; 0 where one side says nothing, and where a level is neutral."""
        if level is None or level.neutral:
            return 0.0
        m, u = self.numbers[comparison.name][level.name]
        return log2(m / u)

    def evidence(self, left: Features, right: Features) -> float:
        """All bits together, without the prior and before the slope."""
        return sum(self.weight(c, c.level_of(left, right)) for c in COMPARISONS)

    def probability(self, evidence: float) -> float:
        """The chance that two records with so much evidence are one child."""
        bits = self.slope * evidence + self.offset + log2(self.prior / (1 - self.prior))
        return float(1 / (1 + 2**-bits)) if bits > -1000 else 0.0

    def evidence_for(self, probability: float) -> float:
        """The bits that it takes to reach a probability."""
        odds = log2(probability / (1 - probability)) - log2(self.prior / (1 - self.prior))
        return (odds - self.offset) / self.slope

    @property
    def version(self) -> str:
        """The first twelve digits of a digest over the numbers: other numbers, another version."""
        return hashlib.sha256(_canonical(self._content()).encode()).hexdigest()[:12]

    def _content(self) -> dict[str, Any]:
        return {
            "prior": self.prior,
            "slope": self.slope,
            "offset": self.offset,
            "comparisons": {
                c.name: {
                    name: dict(zip("mu", self.numbers[c.name][name], strict=True))
                    for name in c.level_names
                    if name in self.numbers[c.name]
                }
                for c in COMPARISONS
            },
            "bits": dict(sorted(self.bits.items())),
        }

    def as_json(self) -> dict[str, Any]:
        """What a model file holds."""
        return {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "name": self.name,
            "version": self.version,
            "trained_on": self.trained_on,
            "history": list(self.history),
            **self._content(),
        }

    def write(self, path: Path) -> None:
        path.write_text(
            json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )

    def changed(self, line: str, **numbers: Any) -> Model:
        """With other numbers, and a line of history that says where they come from."""
        return replace(self, **numbers, history=(*self.history, line))


def _canonical(content: dict[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def shipped_model() -> Model:
    """The model that comes with Tutela, trained on a synthetic population."""
    text = files("tutela.evidence.linkage").joinpath(f"data/{SHIPPED}").read_text(encoding="utf-8")
    return parse_model(text, SHIPPED)


def read_model(path: Path) -> Model:
    """Read a model file. Raises `BadInputError` where it isn't one, or was changed by hand."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise BadInputError(path.name, [Problem("is not UTF-8 text")]) from fault
    return parse_model(text, path.name)


def parse_model(text: str, source: str) -> Model:
    """The model in a JSON text. Raises `BadInputError`."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadInputError(source, [Problem(f"is not JSON: {fault}")]) from fault
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BadInputError(source, [Problem(f"is not a model file (“format”: “{FORMAT}”)")])
    if content.get("format_version") != FORMAT_VERSION:
        raise BadInputError(
            source,
            [Problem(f"has format version {content.get('format_version')}, not {FORMAT_VERSION}")],
        )
    try:
        model = _built(content)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise BadInputError(
            source, [Problem(f"lacks a number, or holds none: {fault!r}")]
        ) from fault
    problems = [Problem(words) for words in faults(model)]
    if content.get("version") != model.version:
        problems.append(
            Problem(
                f"says version {content.get('version')}, but its numbers are those of"
                f" {model.version}: it was changed after it was written"
            )
        )
    if problems:
        raise BadInputError(source, problems)
    return model


def _built(content: dict[str, Any]) -> Model:
    return Model(
        name=str(content["name"]),
        trained_on=str(content["trained_on"]),
        numbers={
            c.name: {
                name: (
                    float(content["comparisons"][c.name][name]["m"]),
                    float(content["comparisons"][c.name][name]["u"]),
                )
                for name in c.level_names
            }
            for c in COMPARISONS
        },
        prior=float(content["prior"]),
        slope=float(content["slope"]),
        offset=float(content["offset"]),
        bits={str(part): int(bits) for part, bits in content["bits"].items()},
        history=tuple(map(str, content.get("history", ()))),
    )


def faults(model: Model) -> list[str]:
    """What no sound model can have: numbers that are no chances, or agreement that speaks against.

    Training without labels drifts until agreeing says "different" and differing says "the same";
    such a model is refused rather than used.
    """
    found = []
    for comparison in COMPARISONS:
        for name in comparison.level_names:
            m, u = model.numbers[comparison.name][name]
            if not (0 < m < 1 and 0 < u < 1):
                found.append(f"{comparison.name}, {name}: m and u must lie between 0 and 1")
        best, worst = comparison.level_names[0], comparison.level_names[-1]
        for name, sign in ((best, 1), (worst, -1)):
            level = next(one for one in comparison.all_levels if one.name == name)
            m, u = model.numbers[comparison.name][name]
            if not level.neutral and 0 < m < 1 and 0 < u < 1 and sign * log2(m / u) <= 0:
                found.append(
                    f"{comparison.name}, {name}: m = {m:g}, u = {u:g} say the opposite of what"
                    " agreeing and differing mean; the training has drifted"
                )
    if not 0 < model.prior < 1:
        found.append("prior: must lie between 0 and 1")
    if not 0 < model.slope <= 2:
        found.append("slope: must lie above 0 and not above 2")
    return found
