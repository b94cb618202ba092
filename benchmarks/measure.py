"""What all benchmarks share: a row with its baseline and its budget, and how it is printed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measured figure. `good` says whether it is within its budget (None: it has none)."""

    name: str
    value: str
    baseline: str = ""
    budget: str = ""
    good: bool | None = None


def p(values: Sequence[float], percent: int) -> float:
    """The percentile, of at least two values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def show(rows: Sequence[Row]) -> None:
    for row in rows:
        word = {True: "within", False: "MISSED", None: ""}[row.good]
        beside = "; ".join(part for part in (f"baseline {row.baseline}" if row.baseline else "", f"budget {row.budget}" if row.budget else "") if part)
        print(f"  {row.name:<34} {row.value:<26} {word:<7} {beside}".rstrip(), flush=True)
