"""One report for the producer: how near a file comes to the children, and how well attacks do."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np

from .attack import attack
from .children import Codes
from .domain import Domain
from .making import make, true_error


def trial(children: Codes, domain: Domain, rho: Fraction, *, seed: int) -> dict[str, object]:
    """The attack report, and the true error by how many attributes a table has."""
    rows = make(children, domain, rho).rows
    return {
        "for_the_producer_alone": True,
        "children": len(children),
        "rows": len(rows),
        "error": errors(rows, children, domain),
        "attack": attack(children, domain, rho, seed=seed).as_json(),
    }


def errors(rows: Codes, children: Codes, domain: Domain) -> dict[str, float]:
    """The mean true error over tables of one, two and three attributes."""
    axes = range(len(domain.shape))
    return {
        f"{size}_way": float(
            np.mean(
                [
                    true_error(rows, children, domain, chosen)
                    for chosen in itertools.combinations(axes, size)
                ]
            )
        )
        for size in range(1, min(3, len(domain.shape)) + 1)
    }
