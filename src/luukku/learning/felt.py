"""How often the right feeling is heard in texts that were not learnt from."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luukku.errors import BadData
from luukku.model.ids import LANGUAGES, Language
from luukku.model.reading import EMOTIONS
from luukku.understand.feelings import Feelings, feel

if TYPE_CHECKING:
    from luukku.ports import Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text of a test."""

    label: str
    language: Language
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """`right` and `texts` by language, `by_label` (right, texts); `confused` (label, said) → times; `milliseconds` a text beyond embedding, the middle one."""

    right: dict[str, int]
    texts: dict[str, int]
    by_label: dict[str, tuple[int, int]]
    confused: dict[tuple[str, str], int]
    milliseconds: float

    @property
    def accuracy(self) -> float:
        return sum(self.right.values()) / max(1, sum(self.texts.values()))

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "texts": sum(self.texts.values()),
            "accuracy": round(self.accuracy, 4),
            "languages": {language: round(self.right[language] / self.texts[language], 4) for language in self.texts},
            "labels": {label: round(right / texts, 4) for label, (right, texts) in self.by_label.items()},
            "confusions": [{"label": label, "said": said, "times": times} for (label, said), times in self.confused.items()],
            "milliseconds": round(self.milliseconds, 3),
        }


def read_test(path: Path) -> list[Row]:
    """Raises BadData with the line."""
    form = "a line is label, language and text, parted by tabs"
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(file=str(path), line=1, problem="it cannot be read as UTF-8", do=form) from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        label, _, rest = line.partition("\t")
        spoken, _, text = rest.partition("\t")
        language = next((code for code in LANGUAGES if code == spoken), None)
        if language is None or label not in EMOTIONS or not text.strip():
            raise BadData(file=str(path), line=number, problem=f"not a label of {', '.join(EMOTIONS)}, then one of {', '.join(LANGUAGES)}, then a text", do=form)
        found.append(Row(label=label, language=language, text=text))
    if not found:
        raise BadData(file=str(path), line=1, problem="there is no text in it", do=form)
    return found


def measure(feelings: Feelings, rows: Sequence[Row], vectors: Vectors | None) -> Felt:
    """`vectors`: (n, d) of the rows' texts, or None: by spelling alone. What has no model counts as wrong."""
    said, taken = [], []
    for place, row in enumerate(rows):
        began = time.perf_counter()
        felt = feel(feelings, row.text, row.language, None if vectors is None else vectors[place : place + 1])
        taken.append((time.perf_counter() - began) * 1000)
        said.append(felt.label if felt is not None else "")
    good = [row for row, one in zip(rows, said, strict=True) if row.label == one]
    right, texts = Counter(row.language for row in good), Counter(row.language for row in rows)
    right_labels, labels = Counter(row.label for row in good), Counter(row.label for row in rows)
    confused = Counter((row.label, one or "nothing") for row, one in zip(rows, said, strict=True) if row.label != one)
    return Felt(
        right={language: right[language] for language in texts}, texts={str(language): n for language, n in texts.items()},
        by_label={label: (right_labels[label], labels[label]) for label in EMOTIONS if labels[label]},
        confused=dict(sorted(confused.items(), key=lambda one: (-one[1], one[0]))), milliseconds=sorted(taken)[len(taken) // 2],
    )  # fmt: skip


def said(found: Felt) -> str:
    """A page for people."""
    lines = [f"{sum(found.texts.values())} texts, right {found.accuracy:.3f}; {found.milliseconds:.2f} ms a text beyond embedding"]
    lines += [f"  {language}: {found.right[language] / texts:.3f} of {texts}" for language, texts in found.texts.items()]
    lines += [f"  {label}: {right} of {texts}" for label, (right, texts) in found.by_label.items()]
    lines += [f"  {label} → {one}, {times}" for (label, one), times in list(found.confused.items())[:12]]
    return "\n".join(lines)
