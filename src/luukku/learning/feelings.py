"""Learns what is read of feelings, from the language packs' own texts, and from film subtitles where they are handed in."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from luukku.errors import BadData
from luukku.learning.learn import learn_heads
from luukku.learning.plan import Plan, Told, quiet
from luukku.model.ids import Language
from luukku.understand.heads import Heads, Maker

if TYPE_CHECKING:
    from luukku.ports import Vectors

EMOTION = Plan(near=False, meaning=1.0, most_pieces=20_000)
"""Small, and fitted tightly: of few texts each is somebody's way to say it."""
_XED = {"1": "anger", "2": "anticipation", "3": "disgust", "4": "fear", "5": "joy", "6": "sadness", "7": "surprise", "8": "trust"}
_MOST_LINES, _MOST_NEUTRAL = 3_000, 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Texts with one label each."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


def film_lines(folder: Path, language: Language) -> Lines:
    """Lines of XED with exactly one emotion, and neutral ones where the language has them; some thousands, the same each time.

    Raises BadData when the folder has no file of the language.
    """
    file = folder / f"{language}.train.tsv"
    try:
        rows = [line.rpartition("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
        neutral = folder / f"{language}.neutral.train.tsv"
        calm = [line.rpartition("\t")[0] for line in neutral.read_text(encoding="utf-8").splitlines()[1:]] if neutral.is_file() else []
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(file=str(file), line=1, problem="it cannot be read as a file of XED", do="name the folder that holds fi.train.tsv, sv.train.tsv, en.train.tsv") from error
    found = {text: _XED[label] for text, _, label in rows if label in _XED and text.strip()}
    if len(set(found.values())) < len(_XED):
        raise BadData(file=str(file), line=1, problem="it has not all eight emotions", do="take XED's files with text<TAB>numbers")
    kept = dict(random.Random(1).sample(sorted(found.items()), min(_MOST_LINES, len(found))))
    kept |= dict.fromkeys(random.Random(1).sample(sorted({text for text in calm if text.strip()} - kept.keys()), min(_MOST_NEUTRAL, len(set(calm) - kept.keys()))), "neutral")
    return Lines(texts=tuple(kept), labels=tuple(kept.values()))


def learn_emotions(lines: Lines, vectors: Vectors | None, maker: Maker | None, told: Told = quiet) -> Heads:
    """One language's head. Raises BadData, NotInstalled."""
    return learn_heads(lines.texts, lines.labels, vectors, kind="one-of", purpose="emotions", maker=maker, plan=EMOTION, told=told)


def joined(parts: Sequence[tuple[str, str]]) -> Lines:
    """(label, text) pairs, each text once: of one that stands twice, the first label."""
    kept: dict[str, str] = {}
    for label, text in parts:
        kept.setdefault(text, label)
    return Lines(texts=tuple(kept), labels=tuple(kept.values()))


def by_language(rows: Sequence[tuple[Language, str, str]]) -> Mapping[Language, Lines]:
    """(language, label, text) → the lines of each language."""
    found: dict[Language, list[tuple[str, str]]] = {}
    for language, label, text in rows:
        found.setdefault(language, []).append((label, text))
    return {language: joined(pairs) for language, pairs in found.items()}
