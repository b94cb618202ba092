"""Which feeling a reader hears in the words: for the tone and length of the reply to this turn, and for nothing else.

It is kept nowhere (TRUST.md R-44): in no table, log, stored answer, brief or training row. Each language has its own heads,
as feelings do not carry over from one language to another: one learnt from what customers write, and beside it, weighing
less, one from film subtitles (XED), where that helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from luukku.model.fact import Personal
from luukku.model.ids import LANGUAGES, Language
from luukku.model.reading import EMOTIONS, Feeling
from luukku.understand.head_files import load
from luukku.understand.heads import Heads, probabilities
from luukku.understand.ngrams import Cut, cut
from luukku.understand.text import clauses

if TYPE_CHECKING:
    import numpy.typing as npt

    from luukku.ports import Embedder, Vectors

    Floats = npt.NDArray[np.float32]

FILM_COUNTS = 0.3
"""How much film language counts beside what customers write: chosen by cross-validation on the latter."""
_LONGEST = 1_000
"""Characters of a message in which its feeling is looked for."""
_LEAST = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tongue:
    """One language's heads. `by_meaning`: the vectors that come are of the embedder from which they were learnt."""

    service: Heads
    film: Heads | None
    by_meaning: bool

    def scores(self, text: str | Cut, vectors: Vectors | None) -> Floats:
        """(9,) probabilities in the order of `EMOTIONS`."""
        seen = vectors if self.by_meaning and vectors is not None and len(vectors) else None
        spelt = cut(text) if isinstance(text, str) else text
        logits = _in_order(self.service, spelt, seen)
        if self.film is not None:
            logits = logits + np.float32(FILM_COUNTS) * _in_order(self.film, spelt, seen)
        return probabilities(logits, "one-of")


Feelings = Mapping[Language, Tongue]


def place_of(folder: Path, language: Language, film: bool = False) -> Path:
    """Where a language's model lies (without its ending), under the packs' root."""
    return folder / "language" / language / ("emotions-film" if film else "emotions")


def open_feelings(folder: Path | None, embedder: Embedder | None) -> Feelings:
    """What was learnt; empty where nothing was. Raises BadModel on a model that is broken."""
    found: dict[Language, Tongue] = {}
    if folder is None:
        return found
    for language in LANGUAGES:
        service, film = (_open_or_none(place_of(folder, language, film=film)) for film in (False, True))
        if service is not None:
            fits = embedder is not None and all(one is None or one.made_for(embedder) for one in (service, film))
            found[language] = Tongue(service=service, film=film, by_meaning=fits)
    return found


def feel(feelings: Feelings, text: str, language: Language, vectors: Vectors | None) -> Feeling | None:
    """None where nothing was learnt of the language. `vectors`: (n, d) of the views of the text, of which the whole comes first."""
    tongue = feelings.get(language)
    if tongue is None:
        return None
    text = text[:_LONGEST]
    scores = tongue.scores(text, None if vectors is None else vectors[:1])
    label = EMOTIONS[int(scores.argmax())]
    shown = "" if label == "neutral" else _shows(tongue, text, EMOTIONS.index(label))
    return Feeling(label=label, scores=tuple(float(one) for one in scores), evidence=Personal(shown))


def _shows(tongue: Tongue, text: str, place: int) -> str:
    """The clause that by its spelling shows it most."""
    parts = [text[one.start : one.end].strip() for one in clauses(text)]
    return max(parts, key=lambda part: float(tongue.scores(part, None)[place])) if len(parts) > 1 else text.strip()


def _in_order(heads: Heads, text: Cut, vectors: Vectors | None) -> Floats:
    """(9,) logarithms of the probabilities; labels that the model has not have the mean of the others."""
    known = dict(zip(heads.labels, np.log(np.maximum(heads.scores(text, vectors), _LEAST)).tolist(), strict=True))
    mean = sum(known.values()) / max(1, len(known))
    return np.array([known.get(label, mean) for label in EMOTIONS], np.float32)


def _open_or_none(place: Path) -> Heads | None:
    return load(place) if place.with_suffix(".npz").is_file() else None
