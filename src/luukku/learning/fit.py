"""Fits the linear parts of a head: by meaning, by spelling, and by both at once."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from luukku.errors import NotInstalled
from luukku.learning.plan import Plan
from luukku.understand.heads import Kind
from luukku.understand.ngrams import Pieces

if TYPE_CHECKING:
    import numpy.typing as npt

    from luukku.learning.taught import Taught

    Floats = npt.NDArray[np.float32]
    Bools = npt.NDArray[np.bool_]

_FEW = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scale:
    """How vectors are centred and stretched: (v − mean) × scale has mean 0, and its length is about 4 (Euclid)."""

    mean: Floats
    scale: Floats

    @staticmethod
    def of(vectors: Floats) -> Scale:
        deviation = np.maximum(vectors.std(axis=0), _FEW)
        return Scale(mean=vectors.mean(axis=0), scale=(4 / np.sqrt(vectors.shape[1]) / deviation).astype(np.float32))

    def apply(self, vectors: Floats) -> Floats:
        scaled: Floats = (vectors - self.mean) * self.scale
        return scaled


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parts:
    """Weights of the three: (d, L) or (V, L) each, with (L,) biases."""

    meaning: Floats
    meaning_bias: Floats
    spelling: Floats
    spelling_bias: Floats
    both_meaning: Floats
    both_spelling: Floats
    both_bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answers:
    """What the parts say of n texts: (n, L) each. `both_spelling` has the bias of both."""

    meaning: Floats
    spelling: Floats
    both_meaning: Floats
    both_spelling: Floats


def spelling_rows(pieces: Pieces, texts: Sequence[str]) -> Any:
    """(n, V) sparse rows of the texts' known pieces."""
    sparse = _sparse()
    ends, places, weights = [0], [], []
    for text in texts:
        where, weight = pieces.weigh(text)
        places.append(where)
        weights.append(weight)
        ends.append(ends[-1] + len(where))
    held = (np.concatenate([*weights, np.empty(0, np.float32)]), np.concatenate([*places, np.empty(0, np.intp)]), ends)
    rows = sparse.csr_matrix(held, shape=(len(texts), len(pieces)), dtype=np.float64)
    rows.sort_indices()
    return rows


def fit_parts(kind: Kind, scaled: Floats | None, spelt: Any, right: Bools, plan: Plan) -> Parts:
    """`scaled` (n, d) or None, `spelt` (n, V) sparse, `right` (n, L): which labels are right of each text."""
    sparse = _sparse()
    labels, pieces = right.shape[1], spelt.shape[1]
    spelling, spelling_bias = _margins(kind, spelt, right, plan.spelling)
    if scaled is None:
        none, no_bias = np.zeros((0, labels), np.float32), np.zeros(labels, np.float32)
        return Parts(
            meaning=none, meaning_bias=no_bias, spelling=spelling, spelling_bias=spelling_bias,
            both_meaning=none, both_spelling=np.zeros((pieces, labels), np.float32), both_bias=no_bias,
        )  # fmt: skip
    meaning, meaning_bias = _logits(kind, scaled, right, plan.meaning, plan.taught)
    share = plan.joint / 4
    joined = sparse.hstack([sparse.csr_matrix(scaled.astype(np.float64) * share), spelt], format="csr")
    both, both_bias = _margins(kind, joined, right, plan.both, None if plan.taught is None else replace(plan.taught, vectors=plan.taught.vectors * np.float32(share)))
    wide = scaled.shape[1]
    return Parts(
        meaning=meaning, meaning_bias=meaning_bias, spelling=spelling, spelling_bias=spelling_bias,
        both_meaning=both[:wide] * np.float32(share), both_spelling=both[wide:], both_bias=both_bias,
    )  # fmt: skip


def answer(parts: Parts, scaled: Floats | None, spelt: Any) -> Answers:
    """What the parts say of texts."""
    said = np.asarray(spelt @ parts.spelling + parts.spelling_bias, np.float32)
    both_said = np.asarray(spelt @ parts.both_spelling + parts.both_bias, np.float32)
    if scaled is None:
        nothing = np.zeros_like(said)
        return Answers(meaning=nothing, spelling=said, both_meaning=nothing, both_spelling=nothing)
    return Answers(meaning=scaled @ parts.meaning + parts.meaning_bias, spelling=said, both_meaning=scaled @ parts.both_meaning, both_spelling=both_said)


@contextmanager
def one_thread() -> Iterator[None]:
    """While it lasts the libraries reckon on one thread: the same sums in the same order. Raises NotInstalled."""
    try:
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # the library has no type marker
    except ImportError as error:
        raise _not_installed() from error
    with threadpool_limits(1):
        yield


def _logits(kind: Kind, rows: Floats, right: Bools, free: float, taught: Taught | None = None) -> tuple[Floats, Floats]:
    """Logistic regression: (features, L) and (L,). `taught`, in the same scale, counts beside the rows, for `any-of` alone."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # the library has no type marker

    def fit(wanted: npt.NDArray[Any], label: int | None) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        some, wanted, counts = _with_taught(rows, wanted, label, taught)
        model = LogisticRegression(C=free, max_iter=300, tol=1e-3).fit(some, wanted, counts)
        return model.coef_, model.intercept_

    return _fitted(kind, fit, right, rows.shape[1])


def _with_taught(rows: Any, wanted: npt.NDArray[Any], label: int | None, taught: Taught | None) -> tuple[Any, npt.NDArray[Any], Floats | None]:
    """(rows, wanted, how much each counts) with what corrections say of the label; of a row's features those beyond the
    meaning are none: nobody's words are known."""
    if taught is None or label is None or not taught.counts[:, label].any():
        return rows, wanted, None
    says = taught.counts[:, label] > 0
    more: Any = taught.vectors[says]
    if not isinstance(rows, np.ndarray):
        sparse = _sparse()
        more = sparse.csr_matrix(np.pad(more.astype(np.float64), ((0, 0), (0, rows.shape[1] - more.shape[1]))))
        rows = sparse.vstack([rows, more], format="csr")
    else:
        rows = np.concatenate([rows, more])
    return rows, np.concatenate([wanted, taught.right[says, label]]), np.concatenate([np.ones(len(wanted), np.float32), taught.counts[says, label]])


def _margins(kind: Kind, rows: Any, right: Bools, free: float, taught: Taught | None = None) -> tuple[Floats, Floats]:
    """Support vectors with squared hinge, each label against the rest: (features, L) and (L,). `taught` as in `_logits`; its
    vectors are the first features."""
    from sklearn.svm import LinearSVC  # type: ignore[import-untyped]  # the library has no type marker

    def fit(wanted: npt.NDArray[Any], label: int | None) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        some, wanted, counts = _with_taught(rows, wanted, label, taught)
        model = LinearSVC(C=free, random_state=0, tol=1e-3).fit(some, wanted, counts)
        return model.coef_, model.intercept_

    return _fitted(kind, fit, right, rows.shape[1])


def _fitted(kind: Kind, fit: Any, right: Bools, wide: int) -> tuple[Floats, Floats]:
    """Spreads what was fitted over all labels; one that no text (or every text) has gets no weight and the bias of its absence."""
    weights, bias = np.zeros((wide, right.shape[1]), np.float32), np.full(right.shape[1], -1.0, np.float32)
    seen = right.any(axis=0) & ~right.all(axis=0)
    bias[right.all(axis=0)] = 1.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # not converged to the last digit is good enough, and said for each label
        if kind == "any-of":
            for label in np.flatnonzero(seen).tolist():
                coef, intercept = fit(right[:, label], label)
                weights[:, label], bias[label] = coef[0], intercept[0]
            return weights, bias
        coef, intercept = fit(right.argmax(axis=1), None)
    where = np.flatnonzero(seen)
    if len(where) == 2:  # of two labels the libraries fit only the second
        coef, intercept = np.concatenate([-coef, coef]) / 2, np.concatenate([-intercept, intercept]) / 2
    weights[:, where], bias[where] = coef.T, intercept
    return weights, bias


def check_installed() -> None:
    """Raises NotInstalled, before minutes are spent on embedding."""
    _sparse()


def _sparse() -> Any:
    try:
        import sklearn  # type: ignore[import-untyped]  # noqa: F401  # asked first: it is what people install
        from scipy import sparse  # type: ignore[import-untyped]  # the library has no type marker
    except ImportError as error:
        raise _not_installed() from error
    return sparse


def _not_installed() -> NotInstalled:
    return NotInstalled(package="scikit-learn", do="pip install 'luukku[learn]'")
