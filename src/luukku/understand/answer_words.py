"""What answers a pack's own question, and is read only after it was asked (`packs/language/<code>/answers.toml`), compiled once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luukku.errors import BadPack
from luukku.model.fact import Value
from luukku.understand.patterns import Patterns, words_of
from luukku.understand.tables import strings, table_of
from luukku.understand.text import Phrases

_BOOLS: Mapping[str, bool] = {"true": True, "false": False}
_LISTS = "countries"


@dataclass(frozen=True, slots=True)
class Answered:
    """A value that the words of [start, end) give."""

    value: Value
    start: int
    end: int


class AnswerWords:
    """By fact. Raises BadPack on wrong tables."""

    def __init__(self, table: Mapping[str, object], denies: Phrases[str]) -> None:
        self._denies = denies
        lists = {name: strings(table_of(table, _LISTS), name) for name in table_of(table, _LISTS)}
        try:
            self._by_fact: Mapping[str, Patterns[Value]] = {
                name: Patterns((text, lists, _BOOLS.get(value, value)) for value in table_of(table, name) for text in strings(table_of(table, name), value))
                for name in table
                if name != _LISTS
            }
        except ValueError as error:
            raise BadPack(file="answers.toml", line=0, problem=str(error)) from None

    def find(self, fact: str, text: str) -> list[Answered]:
        """Each value that is said, the longest words of a place alone; in order of the words."""
        patterns = self._by_fact.get(fact)
        if patterns is None:
            return []
        said = words_of(text)
        found = sorted({Answered(match.of, said[match.first].start, said[match.last].end) for match in patterns.find(said)}, key=lambda one: (one.value is not False, not self._opens_denying(text, one), one.start - one.end, one.start))
        return sorted(_longest(found), key=lambda one: one.start)

    def _opens_denying(self, text: str, one: Answered) -> bool:
        hit = self._denies.first(text.lower(), one.start, one.end)
        return hit is not None and hit.start == one.start


def _longest(found: list[Answered]) -> Iterator[Answered]:
    """Without those of another value that lie within, or half within, longer ones; what denies goes before what affirms."""
    kept: list[Answered] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end and one.value != other.value for other in kept):
            kept.append(one)
            yield one
