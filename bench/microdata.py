"""From how many children on is a synthetic file worth having, and how do attacks on it fare?

    python -m bench.microdata [--sizes 1000,3000,10000] [--epsilons 1,2,4]

A made-up cohort with attributes that hang together: eight groups of children (such as boys from
the United Kingdom in county lines), each with its own shares. The groups and shares are ours.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from tutela.evidence.microdata.attack import attack
from tutela.evidence.microdata.budget import rho_within
from tutela.evidence.microdata.making import make
from tutela.evidence.microdata.referrals import domain_of_years
from tutela.evidence.microdata.trial import errors

DELTA = 1e-6
GROUPS = (0.34, 0.14, 0.12, 0.1, 0.1, 0.08, 0.07, 0.05)


def cohort(size, domain, seed):
    """Children in groups: within one, each attribute has a few likely categories."""
    shares = np.random.default_rng(20)
    chance = np.random.default_rng(seed)
    group = chance.choice(len(GROUPS), size, p=GROUPS)
    rows = np.empty((size, len(domain.shape)), dtype=np.int64)
    for axis, categories in enumerate(domain.shape):
        for number in range(len(GROUPS)):
            mine = group == number
            likely = shares.dirichlet(np.full(categories, 0.3))
            rows[mine, axis] = chance.choice(categories, mine.sum(), p=likely)
    return rows


def main():
    """Print both tables as they stand in the methods."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", default="1000,3000,10000,30000,100000")
    asked.add_argument("--epsilons", default="1,2,4")
    asked.add_argument("--attack-at", type=int, default=10_000)
    given = asked.parse_args()
    domain = domain_of_years(range(2021, 2026))
    epsilons = [float(one) for one in given.epsilons.split(",")]
    print("| children | epsilon | one | two | three attributes | independent: two | seconds |")
    for size in map(int, given.sizes.split(",")):
        children = cohort(size, domain, 1)
        chance = np.random.default_rng(2)
        apart = np.stack([chance.permutation(column) for column in children.T], axis=1)
        alone = errors(apart, children, domain)["2_way"]
        for epsilon in epsilons:
            began = time.process_time()
            rows = make(children, domain, rho_within(epsilon, DELTA)).rows
            took = time.process_time() - began
            found = errors(rows, children, domain)
            told = " | ".join(f"{found[f'{ways}_way']:.3f}" for ways in (1, 2, 3))
            print(f"| {size:,} | {epsilon:g} | {told} | {alone:.3f} | {took:.0f} |", flush=True)
    print("| epsilon | member told (area) | at 1 % wrong | rare: area | worst attribute gain |")
    children = cohort(given.attack_at, domain, 1)
    for epsilon in epsilons:
        report = attack(children, domain, rho_within(epsilon, DELTA), seed=3)
        worst = max(report.inference, key=lambda one: one.in_file - one.held_out)
        all_, rare = report.everybody, report.the_rare
        rare_told = (
            f"{rare.area:.3f} ({rare.area_low:.3f} to {rare.area_high:.3f})" if rare else "-"
        )
        print(
            f"| {epsilon:g} | {all_.area:.3f} ({all_.area_low:.3f} to {all_.area_high:.3f}) "
            f"| {all_.found_at_one_percent:.3f} "
            f"| {rare_told} "
            f"| {worst.attribute}: {worst.in_file - worst.held_out:+.3f} "
            f"({worst.difference_low:+.3f} to {worst.difference_high:+.3f}) |",
            flush=True,
        )


if __name__ == "__main__":
    main()
