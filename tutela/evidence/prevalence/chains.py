"""Have the chains met, and how much do they know? R-hat and effective sample size.

Rank-normalised split R-hat and bulk effective size after Vehtari, Gelman, Simpson, Carpenter and
Buerkner (2021). R-hat is also taken of the plain draws, and the larger of the two is reported.
"""

from __future__ import annotations

import numpy as np

from tutela.evidence.prevalence.lattice import Floats

REFUSE_ABOVE = 1.05


def split(draws: Floats) -> Floats:
    """Each chain cut into its two halves; `draws` has shape (chains, draws)."""
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, draws.shape[1] - half :]])


def r_hat(draws: Floats) -> float:
    """The larger of the plain and the rank-normalised split R-hat, shape (chains, draws)."""
    halves = split(np.asarray(draws, dtype=np.float64))
    return max(_ratio(halves), _ratio(normal_scores(halves)))


def _ratio(chains: Floats) -> float:
    length = chains.shape[1]
    within = float(chains.var(axis=1, ddof=1).mean())
    between = length * float(chains.mean(axis=1).var(ddof=1))
    if within <= 0:
        return 1.0 if between <= 0 else float("inf")
    return float(np.sqrt((length - 1) / length + between / (length * within)))


def normal_scores(draws: Floats) -> Floats:
    """Normal quantiles of the ranks of all draws together; ties share their mean rank."""
    values, places, counts = np.unique(draws, return_inverse=True, return_counts=True)
    del values
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places.reshape(draws.shape)]
    return normal_quantile((ranks - 0.375) / (draws.size + 0.25))


def normal_quantile(p: Floats) -> Floats:
    """The standard normal quantile to about 4.5e-4 (Abramowitz and Stegun 26.2.23): for scores."""
    tail = np.minimum(p, 1 - p)
    t = np.sqrt(-2 * np.log(tail))
    top = 2.515517 + t * (0.802853 + t * 0.010328)
    below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return np.asarray(np.sign(p - 0.5) * (t - top / below))


def effective_size(draws: Floats) -> float:
    """Bulk effective sample size: of the rank-normalised split chains, by Geyer's pairs."""
    return _effective(normal_scores(split(np.asarray(draws, dtype=np.float64))))


def mean_effective_size(draws: Floats) -> float:
    """Effective sample size for the mean of the draws as they are."""
    return _effective(split(np.asarray(draws, dtype=np.float64)))


def _effective(chains: Floats) -> float:
    number, length = chains.shape
    covariance = _autocovariance(chains)
    within = float(covariance[:, 0].mean()) * length / (length - 1)
    total = within * (length - 1) / length + float(chains.mean(axis=1).var(ddof=1))
    if total <= 0:
        return float(number * length)
    correlation = 1 - (within - covariance.mean(axis=0) * length / (length - 1)) / total
    pairs = correlation[: length - length % 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    falling = np.minimum.accumulate(pairs[:stop])
    time = max(-1 + 2 * float(falling.sum()), 1 / np.log10(max(10.0, number * length)))
    return float(number * length / time)


def _autocovariance(chains: Floats) -> Floats:
    """Biased autocovariances of each chain, by the fast Fourier transform."""
    length = chains.shape[1]
    centred = chains - chains.mean(axis=1, keepdims=True)
    padded = np.fft.rfft(centred, n=2 << (length - 1).bit_length(), axis=1)
    return np.asarray(np.fft.irfft(np.abs(padded) ** 2, axis=1)[:, :length] / length)
