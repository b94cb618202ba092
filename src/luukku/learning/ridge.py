"""Fits a head by nearness: kernel ridge regression on meaning and spelling at once.

The kernel of two texts is exp(width × (cosine of their turned vectors − 1)) + share × (dot product of their spelling).
One Cholesky factor gives the weights, and with the diagonal of the inverse what each text would have got had it been left
out (Rifkin and Lippert 2007), so that the calibration costs no further fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from luukku.learning.plan import Plan
from luukku.understand.heads import nearest

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Bools = npt.NDArray[np.bool_]

_BLOCK = 512


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Space:
    """Where nearness is measured: `mean` (d,), `turn` (d, k)."""

    mean: Floats
    turn: Floats

    def place(self, vectors: Floats) -> Floats:
        """(n, k) unit rows, in the precision in which they are kept."""
        turned = (vectors - self.mean) @ self.turn
        placed = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6)
        half: Floats = np.ascontiguousarray(placed.astype(np.float16), np.float32)
        return half


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fitted:
    """`weights` (n, L) of the texts, `spelling` (V, L) of the pieces; `left_out` (n, L): each text's fit by the others;
    `nearest` (n,): the mean cosine of the five others that are nearest."""

    weights: Floats
    spelling: Floats
    left_out: Floats
    nearest: Floats


def space_of(vectors: Floats, right: Bools, plan: Plan) -> Space:
    """Turns so that texts of the same label lie as near in every direction: the covariance within labels, shrunk towards a
    ball by `plan.ball`, is made one; then the `plan.dimension` directions in which texts differ most are kept.

    Labels that stand together (`any-of`) count as a label of their own.
    """
    mean = vectors.mean(axis=0, dtype=np.float64)
    groups = np.unique(right, axis=0, return_inverse=True)[1].reshape(-1)
    inside = np.zeros((vectors.shape[1], vectors.shape[1]))
    for group in range(int(groups.max()) + 1):
        rows = vectors[groups == group].astype(np.float64)
        away = rows - rows.mean(axis=0)
        inside += away.T @ away
    inside /= max(1, len(vectors) - int(groups.max()) - 1)
    ball = np.trace(inside) / len(inside)
    if ball < 1e-9:  # a single text of each label: nothing is known of how they spread
        inside, ball = np.eye(len(inside)), 1.0
    values, axes = np.linalg.eigh((1 - plan.ball) * inside + plan.ball * ball * np.eye(len(inside)))
    turn = axes / np.sqrt(values)
    if plan.dimension < len(inside):
        turned = (vectors.astype(np.float64) - mean) @ turn
        turn = turn @ np.linalg.eigh(turned.T @ turned)[1][:, ::-1][:, : plan.dimension]
    return Space(mean=mean.astype(np.float32), turn=np.ascontiguousarray(turn, np.float32))


def fit_ridge(placed: Floats, spelt: Any, right: Bools, weights: Floats, share: float, plan: Plan) -> Fitted:
    """`placed` (n, k) unit rows, `spelt` (n, V) sparse, `right` (n, L), `weights` (n,): how much each text counts."""
    from scipy.linalg import cho_solve, lapack  # type: ignore[import-untyped]  # the library has no type marker

    spelt = spelt.astype(np.float32)
    kernel, near = _kernel(placed, spelt, share, plan.width)
    kernel[np.diag_indices(len(kernel))] += np.float32(plan.ridge) / weights
    factor, failed = lapack.spotrf(kernel.T, lower=1, overwrite_a=1, clean=1)
    if failed:  # rounding: a little more on the diagonal makes it definite
        kernel, near = _kernel(placed, spelt, share, plan.width)
        kernel[np.diag_indices(len(kernel))] += 10 * np.float32(plan.ridge) / weights
        factor, _ = lapack.spotrf(kernel.T, lower=1, overwrite_a=1, clean=1)
    wanted = right.astype(np.float32)
    solved = cho_solve((factor, True), wanted)
    inverse, _ = lapack.strtri(factor, lower=1, overwrite_c=1)
    diagonal = np.einsum("ij,ij->j", inverse, inverse)
    return Fitted(
        weights=solved.astype(np.float32), spelling=np.asarray(share * (spelt.T @ solved), np.float32),
        left_out=(wanted - solved / diagonal[:, None]).astype(np.float32), nearest=near,
    )  # fmt: skip


def _kernel(placed: Floats, spelt: Any, share: float, width: float) -> tuple[Floats, Floats]:
    """(kernel (n, n), how near the nearest others are (n,))."""
    near = np.empty(len(placed), np.float32)
    kernel = np.empty((len(placed), len(placed)), np.float32)
    turned = spelt.T.tocsr()
    for start in range(0, len(placed), _BLOCK):
        block = placed[start : start + _BLOCK] @ placed.T
        itself = np.arange(len(block))
        block[itself, start + itself] = -1
        near[start : start + _BLOCK] = nearest(block)
        block[itself, start + itself] = 1
        block -= 1
        block *= np.float32(width)
        np.exp(block, out=block)
        block += np.float32(share) * (spelt[start : start + _BLOCK] @ turned).toarray()
        kernel[start : start + _BLOCK] = block
    return kernel, near
