"""`tutela link`: which records speak of the same child, and what is left for people to decide.

Exit status 0 with a linkage, 3 with a named refusal, 2 for bad input.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CHANCE = click.FloatRange(0, 1, min_open=True, max_open=True)

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="directory to write to",
)
@click.option("--model", "model_file", type=_FILE, help="a model file, used number by number")
@click.option("--labels", type=_FILE, help="judged pairs to train on: left,right,decision,by,at,…")
@click.option("--join", type=_CHANCE, default=0.9, show_default=True, help="chance to join")
@click.option("--break", "break_", type=_CHANCE, default=0.4, show_default=True)
@click.option("--review", type=_CHANCE, default=0.1, show_default=True, help="chance to ask people")
@click.option("--decisions", type=_FILE, help="what people decided: left,right,decision,by,at,…")
@click.option("--previous", type=_FILE, help="clusters.csv of an earlier run, kept where possible")
@click.option("--from", "start", type=_DAY, help="only people met from this day on (seen_on)")
@click.option("--to", "end", type=_DAY, help="only people met up to this day")
@click.option("--linkages", type=click.IntRange(0, 1000), default=30, show_default=True)
@click.option("--replicates", type=click.IntRange(20, 100_000), default=200, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="print the report as one JSON object")
def link(**asked: Any) -> None:
    """Link the records of one list or several (CSV FILES), within lists and between them.

    A list needs the columns id, name (or given_name and family_name) and date_of_birth;
    nationality, sex, place, reference and date_of_birth_estimated are used if they are there;
    seen_on (the day on which the list met the person) is what --from and --to go by.
    Writes clusters.csv, pairs_to_review.csv, captures.csv (for `tutela estimate`),
    captures_sampled.csv, model.json and report.json to the directory OUT.
    """
    if not asked["review"] <= asked["join"] or not asked["break_"] <= asked["join"]:
        raise click.UsageError("--review and --break can't be higher than --join")
    if asked["start"] and asked["end"] and asked["start"] > asked["end"]:
        raise click.UsageError("--from can't be later than --to")
    # `tutela --help` shall not wait for Splink and DuckDB.
    from tutela.evidence.linkage.asked import Asked, answer  # noqa: PLC0415

    raise SystemExit(answer(Asked(**asked)))
