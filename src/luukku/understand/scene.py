"""What surrounds the reading of the shared catalogue in one message: which clauses tell something, and of what event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from luukku.model.fact import Value
from luukku.understand.catalogue_words import CatalogueWords
from luukku.understand.events import Found, Said
from luukku.understand.grief import Death
from luukku.understand.manner import BIRTH
from luukku.understand.municipality import Municipalities
from luukku.understand.sentence import Sentence
from luukku.understand.text import Clause

TOLD, ANSWERED = 0.9, 0.97
"""Confidence of what is told unasked, and of an answer."""
_UNTOLD = frozenset({"negated", "hypothetical", "metaphor", "long-past"})
"""Guards for which nothing in a clause counts; what is somebody else's is looked at fact by fact."""
_TELLS = 0.5
_BESIDE = 6
"""Characters between "with" and whom it is said of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fact of the catalogue in [start, end). `of`: what is counted; `role`: whom an age or a name is about."""

    name: str
    value: Value
    start: int
    end: int
    confidence: float = TOLD
    role: str = "me"
    approx: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One message in one language. `asked`: the catalogue's fact that was asked, or ""."""

    sentence: Sentence
    towns: Municipalities
    found: tuple[Found, ...]
    said: Mapping[str, Sequence[Said]]
    deaths: tuple[Death, ...]
    asked: str
    parts: tuple[Clause, ...]
    """The clauses in which something is told; of an answer all of them."""

    @property
    def words(self) -> CatalogueWords:
        return self.sentence.tongue.catalogue

    @property
    def events(self) -> tuple[str, ...]:
        return tuple(one.event for one in self.found)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the events' words stand."""
        return tuple(span for one in self.found for span in one.spans)

    @property
    def birth(self) -> bool:
        return BIRTH in self.events

    def eventful(self, part: Clause) -> bool:
        return any(part.start <= start < part.end for start, _ in self.spans)

    def has(self, kind: str, part: Clause | None = None) -> bool:
        """Whether a word of that list of the catalogue stands in it."""
        start, end = (part.start, part.end) if part else (0, len(self.sentence.folded))
        return self.sentence.once(f"catalogue {kind}", start, end, lambda: self.words.words[kind].first(self.sentence.folded, start, end) is not None)

    def confidence(self) -> float:
        return ANSWERED if self.asked else TOLD


def telling_parts(sentence: Sentence, found: Sequence[Found], said: Mapping[str, Sequence[Said]]) -> tuple[Clause, ...]:
    """Clauses that tell: not a question, nothing denied, imagined or of strangers, unless an event is told in them."""
    spans = [span for one in found for span in one.spans]
    guarded = {one.clause for each in said.values() for one in each if one.weight >= _TELLS and _UNTOLD & set(one.guards)}
    return tuple(_telling(sentence, spans, guarded))


def _names_stranger(sentence: Sentence, part: Clause) -> bool:
    """Somebody who is none of the speaker's, and not just company ("serkun kanssa ostettiin")."""
    tongue, folded = sentence.tongue, sentence.folded
    after, before = tongue.catalogue.words["company_after"], tongue.catalogue.words["company_before"]
    for hit in tongue.words["strangers"].find(folded, part.start, part.end):
        beside = any(0 <= one.start - hit.end <= 1 for one in after.find(folded, hit.end, part.end)) or any(hit.start - one.end <= _BESIDE for one in before.find(folded, part.start, hit.start))
        if not beside:
            return True
    return False


def _telling(sentence: Sentence, spans: Sequence[tuple[int, int]], guarded: set[Clause]) -> Iterator[Clause]:
    for part in sentence.parts:
        if any(part.start <= start < part.end for start, _ in spans):
            yield part
            continue
        asks = sentence.folded[part.end : part.end + 1] == "?"
        stranger = not sentence.has("mine", part) and _names_stranger(sentence, part)
        if not (asks or stranger or part in guarded):
            yield part
