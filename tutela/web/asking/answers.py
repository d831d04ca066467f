"""Answers as they were typed: names of boxes and what stands in them, before they mean anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from django.http import QueryDict

MOST_BOXES = 2_000
LONGEST = 20_000
"""Characters kept of one box. The longest answer a kind allows is 15,000; what is longer than that
is kept too, so that whoever pasted it can shorten it."""


class Answers:
    """Immutable raw answers. Keys are a field's name, or the name, a hyphen and a part of it."""

    def __init__(self, boxes: Mapping[str, Iterable[str]] | None = None) -> None:
        self._boxes = {key: tuple(values) for key, values in (boxes or {}).items()}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and self._boxes == other._boxes

    def __hash__(self) -> int:
        return hash(self.as_json())

    def __bool__(self) -> bool:
        return any(value for values in self._boxes.values() for value in values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._boxes)

    @classmethod
    def posted(cls, data: QueryDict) -> Answers:
        """What a form sent, without what the form carries for itself."""
        boxes = list(data.lists())[:MOST_BOXES]
        return cls(
            {
                key: [str(value)[:LONGEST] for value in values]
                for key, values in boxes
                if not key.startswith("_") and key != "csrfmiddlewaretoken"
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Answers:
        """What ``as_json`` wrote."""
        return cls(json.loads(text))

    def as_json(self) -> str:
        """For keeping."""
        return json.dumps(self._boxes, ensure_ascii=False, sort_keys=True)

    def one(self, key: str) -> str:
        """The first value in a box; empty when there is none."""
        values = self._boxes.get(key, ())
        return values[0].strip() if values else ""

    def many(self, key: str) -> tuple[str, ...]:
        """All values of a box that are not empty."""
        return tuple(v.strip() for v in self._boxes.get(key, ()) if v.strip())

    def rows(self, name: str) -> int:
        """How many rows of a repeated question were sent."""
        places = [key.split("-")[1] for key in self._boxes if key.startswith(f"{name}-")]
        return max((int(p) + 1 for p in places if p.isdecimal() and len(p) < 4), default=0)

    def only(self, *names: str) -> Answers:
        """The boxes of some fields."""
        return Answers({k: v for k, v in self._boxes.items() if k.split("-")[0] in names})

    def without(self, *names: str) -> Answers:
        """These answers without the boxes of some fields."""
        return Answers({k: v for k, v in self._boxes.items() if k.split("-")[0] not in names})

    def filled(self) -> Answers:
        """The boxes in which something stands."""
        return Answers({k: v for k, v in self._boxes.items() if any(one.strip() for one in v)})

    def merged(self, other: Answers) -> Answers:
        """These answers, with those of another form laid over them."""
        return Answers({**self._boxes, **other._boxes})

    def without_row(self, name: str, row: int) -> Answers:
        """These answers with one row of a repeated question taken out, the later ones moved up."""
        kept: dict[str, tuple[str, ...]] = {}
        for key, values in self._boxes.items():
            parts = key.split("-")
            if parts[0] == name and len(parts) > 1 and parts[1].isdecimal():
                place = int(parts[1])
                if place == row:
                    continue
                if place > row:
                    parts[1] = str(place - 1)
            kept["-".join(parts)] = values
        return Answers(kept)
