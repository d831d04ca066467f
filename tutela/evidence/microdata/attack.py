"""Attacks on a synthetic file, tried with children who were in it and others who were not.

Two questions. Can somebody who knows all of a child's attributes tell whether the child was among
those whom the file was made of? And can somebody who knows all but one work out the last, any
better than for a child who was not among them? What the file teaches about everybody (that boys
from one country are mostly exploited in one way) is no disclosure; the difference is.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from .children import Codes
from .domain import Domain
from .making import make

_NEIGHBOURS = 25
_BATCH = 200


@dataclass(frozen=True)
class Membership:
    """How well those who were in are told from those who were not. 0.5 is a coin."""

    area: float
    area_low: float
    area_high: float
    found_at_one_percent: float
    """Of those who were in: the share pointed at, if one in a hundred others may be, wrongly."""


@dataclass(frozen=True)
class Inference:
    """How often one attribute is guessed rightly from all others."""

    attribute: str
    in_file: float
    held_out: float
    always_the_commonest: float
    difference_low: float
    difference_high: float


@dataclass(frozen=True)
class Attacked:
    """The report of both attacks."""

    children_in: int
    children_held_out: int
    everybody: Membership
    the_rare: Membership | None
    """Among children whose combination only one child has."""
    inference: tuple[Inference, ...]

    def as_json(self) -> dict[str, object]:
        """The report as plain values."""
        return asdict(self)


def attack(
    children: Codes, domain: Domain, rho: Fraction, *, seed: int, most: int = 2_000
) -> Attacked:
    """Make a file of a random half, and attack both halves (at most so many of each).

    The file is made for the attack alone and thrown away, so it costs no budget; but what comes
    out is about real children, and is for the producer alone.
    """
    chance = np.random.default_rng(seed)
    order = chance.permutation(len(children))
    half = len(children) // 2
    inside, outside = children[order[:half]], children[order[half : 2 * half]]
    rows = make(inside, domain, rho).rows
    asked_in, asked_out = inside[:most], outside[:most]
    if not len(rows):
        rows = np.zeros((1, len(domain.shape)), dtype=np.int64)
    near_in, near_out = _nearness(asked_in, rows), _nearness(asked_out, rows)
    rare_in, rare_out = _rare(asked_in, children, domain), _rare(asked_out, children, domain)
    rare = None
    if rare_in.sum() >= 20 and rare_out.sum() >= 20:
        rare = _membership(near_in[rare_in], near_out[rare_out])
    return Attacked(
        half,
        half,
        _membership(near_in, near_out),
        rare,
        tuple(_inference(axis, asked_in, asked_out, rows, domain) for axis in range(rows.shape[1])),
    )


def _differences(asked: Codes, rows: Codes) -> NDArray[np.int64]:
    return np.asarray((asked[:, None, :] != rows[None, :, :]).sum(axis=2))


def _nearness(asked: Codes, rows: Codes) -> NDArray[np.float64]:
    """How much of the file lies about each: rows count a tenth for every attribute that differs."""
    found = [
        (0.1 ** _differences(asked[at : at + _BATCH], rows)).sum(axis=1)
        for at in range(0, len(asked), _BATCH)
    ]
    return np.concatenate(found)


def _rare(asked: Codes, children: Codes, domain: Domain) -> NDArray[np.bool_]:
    cells = np.ravel_multi_index(tuple(children.T), domain.shape)
    known, counts = np.unique(cells, return_counts=True)
    mine = np.ravel_multi_index(tuple(asked.T), domain.shape)
    return np.asarray(counts[np.searchsorted(known, mine)] == 1)


def _membership(inside: NDArray[np.float64], outside: NDArray[np.float64]) -> Membership:
    ins, outs = len(inside), len(outside)
    ranks = rankdata(np.concatenate([inside, outside]))
    area = float((ranks[:ins].sum() - ins * (ins + 1) / 2) / (ins * outs))
    # Hanley and McNeil 1982.
    one, two = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area) + (ins - 1) * (one - area**2) + (outs - 1) * (two - area**2)
    deviation = math.sqrt(max(0.0, spread) / (ins * outs))
    bar = np.quantile(outside, 0.99, method="higher")
    found = float((inside > bar).mean())
    return Membership(area, area - 1.96 * deviation, area + 1.96 * deviation, found)


def _inference(axis: int, inside: Codes, outside: Codes, rows: Codes, domain: Domain) -> Inference:
    right_in, right_out = (_guessed(axis, asked, rows, domain) for asked in (inside, outside))
    commonest = np.bincount(rows[:, axis], minlength=domain.shape[axis]).argmax()
    share_in, share_out = float(right_in.mean()), float(right_out.mean())
    spread = 1.96 * math.sqrt(
        share_in * (1 - share_in) / len(inside) + share_out * (1 - share_out) / len(outside)
    )
    return Inference(
        domain.names[axis],
        share_in,
        share_out,
        float((outside[:, axis] == commonest).mean()),
        share_in - share_out - spread,
        share_in - share_out + spread,
    )


def _guessed(axis: int, asked: Codes, rows: Codes, domain: Domain) -> NDArray[np.bool_]:
    """Whether the commonest value among the most similar rows is the true one."""
    others = [one for one in range(rows.shape[1]) if one != axis]
    right = []
    for at in range(0, len(asked), _BATCH):
        batch = asked[at : at + _BATCH]
        apart = _differences(batch[:, others], rows[:, others])
        near = np.argpartition(apart, min(_NEIGHBOURS, len(rows)) - 1, axis=1)[:, :_NEIGHBOURS]
        values = rows[near, axis]
        votes = (values[:, :, None] == np.arange(domain.shape[axis])).sum(axis=1)
        right.append(votes.argmax(axis=1) == batch[:, axis])
    return np.concatenate(right)
