"""Cuts texts into parts so that each label is spread over all of them, and equal texts stay together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


def fold_of(texts: Sequence[str], labels: Sequence[Hashable], folds: int, seed: int) -> npt.NDArray[np.int64]:
    """(n,) the part of each text, 0 … folds − 1. Each label's texts are dealt out in turn, in an order drawn by `seed`.

    Texts that differ only in case and spaces go where the first of them went.
    """
    order = np.random.default_rng(seed).permutation(len(texts))
    next_of: dict[Hashable, int] = {}
    place_of: dict[str, int] = {}
    parts = np.zeros(len(texts), np.int64)
    for at in order.tolist():
        same = " ".join(texts[at].lower().split())
        if same not in place_of:
            turn = next_of.get(labels[at], len(next_of))  # another start for each label: small labels fill no one part
            place_of[same] = turn % folds
            next_of[labels[at]] = turn + 1
        parts[at] = place_of[same]
    return parts
