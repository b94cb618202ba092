"""What can be chosen about learning, and who is told how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luukku.learning.taught import Taught

Told = Callable[[str, float], None]
"""Called with what is being done and the share of the whole that is done, 0–1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The defaults were chosen by cross-validation on training texts and few-shot samples of them, never on a test.

    `near`: whether meaning is read by nearness to every text (the better, and larger) or by one matrix; None: by nearness
    for `one-of` up to `most_near` texts. `folds`: parts for calibration. `at_least`: texts in which a piece must stand;
    None: 1 for up to 2 000 texts, else 2. `most_pieces`: of more, those that weigh least are left out and the rest is
    fitted again.

    Of nearness: `width` of the kernel, `ridge` on its diagonal, `ball`: how far the covariance is shrunk, `dimension`: how many
    directions are kept, `share` of the spelling; None: more the more texts a label has. `name_weight`: how much a label's
    name counts beside a text. Of the one matrix: `meaning`, `spelling`, `both`: how freely each part may fit (inverse
    strength of regularisation); `joint`: length of the meaning beside the spelling where both are fitted at once.
    """

    near: bool | None = None
    most_near: int = 16_000
    width: float = 2.5
    ridge: float = 0.1
    ball: float = 0.9
    dimension: int = 160
    share: float | None = None
    name_weight: float = 0.67

    folds: int = 5
    seed: int = 0
    at_least: int | None = None
    most_pieces: int = 60_000
    meaning: float = 30.0
    spelling: float = 1.0
    both: float = 1.0
    joint: float = 1.0

    taught: Taught | None = field(default=None, compare=False)
    """What corrections add to the meaning, alone and beside the spelling, of the one matrix."""


def quiet(doing: str, share: float) -> None:
    """Tells nobody."""
