"""The latent class model with an unknown number of classes (Manrique-Vallier 2016).

People fall into K classes with stick-breaking weights; within a class the lists are independent.
Gibbs sampling on whole capture patterns: each sweep splits the people of each pattern over the
classes. Several chains run side by side as one array.

It doesn't mix well: on the five-list UK table chains sit in two places. So R-hat and effective
sample size are always given, and above 1.05 there is no estimate. The dark count is capped at
20 times the people seen, as in the author's program; the cap is said aloud.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutela.evidence.prevalence.bootstrap import Interval
from tutela.evidence.prevalence.captures import Captures
from tutela.evidence.prevalence.chains import REFUSE_ABOVE, effective_size, r_hat
from tutela.evidence.prevalence.fitting import log_factorial
from tutela.evidence.prevalence.lattice import Floats, Ints
from tutela.evidence.prevalence.refusals import Refusal

CLASSES = 10
CHAINS = 8
CAP = 20
SHAPE = RATE = 0.25
BURN_IN = 4_000
BLOCK = 8_000
MOST_SWEEPS = 80_000
HOPELESS = 1.2
"""Chains as far apart as this after 32,000 sweeps will not meet by 80,000."""
PATIENCE = 32_000
ENOUGH_DRAWS = 1_000
LEAST_DRAWS = 400
"""A hundred for each of four chains, as is usual: four short chains once met by chance."""
SETTLED = 1.01
RELABEL_EVERY = 16
_LEAST = 1e-300


@dataclass(frozen=True)
class LatentClasses:
    """The kept draws of the population, shape (chains, draws), and how far to trust them."""

    draws: Floats
    people: int
    r_hat: float
    effective: float

    @property
    def diagnosis(self) -> str:
        return (
            f"{self.draws.shape[0]} chains of {self.draws.shape[1]:,} draws: R-hat"
            f" {self.r_hat:.3f}, effective sample size {self.effective:.0f}; the dark count is"
            f" capped at {CAP} times the people seen"
        )

    def quantile(self, probability: float) -> float:
        return float(np.quantile(self.draws, probability))

    def interval(self, level: float = 0.95) -> Interval:
        low, high = self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)
        capped = high >= 0.98 * (CAP + 1) * self.people
        return Interval(level, low, high, "posterior of the latent class model", saturated=capped)

    def refuse_unless_converged(self) -> None:
        """Raise `Refusal` where the chains have not met."""
        if not self.r_hat <= REFUSE_ABOVE:
            raise Refusal(
                "chains-have-not-met",
                f"the latent class chains disagree ({self.diagnosis}); above"
                f" {REFUSE_ABOVE} their answer depends on where they started",
            )
        if not self.effective >= LEAST_DRAWS:
            raise Refusal(
                "too-few-effective-draws",
                f"the latent class chains move too slowly ({self.diagnosis}); below {LEAST_DRAWS}"
                " effective draws R-hat itself can't be trusted",
            )


def posterior(
    table: Captures,
    rng: np.random.Generator,
    *,
    classes: int = CLASSES,
    chains: int = CHAINS,
    burn_in: int = BURN_IN,
    most_sweeps: int = MOST_SWEEPS,
) -> LatentClasses:
    """Run until the chains agree well (R-hat 1.01, 1,000 effective draws) or sweeps run out."""
    table.needs_two_lists()
    sampler = Sampler(table, rng, classes, chains)
    sampler.run(burn_in)
    kept: list[Floats] = []
    done = 0
    while True:
        block = min(BLOCK, most_sweeps - done)
        kept.append(sampler.run(block))
        done += block
        # The first half of a long run is more burn-in than knowledge: use the later two thirds.
        draws = np.concatenate(kept, axis=1)[:, done // 3 :]
        found = LatentClasses(draws, table.people, r_hat(draws), effective_size(draws))
        settled = found.r_hat < SETTLED and found.effective > ENOUGH_DRAWS
        hopeless = done >= PATIENCE and found.r_hat > HOPELESS
        if settled or hopeless or done >= most_sweeps:
            return found


class Sampler:
    """Chains of the Gibbs sampler, all in one set of arrays whose first axis is the chain."""

    def __init__(
        self, table: Captures, rng: np.random.Generator, classes: int, chains: int
    ) -> None:
        self.rng, self.classes, self.chains = rng, classes, chains
        patterns = np.array(table.positive)
        self.people = table.people
        self.counts: Ints = table.counts[patterns]
        self.on: Floats = (patterns[:, None] >> np.arange(table.list_number) & 1).astype(float)
        self.alpha = np.ones(chains)
        self.log_weight = np.log(rng.dirichlet(np.ones(classes), size=chains))
        inside = rng.beta(1.0, 1.0, size=(chains, table.list_number, classes))
        self.log_on, self.log_off = np.log(inside), np.log1p(-inside)
        # Starts far apart: from few unseen to many.
        spread = np.geomspace(0.1, 10.0, chains) * table.people
        self.dark = np.minimum(spread, CAP * table.people).astype(np.int64)
        self.dark_classes = self._split_dark()
        self.sweeps = 0

    def run(self, sweeps: int) -> Floats:
        """The population after each sweep, shape (chains, sweeps)."""
        kept = np.empty((self.chains, sweeps))
        for k in range(sweeps):
            self.sweep()
            kept[:, k] = self.people + self.dark
        return kept

    def sweep(self) -> None:
        """One round of the Gibbs sampler."""
        rng = self.rng
        split = self._split_seen()
        self.sweeps += 1
        if self.classes > 1 and self.sweeps % RELABEL_EVERY == 0:
            split = self._relabelled(split)
        members = split.sum(axis=1) + self.dark_classes
        listed = np.matmul(self.on.T, split)
        got = rng.standard_gamma(1.0 + listed)
        missed = rng.standard_gamma(1.0 + members[:, None, :] - listed)
        log_both = np.log(got + missed)
        self.log_on = np.log(np.maximum(got, _LEAST)) - log_both
        self.log_off = np.log(np.maximum(missed, _LEAST)) - log_both
        self._draw_weights(members)
        self._draw_dark()
        self.alpha = rng.standard_gamma(SHAPE + self.classes - 1, size=self.chains) / (
            RATE - self.log_weight[:, -1]
        )

    def _split_seen(self) -> Floats:
        log_odds = np.matmul(self.on, self.log_on) + np.matmul(1.0 - self.on, self.log_off)
        log_odds += self.log_weight[:, None, :]
        return np.asarray(self.rng.multinomial(self.counts, _shares(log_odds)), dtype=np.float64)

    def _relabelled(self, split: Floats) -> Floats:
        """Offer each chain an exchange of two labels, together with a new alpha.

        The plain sampler gets stuck with the people in a late class and a huge alpha, a corner of
        the truncated process with next to no probability. The weights are integrated out, and
        alpha is proposed from a histogram of its conditional: an exact Metropolis-Hastings step.
        """
        rng, every = self.rng, np.arange(self.chains)
        members = split.sum(axis=1) + self.dark_classes
        one = rng.integers(self.classes, size=self.chains)
        other = (one + rng.integers(1, self.classes, size=self.chains)) % self.classes
        swapped = members.copy()
        swapped[every, one], swapped[every, other] = members[every, other], members[every, one]
        bins_now, bins_new = _alpha_bins(members), _alpha_bins(swapped)
        chosen = (np.cumsum(bins_new, axis=1) < rng.random((self.chains, 1))).sum(axis=1)
        chosen = np.minimum(chosen, len(_ALPHA_GRID) - 2)
        offered = np.exp(_ALPHA_GRID[chosen] + _ALPHA_STEP * rng.random(self.chains))
        place = (np.log(self.alpha) - _ALPHA_GRID[0]) / _ALPHA_STEP
        inside = (place >= 0) & (place < len(_ALPHA_GRID) - 1)
        now = np.clip(place.astype(np.int64), 0, len(_ALPHA_GRID) - 2)
        gain = (
            _log_labels(swapped, offered[:, None])[:, 0]
            - _log_labels(members, self.alpha[:, None])[:, 0]
            + np.log(np.maximum(bins_now[every, now], _LEAST))
            - np.log(np.maximum(bins_new[every, chosen], _LEAST))
        )
        taken = np.flatnonzero(inside & (np.log(rng.random(self.chains)) < gain))
        self.alpha[taken] = offered[taken]
        a, b = one[taken], other[taken]
        for array in (split.transpose(0, 2, 1), self.dark_classes):
            array[taken, a], array[taken, b] = array[taken, b], array[taken, a].copy()
        return split

    def _draw_weights(self, members: Floats) -> None:
        if self.classes == 1:
            self.log_weight = np.zeros((self.chains, 1))
            return
        after = members.sum(axis=1, keepdims=True) - np.cumsum(members, axis=1)
        taken = self.rng.standard_gamma(1.0 + members[:, :-1])
        rest = self.rng.standard_gamma(self.alpha[:, None] + after[:, :-1])
        log_sum = np.log(np.maximum(taken + rest, _LEAST))
        log_rest = np.log(np.maximum(rest, _LEAST)) - log_sum
        weight = np.zeros((self.chains, self.classes))
        weight[:, 1:] = np.cumsum(log_rest, axis=1)
        weight[:, :-1] += np.log(np.maximum(taken, _LEAST)) - log_sum
        self.log_weight = weight

    def _draw_dark(self) -> None:
        log_missed = self.log_weight + self.log_off.sum(axis=1)
        seen = np.clip(1.0 - np.exp(log_missed).sum(axis=1), 1e-12, 1.0)
        fresh = self.rng.negative_binomial(self.people, seen)
        most = CAP * self.people
        for _ in range(1000):
            over = fresh > most
            if not over.any():
                break
            fresh[over] = self.rng.negative_binomial(self.people, seen[over])
        self.dark = np.where(fresh > most, self.dark, fresh)
        self.dark_classes = self._split_dark()

    def _split_dark(self) -> Floats:
        log_missed = self.log_weight + self.log_off.sum(axis=1)
        return np.asarray(self.rng.multinomial(self.dark, _shares(log_missed)), dtype=np.float64)


_ALPHA_STEP = 0.5
_ALPHA_GRID = np.arange(-12.0, 7.0, _ALPHA_STEP)
"""Edges of the histogram of log alpha that relabelling proposes from."""


def _log_labels(members: Floats, alpha: Floats) -> Floats:
    """log of p(labels | alpha) p(alpha) alpha, weights integrated out: (chains, alphas)."""
    counts = members[:, None, :-1]
    after = (members.sum(axis=1, keepdims=True) - np.cumsum(members, axis=1))[:, None, :-1]
    spread = alpha[:, :, None]
    # alpha * B(1 + c_k, alpha + c_after): the beta function in log factorials.
    sticks = (
        np.log(spread)
        + log_factorial(counts)
        + log_factorial(spread + after)
        - np.log(spread + after)
        - log_factorial(spread + counts + after)
    ).sum(axis=2)
    return np.asarray(sticks + SHAPE * np.log(alpha) - RATE * alpha)


def _alpha_bins(members: Floats) -> Floats:
    """Probabilities of the bins of log alpha given the labels, from their middles."""
    middles = np.exp(_ALPHA_GRID[:-1] + _ALPHA_STEP / 2)
    return _shares(_log_labels(members, np.broadcast_to(middles, (len(members), len(middles)))))


def _shares(log_odds: Floats) -> Floats:
    """Probabilities over the last axis."""
    log_odds = log_odds - log_odds.max(axis=-1, keepdims=True)
    shares = np.exp(log_odds)
    shares /= shares.sum(axis=-1, keepdims=True) * (1 + 1e-15)
    return np.asarray(shares)
