"""Made-up facts: a strategy for small ones, and a quick maker of many."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
from hypothesis import strategies as st

from tutela.evidence import vocabulary as words
from tutela.evidence.bulletin.fact_tables import FactTable
from tutela.evidence.exploitation import Exploitation
from tutela.evidence.facts import SCHEMA

FIRST, DAYS = date(2021, 1, 1), 3 * 365
NAMES = ("Vietnamese", "Albanian", "UK", "Ivorian", "São Toméan", "Sao Toméan", words.UNKNOWN)


def days():
    """A date within three years."""
    return st.integers(0, DAYS).map(lambda day: FIRST + timedelta(days=day))


@st.composite
def referral(draw, key):
    """One fact as the feed gives it, its decisions after its referral."""
    referred = draw(days())
    later = st.integers(0, 400).map(lambda day: referred + timedelta(days=day))
    reasonable, conclusive = (draw(st.none() | st.sampled_from(words.OUTCOMES)) for _ in range(2))
    some = st.frozensets(st.sampled_from(NAMES[:-1]), max_size=2)
    return {
        "referral_key": f"r{key}",
        "child_key": draw(st.sampled_from(["c1", "c2", "c3"])),
        "referred_on": referred,
        "age_at_exploitation": draw(st.sampled_from(words.AGES)),
        "gender": draw(st.sampled_from(words.GENDERS)),
        "nationalities": draw(some),
        "exploitation_types": draw(st.frozensets(st.sampled_from(list(Exploitation)))),
        "county_lines": draw(st.none() | st.booleans()),
        "location_of_exploitation": draw(st.sampled_from(words.LOCATIONS)),
        "first_responder": draw(st.sampled_from(["Kent Police", "Dyfed-Powys Police"])),
        "first_responder_type": draw(st.sampled_from(words.RESPONDER_TYPES)),
        "police_force": draw(st.none() | st.sampled_from(["Kent Police", "Police Scotland"])),
        "reasonable_grounds": reasonable,
        "reasonable_grounds_on": reasonable and draw(later),
        "conclusive_grounds": conclusive,
        "conclusive_grounds_on": conclusive and draw(later),
        "withdrawn_on": draw(st.none() | later),
    }


def referrals(max_size=25):
    """Some facts, each with its own key."""
    return st.integers(0, max_size).flatmap(
        lambda size: st.tuples(*(referral(key) for key in range(size))).map(list)
    )


@st.composite
def fact_rows(draw, table: FactTable, max_size=15):
    """Rows of a further fact table: dates in order, unknowns, accents."""
    rows = []
    for number in range(draw(st.integers(0, max_size))):
        start = draw(days())
        row = {}
        for field in table.fields:
            if field.kind == "key":
                value = f"k{draw(st.integers(0, 4))}" if field.name == "child_key" else f"k{number}"
            elif field.kind == "date":
                ahead = draw(st.integers(0, 40))
                start = start + timedelta(days=ahead)
                value = start if field.required else draw(st.none() | st.just(start))
            else:
                choice = field.allowed or ("Ynys Môn", "Kent", "Vietnam", "Việt Nam")
                value = draw(st.sampled_from(choice))
            row[field.name] = value
        rows.append(row)
    return rows


def many(size: int, seed: int = 1) -> pl.DataFrame:
    """So many referral facts as a frame, quickly: for speed and for whole bulletins."""
    chance = np.random.default_rng(seed)
    day = np.datetime64(FIRST) + chance.integers(0, DAYS, size)
    reasonable = chance.random(size)
    conclusive = chance.random(size)
    forces = ("Kent Police", "Metropolitan Police Service", "Police Scotland", "Gwent Police")
    nations = ("England", "England", "Scotland", "Wales")
    force = chance.integers(0, 4, size)
    nationality = np.array([*NAMES[:5], "Albanian and Greek"])[chance.integers(0, 6, size)]
    rg_on = day + chance.integers(1, 60, size)
    frame = pl.DataFrame(
        {
            "referral_key": np.char.add("r", np.arange(size).astype(str)),
            "child_key": np.char.add("c", (np.arange(size) * 9 // 10).astype(str)),
            "referred_on": day,
            "age": _pick(words.AGES, (0.5, 0.45, 0.05), size, chance),
            "gender": _pick(words.GENDERS, (0.24, 0.74, 0.01, 0.01), size, chance),
            "nationality": nationality,
            "exploitation": chance.choice([0, 1, 2, 3, 16, 18, 4, 8], size),
            "county_lines": _pick(words.YES_NO, (0.15, 0.8, 0.05), size, chance),
            "location": _pick(words.LOCATIONS, (0.35, 0.45, 0.15, 0.05), size, chance),
            "responder": np.array(forces)[chance.integers(0, 4, size)],
            "responder_type": _pick(
                words.RESPONDER_TYPES, (0.5, 0.2, 0.05, 0.2, 0.05), size, chance
            ),
            "force": np.array(forces)[force],
            "country": np.array(nations)[force],
            "area": np.array(["Kent", "Gwynedd", "Hull"])[chance.integers(0, 3, size)],
            "authority": _pick(words.COMPETENT_AUTHORITIES, (0.75, 0.2, 0.04, 0.01), size, chance),
            "reasonable_grounds": np.where(reasonable < 0.8, "Positive", "Negative"),
            "reasonable_grounds_on": rg_on,
            "conclusive_grounds": np.where(conclusive < 0.7, "Positive", "Negative"),
            "conclusive_grounds_on": rg_on + chance.integers(30, 700, size),
        }
    )
    pending = pl.lit(reasonable) > 0.95
    later = pl.lit(conclusive) > 0.8
    frame = frame.with_columns(
        pl.when(pending).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("reasonable_grounds", "reasonable_grounds_on")
    ).with_columns(
        pl.when(later).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("conclusive_grounds", "conclusive_grounds_on")
    )
    return frame.with_columns(
        pl.col("nationality").str.split(" and ").alias("nationalities"),
        pl.lit(None, pl.Date).alias("withdrawn_on"),
    ).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def _pick(values, shares, size, chance):
    return np.array(values)[chance.choice(len(values), size, p=shares)]
