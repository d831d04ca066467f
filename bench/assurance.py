"""All figures of assurance, by one command: `tests/assurance`.

Runs the tests that measure (whole, not small) and the benches that prove, one after another, and
writes what they found into ``docs/assurance/figures.md``. It takes about an hour on two cores;
``--only`` names the figures to take anew, and the others stay as they were written.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

PROJECT = Path(__file__).resolve().parents[1]
KEPT = PROJECT / "docs" / "assurance" / "figures.json"
PAGE = PROJECT / "docs" / "assurance" / "figures.md"


@dataclass(frozen=True)
class Figure:
    """What is measured, what must be reached, and by which command. A command that begins with
    ``tutela/`` is a test; any other is a module of ``bench`` that prints one object."""

    name: str
    target: str
    command: tuple[str, ...]


FIGURES = (
    Figure(
        "policy",
        "10 million states, 0 promises broken, under 60 s; every rule missed when it is gone",
        ("tutela/access/tests/test_policy.py",),
    ),
    Figure(
        "worlds",
        "10,000 random worlds, 0 in which the database answers otherwise",
        ("tutela/doors/tests/test_walls.py",),
    ),
    Figure(
        "addresses",
        "every address × every role: 0 leaks, 0 that tell a known child, 0 wrongly hidden",
        ("tutela/config/tests/test_every_address.py",),
    ),
    Figure(
        "existence",
        "what an answer costs doesn't tell of a known child: 0.35 to 0.65, 0.5 says nothing",
        ("bench.existence", "--times", "150", "--json"),
    ),
    Figure(
        "sign-in",
        "what a refusal costs doesn't tell why: 0.35 to 0.65, 0.5 says nothing",
        ("bench.signin", "--times", "80", "--json"),
    ),
    Figure(
        "hostile-texts",
        "200 texts × every field: 0 server errors, 0 real names refused",
        ("bench.hostile_texts", "--json"),
    ),
    Figure(
        "hostile-files",
        "70 files × every way in: 0 marks of place or author in what comes out",
        ("bench.hostile_files", "--json"),
    ),
    Figure(
        "crashes",
        "200 kills: 0 acknowledged entries lost, 0 half-written",
        ("bench.crashes", "--kills", "200", "--json"),
    ),
    Figure(
        "competing",
        "1,000 competing saves: 0 lost, the other always told",
        ("bench.competing", "--times", "1000", "--json"),
    ),
    Figure("tampering", "7 kinds of tampering, each found 100 %", ("bench.tampering",)),
    Figure(
        "restore",
        "20,000 children restored and proved in 15 min",
        ("bench.restoring", "--children", "20000", "--json"),
    ),
    Figure(
        "load",
        "p95 under 300 ms at 50 mixed requests a second on two cores",
        ("bench.load", "--seconds", "60", "--json"),
    ),
    Figure(
        "insiders",
        "19 of 20 kinds of misuse raised; at most 1 false alert per 50 staff and week",
        ("bench.insiders", "--json"),
    ),
)


@click.command()
@click.option("--only", multiple=True, type=click.Choice([figure.name for figure in FIGURES]))
def main(only: tuple[str, ...]) -> None:
    """Measure, and write the page."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    failed = []
    for figure in FIGURES:
        if only and figure.name not in only:
            continue
        click.echo(f"{figure.name}: {figure.target} ...", err=True)
        measured, passed = measure(figure)
        click.echo(f"    {measured}", err=True)
        kept[figure.name] = measured
        failed += [] if passed else [figure.name]
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
        PAGE.write_text(page(kept))
    if failed:
        sys.exit(f"Not reached: {', '.join(failed)}")


def measure(figure: Figure) -> tuple[dict[str, object], bool]:
    """What was found, with the seconds it took, and whether the command was content."""
    began = time.monotonic()
    with tempfile.NamedTemporaryFile("r") as file:
        is_test = figure.command[0].startswith("tutela/")
        command = (
            ["pytest", "-q", "-p", "no:cacheprovider", *figure.command]
            if is_test
            else list(figure.command)
        )
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=PROJECT,
            env=os.environ | ({"TUTELA_ASSURANCE": file.name} if is_test else {}),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        said = file.read().splitlines() if is_test else [done.stdout[done.stdout.find("{") :]]
    found: dict[str, object] = {}
    for one in said:
        try:
            found |= {k: v for k, v in json.loads(one).items() if not isinstance(v, dict | list)}
        except ValueError:
            found["said"] = one[-200:]
    found |= {
        "seconds": round(time.monotonic() - began),
        "on": datetime.now(tz=UTC).date().isoformat(),
    }
    return found, done.returncode == 0


def page(kept: dict[str, dict[str, object]]) -> str:
    """The figures as Markdown."""
    rows = [
        f"| {figure.target} | {_said(kept.get(figure.name))} | `{_command(figure)}` |"
        for figure in FIGURES
    ]
    return "\n".join(
        (
            "# Figures",
            "",
            "Written by `tests/assurance`, which measures them anew; nothing here is written by"
            " hand. The machine had two cores.",
            "",
            "| to reach | measured | command |",
            "| --- | --- | --- |",
            *rows,
            "",
        )
    )


def _said(measured: dict[str, object] | None) -> str:
    if measured is None:
        return "**not measured yet**"
    return "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in measured.items())


def _command(figure: Figure) -> str:
    return f"tests/assurance --only {figure.name}"


if __name__ == "__main__":
    main()
