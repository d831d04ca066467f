"""How right is linkage, per tradition of naming, and beside Splink's default settings?

    python -m bench.linkage_accuracy [--children 3000] [--seed 77]

A population whose truth is known (`linkage/population.py`), other than the one that the shipped
model was trained on. The defaults are those of Splink's own examples: forename and surname (the
first and the last word of the name), date of birth, nationality, sex and place, trained without
labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click
import polars as pl
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from tutela.evidence.linkage.accuracy import ALL, accuracy, gap
from tutela.evidence.linkage.engine import connect
from tutela.evidence.linkage.linking import as_links, link
from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.population import make_population
from tutela.evidence.linkage.sampling import draw

Pair = tuple[int, int]
THRESHOLDS = (0.1, 0.5, 0.9, 0.95)
"""From 0.1 on people are asked, from 0.9 on records are joined."""


def default_links(people: Sequence[Person]) -> list[tuple[int, int, float]]:
    """Splink with its default comparisons, trained by expectation and maximisation."""
    rows = []
    for place, person in enumerate(people):
        words = person.name.lower().split()
        day = person.birth.day
        year = person.birth.year
        rows.append(
            {
                "unique_id": place,
                "forename": words[0] if words else None,
                "surname": words[-1] if len(words) > 1 else None,
                "dob": day.isoformat() if day else (f"{year}-01-01" if year else None),
                "nationality": person.nationality,
                "sex": person.sex,
                "place": person.place,
            }
        )
    db = DuckDBAPI(connect())
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ForenameSurnameComparison("forename", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("nationality"),
            cl.ExactMatch("sex"),
            cl.ExactMatch("place"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("forename", "surname"),
            block_on("dob"),
            block_on("surname", "nationality"),
            block_on("forename", "nationality"),
        ],
        retain_matching_columns=False,
    )
    linker = Linker(db.register(pl.DataFrame(rows).to_arrow()), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("forename", "surname", "dob")], recall=0.5
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for rule in (block_on("dob"), block_on("forename", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.01)
    return [
        (
            min(row["unique_id_l"], row["unique_id_r"]),
            max(row["unique_id_l"], row["unique_id_r"]),
            row["match_probability"],
        )
        for row in found.as_record_list()
    ]


def show(
    title: str, links: Sequence[tuple[int, int, float]], truth: Sequence[int], names: Sequence[str]
) -> None:
    click.echo(f"\n{title}\n")
    heads = " | ".join(f"precision, recall at {one}" for one in THRESHOLDS)
    click.echo(f"| tradition | true pairs | {heads} |\n|---|---:|" + "---:|" * len(THRESHOLDS))
    by = [accuracy(((a, b) for a, b, p in links if p >= one), truth, names) for one in THRESHOLDS]
    for name, first in by[0].items():
        cells = " | ".join(f"{one[name].precision:.2f}, {one[name].recall:.2f}" for one in by)
        click.echo(f"| {name} | {first.true:,} | {cells} |")
    click.echo("| gap in recall | | " + " | ".join(f"{gap(one):.2f}" for one in by) + " |")


def pairs_of(groups: Sequence[int]) -> Iterable[Pair]:
    members: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        members.setdefault(group, []).append(place)
    return [(a, b) for own in members.values() for k, b in enumerate(own) for a in own[:k]]


@click.command()
@click.option("--children", default=3000, show_default=True)
@click.option("--seed", default=77, show_default=True)
def main(children: int, seed: int) -> None:
    population = make_population(children, seed=seed)
    people = population.people()
    truth = [population.truth[one.key] for one in people]
    names = [population.tradition_of(one.key) for one in people]
    found = link(people)
    click.echo(f"{children:,} children, {len(set(truth)):,} on a list, {len(people):,} records")
    links = as_links(found.links)
    show("Tutela, shipped model, fitted to the lists without labels", links, truth, names)
    show("Splink's default settings, the same records", default_links(people), truth, names)
    click.echo("\n| chance said | pairs | true |\n|---|---:|---:|")
    same = set(pairs_of(truth))
    for low, high in ((0.01, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        inside = [(a, b, p) for a, b, p in links if low <= p < high]
        said = sum(p for *_, p in inside) / max(1, len(inside))
        true = sum((a, b) in same for a, b, _ in inside) / max(1, len(inside))
        click.echo(f"| {said:.3f} | {len(inside):,} | {true:.3f} |")
    joined = accuracy(pairs_of(found.clusters.of), truth, names)[ALL]
    drawn = [len(set(groups)) for groups in draw(found, 10, seed=1)]
    click.echo(
        f"\nchildren: true {len(set(truth)):,}; as joined {len(set(found.clusters.of)):,}"
        f" (precision {joined.precision:.3f}, recall {joined.recall:.3f}); drawn linkages"
        f" {min(drawn):,} to {max(drawn):,}"
    )


if __name__ == "__main__":
    main()
