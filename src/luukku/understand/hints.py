"""The second net for danger: what was learnt from texts that hint at one without saying it. Beside the words, never instead.

One head of all three languages shares its probability out among the kinds, harmless texts that are near one, and all
others. It reads spelling alone where there are no vectors (in the alarm before any limit), and the meaning too where
there are. The model carries its own thresholds, fixed by cross-validation on harmless texts (`luukku learn danger`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from luukku.model.fact import Personal
from luukku.model.reading import DANGERS, ReadDanger
from luukku.understand.head_files import load
from luukku.understand.heads import Heads
from luukku.understand.text import clauses, words

if TYPE_CHECKING:
    from luukku.ports import Embedder, Vectors

FEWEST = 3
"""Words from which on spelling alone is believed: shorter ones answer some question ("vet inte", "ei kukaan")."""
UNLIKELY, FEWEST_UNLIKELY = 0.05, 5
"""The probability under which words of danger are not meant, and the words of a text from which on it can be told. Of 572 texts
in which words heard a danger rightly none lay under it, and of 25 in which they heard one wrongly eight."""
DOUBTFUL, AGREES = 0.3, 0.2
"""By spelling: under it the meaning is asked, too; and from which on the meaning agrees. Of 148 texts of the development sets in
which words heard a danger rightly none is passed over so, and of 46 in which they heard one wrongly 17."""
NEAR, OTHER = "near", "none"
"""Labels of harmless texts: of words that are near a danger, and of any others."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hints:
    """`by_meaning`: the vectors that come are of the embedder from which the head was learnt."""

    heads: Heads
    by_meaning: bool


def place_of(folder: Path) -> Path:
    """Where the model lies (without its ending), under the packs' root."""
    return folder / "language" / "danger"


def open_hints(folder: Path | None, embedder: Embedder | None) -> Hints | None:
    """None when nothing was learnt: then the words hear alone. Raises BadModel on one that is broken."""
    if folder is None or not place_of(folder).with_suffix(".npz").is_file():
        return None
    heads = load(place_of(folder))
    return Hints(heads=heads, by_meaning=embedder is not None and heads.made_for(embedder))


def hear(hints: Hints, text: str, vectors: Vectors | None) -> ReadDanger | None:
    """The likeliest kind, when the probability of any is high enough, with the clause that shows it most.

    `vectors`: (n, d) of the views of the text, or None.
    """
    heads = hints.heads
    seen = vectors if sees(hints, vectors) else None
    if seen is None and len(words(text)) < FEWEST:
        return None
    scores = dict(zip(heads.labels, heads.scores(text, seen).tolist(), strict=True))
    any_kind = danger_of(scores)
    if any_kind < (heads.spelling.alone_threshold if seen is None else heads.threshold):
        return None
    kind = max(DANGERS, key=lambda one: scores.get(one, 0.0))
    return ReadDanger(kind=kind, evidence=Personal(_shows(heads, text, kind)))


def likelihood(hints: Hints, text: str, vectors: Vectors | None = None) -> float:
    """How likely any danger is in the text, by its spelling, or by its meaning too; 1 where too few words tell."""
    if len(words(text)) < FEWEST_UNLIKELY:
        return 1.0
    return danger_of(dict(zip(hints.heads.labels, hints.heads.scores(text, vectors).tolist(), strict=True)))


def sees(hints: Hints, vectors: Vectors | None) -> bool:
    """Whether the vectors tell it anything."""
    return hints.by_meaning and vectors is not None and len(vectors) > 0


def danger_of(scores: dict[str, float]) -> float:
    """How likely any kind is."""
    return 1.0 - scores.get(NEAR, 0.0) - scores.get(OTHER, 0.0)


def _shows(heads: Heads, text: str, kind: str) -> str:
    parts = [text[one.start : one.end].strip() for one in clauses(text)]
    place = heads.labels.index(kind)
    return max(parts, key=lambda part: float(heads.scores(part)[place])) if len(parts) > 1 else text.strip()
