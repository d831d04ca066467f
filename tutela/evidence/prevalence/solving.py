"""Many small symmetric systems at once, with the batch along the last axis.

NumPy's own solver works on one little matrix after another and spends most of its time on the way
in and out. Here each step of one Cholesky factorisation runs over the whole batch.
"""

from __future__ import annotations

import numpy as np

from tutela.evidence.prevalence.lattice import Floats

SMALL_BATCH = 24
"""Below this many systems LAPACK is quicker."""


def factor(matrices: Floats) -> Floats:
    """Cholesky factors, in place in the lower triangles. Shape (p, p, batch).

    Returns the smallest pivot of each system, shape (batch,). Pivots are kept above a hair's
    breadth of the diagonal, so that a singular system gives a finite step and not a crash.
    """
    smallest = np.full(matrices.shape[2], np.inf)
    hair = np.einsum("iib->ib", matrices) * 1e-15 + 1e-200
    for k in range(matrices.shape[0]):
        column = matrices[k:, k]
        if k:
            column -= np.einsum("jib,ib->jb", matrices[k:, :k], matrices[k, :k])
        np.minimum(smallest, column[0], out=smallest)
        np.maximum(column[0], hair[k], out=column[0])
        column *= 1.0 / np.sqrt(column[0])
    return smallest


def solve_factored(factors: Floats, right: Floats) -> Floats:
    """Solve with what `factor` left behind. `right` has shape (p, batch) and is overwritten."""
    size = factors.shape[0]
    for k in range(size):
        if k:
            right[k] -= np.einsum("ib,ib->b", factors[k, :k], right[:k])
        right[k] /= factors[k, k]
    for k in range(size - 1, -1, -1):
        if k < size - 1:
            right[k] -= np.einsum("ib,ib->b", factors[k + 1 :, k], right[k + 1 :])
        right[k] /= factors[k, k]
    return right


def solve(matrices: Floats, right: Floats) -> Floats:
    """Solve symmetric positive definite systems, shapes (p, p, batch) and (p, batch)."""
    if matrices.shape[2] < SMALL_BATCH:
        try:
            columns = np.linalg.solve(matrices.transpose(2, 0, 1), right.T[:, :, None])
        except np.linalg.LinAlgError:
            pass
        else:
            return np.ascontiguousarray(columns[:, :, 0].T)
    factor(matrices)
    return solve_factored(matrices, right.copy())
