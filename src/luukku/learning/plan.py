"""What can be chosen about learning, and who is told how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Told = Callable[[str, float], None]
"""Called with what is being done and the share of the whole that is done, 0–1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The defaults were chosen on CLINC150's training texts and few-shot samples of them, never on a test.

    `folds`: parts for calibration. `at_least`: texts in which a piece must stand; None: 1 for up to 2 000 texts, else 2.
    `most_pieces`: of more, those that weigh least are left out and the rest is fitted again. `meaning`, `spelling`,
    `both`: how freely each part may fit (inverse strength of regularisation). `joint`: length of the meaning beside the
    spelling where both are fitted at once.
    """

    folds: int = 5
    seed: int = 0
    at_least: int | None = None
    most_pieces: int = 60_000
    meaning: float = 30.0
    spelling: float = 1.0
    both: float = 1.0
    joint: float = 1.0


def quiet(doing: str, share: float) -> None:
    """Tells nobody."""
