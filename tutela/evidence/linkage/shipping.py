"""How the shipped model was made: `python -m tutela.evidence.linkage.shipping` makes it again.

Its labels come from a synthetic population, so its numbers are about the errors of that population.
Clerical labels of your own, in `tutela link --labels`, make a better model of your own lists.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from tutela.evidence.linkage.accuracy import true_pairs
from tutela.evidence.linkage.engine import connect, find_candidates, load
from tutela.evidence.linkage.model import SHIPPED, Model
from tutela.evidence.linkage.people import Person
from tutela.evidence.linkage.population import make_population
from tutela.evidence.linkage.training import Labels, flat_model, telling_bits, train

CHILDREN = 8000
SEED = 20260101
JUDGED_SAME = 5000
JUDGED_DIFFERENT = 100_000


def make_model(children: int = CHILDREN, seed: int = SEED) -> Model:
    """Train on a population whose truth is known, with reference numbers on some records."""
    population = make_population(children, seed=seed, references=0.25)
    people = population.people()
    truth = [population.truth[person.key] for person in people]
    bits = telling_bits(people)
    labels = known_labels(people, truth, bits, seed)
    return train(
        people,
        labels,
        flat_model(bits),
        name="Tutela, shipped model 1",
        trained_on=f"a synthetic population of {children:,} children (seed {seed}); nobody in it"
        " exists",
        seed=seed,
    )


def known_labels(people: list[Person], truth: list[int], bits: dict[str, int], seed: int) -> Labels:
    """Labels from the truth: a sample of candidates, with what each stands for."""
    con = connect()
    load(con, people, bits)
    find_candidates(con)
    pairs: list[tuple[int, int]] = con.execute(
        "SELECT join_key_l, join_key_r FROM pairs ORDER BY 1, 2"
    ).fetchall()
    con.close()
    same = sorted(true_pairs(truth))
    different = [(a, b) for a, b in pairs if truth[a] != truth[b]]
    rng = Random(seed)  # noqa: S311 - a sample, not a secret
    return Labels(
        tuple(rng.sample(same, min(len(same), JUDGED_SAME))),
        tuple(rng.sample(different, min(len(different), JUDGED_DIFFERENT))),
        max(1.0, len(same) / JUDGED_SAME),
        max(1.0, len(different) / JUDGED_DIFFERENT),
    )


if __name__ == "__main__":
    make_model().write(Path(__file__).parent / "data" / SHIPPED)
