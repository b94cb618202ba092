"""Personal data: recall and precision per kind and language on labelled texts, and how fast a text is looked through.

`python benchmarks/personal.py [FILE.tsv …]` prints them with each miss; without files the dev texts.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.measure import Row  # noqa: E402  the path comes first when this file is run by its name
from luukku.hear import mark  # noqa: E402  the same
from luukku.model.reading import Mark  # noqa: E402  the same

TEXTS = ROOT / "tests" / "stages"
STRUCTURED = ("HETU", "PERSONNUMMER", "IBAN", "PHONE", "EMAIL", "CARD", "YTUNNUS")
_LABELLED = re.compile(r"\{([A-Z]+)\|([^{}]*)\}")
_RUNS = 20


@dataclass(frozen=True, slots=True)
class Labelled:
    language: str
    kind: str
    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Counted:
    """By (label, language): found, missed, wrong. A stretch counts as found when one of its label overlaps it by half or more."""

    hit: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    exact: int = 0
    notes: list[str] = field(default_factory=list)

    def recall(self, labels: Sequence[str], languages: Sequence[str] = ("fi", "sv", "en")) -> float:
        return _share(_sum(self.hit, labels, languages), _sum(self.missed, labels, languages))

    def precision(self, labels: Sequence[str], languages: Sequence[str] = ("fi", "sv", "en")) -> float:
        return _share(_sum(self.hit, labels, languages), _sum(self.wrong, labels, languages))


def read_texts(path: Path) -> list[Labelled]:
    """Lines `language<TAB>kind<TAB>text` in which {LABEL|words} marks what is personal."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [_labelled(language, kind, text) for language, kind, text in rows]


def _labelled(language: str, kind: str, marked: str) -> Labelled:
    text, marks, past = "", [], 0
    for hit in _LABELLED.finditer(marked):
        text += marked[past : hit.start()]
        marks.append((len(text), len(text) + len(hit[2]), hit[1]))
        text, past = text + hit[2], hit.end()
    return Labelled(language, kind, text + marked[past:], tuple(marks))


def count(texts: Iterable[Labelled]) -> Counted:
    counted = Counted()
    for one in texts:
        found = list(mark(one.text))
        for start, end, label in one.marks:
            fitting = next((hit for hit in found if hit.label == label and _overlap(hit, start, end) >= 0.5), None)
            if fitting is None:
                counted.missed[label, one.language] += 1
                counted.notes.append(f"missed {label}: {one.text[start:end]!r} in {one.text!r}")
                continue
            found.remove(fitting)
            counted.hit[label, one.language] += 1
            counted.exact += (fitting.start, fitting.end) == (start, end)
            if (fitting.start, fitting.end) != (start, end):
                counted.notes.append(f"edges {label}: {one.text[fitting.start:fitting.end]!r} for {one.text[start:end]!r}")
        for hit in found:
            counted.wrong[hit.label, one.language] += 1
            counted.notes.append(f"wrong {hit.label}: {one.text[hit.start:hit.end]!r} in {one.text!r}")
    return counted


def measure() -> list[Row]:
    """CPU of looking through the dev texts, joined to messages of about 200 characters: as full of numbers as no real message is."""
    messages = _messages(read_texts(TEXTS / "personal_dev.tsv"))
    size = sum(len(message) for message in messages)
    each = min(_seconds(messages) for _ in range(_RUNS)) / size * 200 * 1000
    return [Row(name="personal data, 200 characters", value=f"{each:.2f} ms ({200 / each / 1000:.2f} MB/s)", budget="≤ 0.3 ms", good=each <= 0.3)]


def _seconds(messages: Sequence[str]) -> float:
    began = time.process_time()
    for message in messages:
        mark(message)
    return time.process_time() - began


def _messages(texts: Sequence[Labelled], size: int = 200) -> list[str]:
    made, now = [], ""
    for one in texts:
        now = f"{now} {one.text}."
        if len(now) >= size:
            made.append(now)
            now = ""
    return made


def _overlap(hit: Mark, start: int, end: int) -> float:
    shared = min(hit.end, end) - max(hit.start, start)
    return shared / max(end - start, hit.end - hit.start)


def _sum(counts: Counter[tuple[str, str]], labels: Sequence[str], languages: Sequence[str]) -> int:
    return sum(counts[label, language] for label in labels for language in languages)


def _share(hit: int, rest: int) -> float:
    return hit / (hit + rest) if hit + rest else 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description="Recall and precision of the recognisers of personal data, and their speed.")
    parser.add_argument("files", nargs="*", type=Path, default=[TEXTS / "personal_dev.tsv"])
    parser.add_argument("--quiet", action="store_true", help="no list of misses")
    asked = parser.parse_args()
    for path in asked.files:
        texts = read_texts(path)
        counted = count(texts)
        print(f"{path.name}: {len(texts)} texts, {sum(len(one.marks) for one in texts)} stretches, {counted.exact} of {sum(counted.hit.values())} found with the same edges")
        for labels in (STRUCTURED, *((label,) for label in (*STRUCTURED, "ADDRESS", "NAME"))):
            name = "structured" if len(labels) > 1 else labels[0]
            each = " ".join(f"{language} {counted.recall(labels, (language,)):.2f}/{counted.precision(labels, (language,)):.2f}" for language in ("fi", "sv", "en"))
            print(f"  {name:<13} recall {counted.recall(labels):.3f} precision {counted.precision(labels):.3f}   {each}")
        if not asked.quiet:
            print("\n".join(f"  {note}" for note in counted.notes))
    for row in measure():
        print(f"{row.name}: {row.value} (budget {row.budget})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
