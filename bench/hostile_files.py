"""Sends every hostile file through the way of a real one, and measures what comes out.

Run: python -m bench.hostile_files [--json]

Each is taken in as from a browser, and what is kept is made into a file for a reader again.
Counted: marks of a place or an author in what is kept and in what is handed out (0), files that
take longer than ten seconds (0), the most memory that a process took to open one (< 512 MB), and
whether each was refused or cleaned as it must be.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")

import django

django.setup()

# ruff: noqa: E402 - models need Django to be set up
from tqdm import tqdm

from tutela.chronology.kinds import kind_of
from tutela.files.cleaning.outcome import Refused
from tutela.files.entries import ProtectionDocument
from tutela.files.handing import hand_over
from tutela.files.receiving import nameless
from tutela.files.taking_in import Told, content_of, take
from tutela.files.tests.hostile import CLEANED, REFUSED, Hostile, all_hostile, marks_in

LONGEST = 10.0
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def send(one: Hostile) -> dict[str, Any]:
    """What came of one file."""
    began = time.monotonic()
    marks: list[str] = []
    try:
        with nameless() as source:
            source.write(one.data)
            source.flush()
            taken = take(source, one.name, size=len(one.data))
        marks += marks_in(taken.cleaned.data)
        told = content_of(taken, Told("A title", "What it shows", "Somebody"), _KIND)
        handed = hand_over(told, taken.cleaned.data, reader="Alma Reyes", at=AT)
        marks += marks_in(handed.data)
        came = CLEANED
        why = taken.cleaned.form.value
    except Refused as refused:
        came, why = REFUSED, refused.why.value
    seconds = time.monotonic() - began
    as_must = one.must in {came, "either"}
    return {
        "about": one.about, "came": came, "why": why, "seconds": round(seconds, 2),
        "marks": marks, "as_must": as_must,
    }  # fmt: skip


_KIND = kind_of(ProtectionDocument)


def main() -> None:
    """All of them; exit status 1 where something is not as it must be."""
    results = [send(one) for one in tqdm(all_hostile(), desc="Hostile files", disable=None)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures = {
        "files": len(results),
        "refused": sum(r["came"] == REFUSED for r in results),
        "cleaned": sum(r["came"] == CLEANED for r in results),
        "with_marks": sum(bool(r["marks"]) for r in results),
        "not_as_they_must": sum(not r["as_must"] for r in results),
        "longer_than_10_s": sum(r["seconds"] > LONGEST for r in results),
        "longest_s": max(r["seconds"] for r in results),
        "peak_memory_mb": round(peak),
        "why_refused": dict(Counter(r["why"] for r in results if r["came"] == REFUSED)),
    }
    if "--json" in sys.argv:
        print(json.dumps({**figures, "each": results}, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name}: {value}")
        for r in results:
            if r["marks"] or not r["as_must"] or r["seconds"] > LONGEST:
                print("  NOT AS IT MUST:", r)
    failed = ("with_marks", "not_as_they_must", "longer_than_10_s")
    sys.exit(1 if any(figures[name] for name in failed) or peak > 512 else 0)


if __name__ == "__main__":
    main()
