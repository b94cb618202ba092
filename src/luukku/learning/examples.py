"""Texts, what is right of each, and their vectors, held together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from luukku.understand.heads import Kind

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Examples:
    """n texts; `right` (n, L): which labels fit each; `vectors` (n, d) or None."""

    texts: tuple[str, ...]
    right: npt.NDArray[np.bool_]
    vectors: npt.NDArray[np.float32] | None

    def at(self, places: Sequence[int]) -> Examples:
        """Those at `places`."""
        vectors = None if self.vectors is None else self.vectors[list(places)]
        return Examples(texts=tuple(self.texts[place] for place in places), right=self.right[list(places)], vectors=vectors)

    def with_more(self, extra: Examples | None) -> Examples:
        """These, then those of `extra`."""
        if extra is None:
            return self
        vectors = None if self.vectors is None or extra.vectors is None else np.concatenate([self.vectors, extra.vectors])
        return Examples(texts=(*self.texts, *extra.texts), right=np.concatenate([self.right, extra.right]), vectors=vectors)

    def groups(self) -> list[tuple[int, ...]]:
        """The labels of each text, as places."""
        return [tuple(np.flatnonzero(row).tolist()) for row in self.right]

    def can_fit(self, kind: Kind) -> bool:
        """Whether there is anything to tell apart."""
        mixed = int((self.right.any(axis=0) & ~self.right.all(axis=0)).sum())
        return mixed >= (2 if kind == "one-of" else 1)
