"""A minimal store to check a child against at intake: apart from case records, and without names.

It holds, for each record, the columns that a model compares, with every text replaced by a digest
under a key that is not in the store; the year of birth (to compare ages); and which lead may be
named. Who has the file but not the key can't read a name from it, nor try names out on it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from tutela.evidence.linkage.features import features, key_codes
from tutela.evidence.linkage.model import Model, parse_model
from tutela.evidence.linkage.people import Person

SHORTEST_KEY = 16
RECORDS, KEYS = "records.parquet", "keys.parquet"
_PLAIN = ("parts", "born_year", "born_exact", "born_vague", "reference")
"""Numbers that are compared as numbers, or that say only how much is known."""

_ARRAYS = ("skeletons", "telling", "near", "near_rest", "born_slips", "nationality_kin")
_TEXTS = ("name_sorted", "name_key", "name_letters", "born", "nationality", "sex", "place")


@dataclass(frozen=True)
class Store:
    """The store, opened with its key. `rows` hold what is compared, `leads` who may be named."""

    model: Model
    rows: pl.DataFrame
    leads: tuple[str, ...]
    key: bytes
    _keys: npt.NDArray[np.int64]
    _places: npt.NDArray[np.int64]

    def candidates(self, keys: Iterable[int], largest: int) -> set[int]:
        """Places of the records that share a key which no more than `largest` share."""
        found: set[int] = set()
        for key in keys:
            low, high = np.searchsorted(self._keys, (key, key + 1))
            if high - low <= largest:
                found.update(map(int, self._places[low:high]))
        return found

    def row(self, place: int) -> dict[str, Any]:
        """What is held of one record."""
        return self.rows.row(place, named=True)


def veiled(person: Person, model: Model, key: bytes) -> tuple[dict[str, Any], list[int]]:
    """What the store holds of a person, and the keys to find it by."""
    made = features(person, model.bits)
    row: dict[str, Any] = {name: made.row[name] for name in _PLAIN}
    for name in _TEXTS:
        row[name] = None if made.row[name] is None else _digest(key, name, made.row[name])
    for name in (*_ARRAYS, "reference_numbers"):
        row[name] = sorted(_digest(key, name, str(one)) for one in made.row[name])
    return row, sorted(_digest(key, "key", str(code)) for code in key_codes(made))


def _digest(key: bytes, column: str, text: str) -> int:
    made = hashlib.blake2b(f"{column}\x1f{text}".encode(), key=key[:64], digest_size=8).digest()
    # Shifted by one: `candidates` looks for the key and the number after it.
    return int.from_bytes(made, "big", signed=True) >> 1


def build(
    people: Mapping[Person, str] | Iterable[tuple[Person, str]], model: Model, key: bytes
) -> Store:
    """A store of people, each with the lead who may be named. `key`: 16 secret bytes or more."""
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"the key has {len(key)} bytes; {SHORTEST_KEY} are the fewest")
    pairs = people.items() if isinstance(people, Mapping) else people
    rows, found, leads = [], [], []
    for person, lead in pairs:
        row, keys = veiled(person, model, key)
        rows.append(row)
        found.append(keys)
        leads.append(lead)
    return _indexed(model, pl.DataFrame(rows, schema=_SCHEMA), found, leads, key)


_SCHEMA: dict[str, Any] = {
    **dict.fromkeys(_PLAIN, pl.Int64),
    **dict.fromkeys(_TEXTS, pl.Int64),
    **dict.fromkeys((*_ARRAYS, "reference_numbers"), pl.List(pl.Int64)),
}


def _indexed(
    model: Model, rows: pl.DataFrame, keys: list[list[int]], leads: list[str], key: bytes
) -> Store:
    flat = np.fromiter((one for own in keys for one in own), dtype=np.int64)
    places = np.repeat(np.arange(len(keys), dtype=np.int64), [len(own) for own in keys])
    order = np.argsort(flat, kind="stable")
    return Store(model, rows, tuple(leads), key, flat[order], places[order])


def save(store: Store, folder: Path) -> None:
    """Write the store, without its key, to a folder that only its owner may read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    leads = pl.Series("lead", store.leads, dtype=pl.String)
    store.rows.with_columns(leads).write_parquet(folder / RECORDS)
    # In the order in which they are searched: who opens the store to ask one question waits less.
    pl.DataFrame({"key": store._keys, "place": store._places}).write_parquet(folder / KEYS)
    store.model.write(folder / "model.json")
    for name in (RECORDS, KEYS, "model.json"):
        os.chmod(folder / name, 0o600)


def load(folder: Path, key: bytes) -> Store:
    """Open a store with its key."""
    table = pl.read_parquet(folder / RECORDS)
    index = pl.read_parquet(folder / KEYS)
    model = parse_model((folder / "model.json").read_text(encoding="utf-8"), "model.json")
    return Store(
        model,
        table.drop("lead"),
        tuple(table["lead"]),
        key,
        index["key"].to_numpy(),
        index["place"].to_numpy(),
    )
