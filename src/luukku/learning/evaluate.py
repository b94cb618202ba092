"""Measures a head on labelled texts that it has not seen, and on texts that fit none of its labels."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from luukku.learning import measure
from luukku.learning.table import Table
from luukku.understand.heads import Heads, Judged

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_WARM = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said of one text."""

    text: str
    label: str
    said: str
    confidence: float
    belonging: float
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures. `unknown`: labels of the test that the model has not (each text of them counts as wrong).

    `p50` and `p99`: milliseconds by the clock of the head for one text, beyond its embedding; `cpu`: mean of its processor's.
    """

    texts: int
    labels: int
    unknown: tuple[str, ...]
    spelling_alone: bool
    accuracy: float
    macro_f1: float
    calibration_error: float
    p50: float
    p99: float
    cpu: float
    reliability: tuple[measure.Bin, ...]
    coverage: tuple[measure.Covered, ...]
    scope: measure.Scope | None
    confusions: tuple[measure.Confused, ...]
    by_label: tuple[measure.OfLabel, ...]

    def plain(self) -> dict[str, Any]:
        """For JSON; figures in five digits."""
        rounded: dict[str, Any] = _rounded(asdict(self))
        return rounded


def evaluate(heads: Heads, test: Table, vectors: Floats | None, outside: Sequence[str], outside_vectors: Floats | None) -> tuple[Evaluation, tuple[Answer, ...]]:
    """`vectors` None: spelling alone. `outside`: texts that fit no label; none: `scope` is None."""
    judged, taken, cpu = _judge(heads, test.texts, vectors)
    scores = np.stack([one.scores for one in judged])
    place = {label: at for at, label in enumerate(heads.labels)}
    right = np.array([place.get(label, -1) for label in test.labels], np.int64)
    bins, rows = measure.reliability(right, scores), measure.by_label(heads.labels, right, scores)
    found = Evaluation(
        texts=len(test.texts), labels=len(heads.labels), unknown=tuple(sorted(set(test.labels) - set(heads.labels))), spelling_alone=vectors is None,
        accuracy=measure.accuracy(right, scores), macro_f1=measure.macro_f1(rows), calibration_error=measure.calibration_error(bins),
        p50=float(np.quantile(taken, 0.5)), p99=float(np.quantile(taken, 0.99)), cpu=cpu, reliability=bins, coverage=measure.coverage(right, scores),
        scope=_scope(heads, right, scores, judged, outside, outside_vectors), confusions=measure.confusions(heads.labels, right, scores), by_label=rows,
    )  # fmt: skip
    return found, tuple(_answer(heads, text, label, one) for text, label, one in zip(test.texts, test.labels, judged, strict=True))


def _scope(
    heads: Heads, right: npt.NDArray[np.int64], scores: Floats, judged: Sequence[Judged], outside: Sequence[str], outside_vectors: Floats | None,
) -> measure.Scope | None:  # fmt: skip
    if not outside:
        return None
    others, _, _ = _judge(heads, outside, outside_vectors)
    inside, beyond = (np.array([one.belonging for one in some], np.float32) for some in (judged, others))
    return measure.scope(right, scores, inside, beyond, heads.spelling.alone_threshold if outside_vectors is None else heads.threshold)


def _judge(heads: Heads, texts: Sequence[str], vectors: Floats | None) -> tuple[list[Judged], list[float], float]:
    """(what was said of each, milliseconds that each took, mean of the processor's milliseconds)."""
    for at in range(min(_WARM, len(texts))):
        heads.judge(texts[at], None if vectors is None else vectors[at])
    judged, taken, cpu = [], [], time.thread_time()
    for at, text in enumerate(texts):
        start = time.perf_counter()
        judged.append(heads.judge(text, None if vectors is None else vectors[at]))
        taken.append((time.perf_counter() - start) * 1000)
    return judged, taken, (time.thread_time() - cpu) * 1000 / max(1, len(texts))


def _answer(heads: Heads, text: str, label: str, judged: Judged) -> Answer:
    place = int(judged.scores.argmax())
    return Answer(text=text, label=label, said=heads.labels[place], confidence=float(judged.scores[place]), belonging=judged.belonging, taken=judged.taken)


def _rounded(held: Any) -> Any:
    if isinstance(held, float):
        return round(held, 5)
    if isinstance(held, dict):
        return {name: _rounded(one) for name, one in held.items()}
    return [_rounded(one) for one in held] if isinstance(held, (list, tuple)) else held
