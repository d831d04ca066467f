"""Does the extended maximum likelihood estimate exist, and is it the only one?

Decided before fitting, from which cells are positive alone (Fienberg and Rinaldo 2012). After the
parameters at minus infinity and their cells are dropped, let X+ be the design of the positive
cells, B a basis of its null space, and A0 the design of the remaining zero cells times B.

* X+ of full rank: the estimate exists. Certified for whole batches by the Gram matrix of X+, whose
  entries are superset sums of the indicator of positive cells.
* The columns of A0 not independent: not identifiable (code 2).
* Some v with A0 v >= 0 and A0 v != 0: the likelihood grows without end along v (code 1). This is
  the linear programme of Fienberg and Rinaldo. By Stiemke's lemma there is no such v exactly when
  some strictly positive combination of the rows of A0 is zero, which non-negative least squares
  decides, and its residual is the direction v itself.
"""

from __future__ import annotations

import numpy as np

from tutela.evidence.prevalence.fitting import Flags
from tutela.evidence.prevalence.lattice import Floats, Ints, superset_sums
from tutela.evidence.prevalence.solving import factor

CERTAIN_PIVOT = 1e-6
"""Gram matrices of 0/1 designs are whole numbers: a pivot this large can't be rounding error."""
ZERO = 1e-9

_known: dict[tuple[bytes, bytes], int] = {}
"""Codes already decided, by (positive cells, parameters): they depend on nothing else."""
MOST_KNOWN = 400_000


def existence_codes(positive: Flags, params: Ints) -> Ints:
    """Codes 0 to 3 for each column. `positive` is (2**t, batch), `params` (p,) or (p, batch).

    One column of positive cells may stand for many models.
    """
    certain = certainly_exists(positive, params)
    codes = np.zeros(len(certain), dtype=np.int64)
    for column in np.flatnonzero(~certain):
        own = params if params.ndim == 1 else params[:, column]
        cells = positive[:, 0 if positive.shape[1] == 1 else column]
        codes[column] = existence_code(cells, own)
    return codes


def certainly_exists(positive: Flags, params: Ints) -> Flags:
    """True where X+ has full column rank: then the estimate exists. False settles nothing."""
    sums = superset_sums(positive.astype(np.float64))
    if params.ndim == 1:
        gram = sums[params[:, None] | params[None, :]]
    elif positive.shape[1] == 1:
        gram = sums[params[:, None] | params[None, :], 0]
    else:
        batch = positive.shape[1]
        joint = (params[:, None] | params[None, :]) * batch + np.arange(batch)
        gram = sums.ravel().take(joint)
    diagonal = np.einsum("iib->ib", gram)
    diagonal += diagonal == 0
    return np.asarray(factor(gram) > CERTAIN_PIVOT)


def existence_code(positive: Flags, params: Ints) -> int:
    """The code for one pattern of positive cells, shape (2**t,), and one model, shape (p,)."""
    key = (np.packbits(positive).tobytes(), params.astype(np.int32).tobytes())
    code = _known.get(key)
    if code is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        code = _known[key] = _decide(positive, params)
    return code


def _decide(positive: Flags, params: Ints) -> int:
    support = superset_sums(positive.astype(np.float64))
    kept = params[support[params] > 0]
    dropped = params[support[params] == 0]
    cells = np.arange(1, len(positive))
    if len(dropped):
        cells = cells[~((cells[:, None] & dropped) == dropped).any(axis=1)]
    design = ((cells[:, None] & kept) == kept).astype(np.float64)
    filled = positive[cells]
    basis = null_space(design[filled])
    free = basis.shape[1]
    if free == 0:
        return 0
    directions = design[~filled] @ basis
    directions[np.abs(directions) < ZERO] = 0.0
    identifiable = len(directions) > 0 and np.linalg.matrix_rank(directions, tol=1e-8) == free
    return (0 if identifiable else 2) + (1 if _grows_without_end(directions) else 0)


def null_space(matrix: Floats) -> Floats:
    """An orthonormal basis of the null space, columns; the matrix holds small whole numbers."""
    if not len(matrix):
        return np.eye(matrix.shape[1])
    _, values, right = np.linalg.svd(matrix, full_matrices=True)
    rank = int((values > ZERO * max(matrix.shape) * values[0]).sum())
    return np.ascontiguousarray(right[rank:].T)


def _grows_without_end(directions: Floats) -> bool:
    """Is there a v with directions @ v >= 0, and not all 0?"""
    rows = directions[np.abs(directions).max(axis=1, initial=0.0) > 0]
    if not len(rows):
        return False
    if rows.shape[1] == 1:
        return bool((rows > 0).all() or (rows < 0).all())
    # Scaling a row doesn't change the question, and keeps the least squares well conditioned.
    rows = np.unique(np.round(rows / np.linalg.norm(rows, axis=1, keepdims=True), 12), axis=0)
    residual = _non_negative_residual(rows.T, -rows.sum(axis=0))
    return bool(residual > 1e-8)


def _non_negative_residual(matrix: Floats, target: Floats) -> float:
    """min |matrix x - target| over x >= 0, by the active set method of Lawson and Hanson."""
    columns = matrix.shape[1]
    inside = np.zeros(columns, dtype=bool)
    x = np.zeros(columns)
    for _ in range(10 * columns + 30):
        gradient = matrix.T @ (target - matrix @ x)
        gradient[inside] = -np.inf
        best = int(np.argmax(gradient))
        if gradient[best] <= 1e-11:
            break
        inside[best] = True
        while True:
            trial = np.zeros(columns)
            trial[inside] = np.linalg.lstsq(matrix[:, inside], target, rcond=None)[0]
            if (trial[inside] > 0).all():
                break
            falling = inside & (trial <= 0)
            ratio = np.min(x[falling] / np.maximum(x[falling] - trial[falling], 1e-300))
            x = x + ratio * (trial - x)
            inside &= x > 1e-14
            x[~inside] = 0.0
        x = trial
    return float(np.linalg.norm(matrix @ x - target))
