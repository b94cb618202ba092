"""What a *turvakielto* shuts is not shown at the desk in any words: not as a fact, and not where it was said or repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from luukku.model.conversation import Event
from luukku.model.fact import HIDDEN, reveal
from luukku.model.pack import Packs

T = TypeVar("T")
MARKED = ("ADDRESS", "PHONE")
"""Stretches of personal data by which somebody can be found."""
SHORTEST = 2
EVIDENCE = 4
"""Shorter words that showed a place ("joo") are everybody's."""


def hidden_words(events: Iterable[Event], closed: frozenset[str], packs: Packs) -> frozenset[str]:
    """Words that tell a place: values and words of closed facts as the conversation's readings had them, addresses and
    numbers that were marked, and names of organisations that serve one municipality only."""
    found: set[str] = set()
    texts: dict[str, str] = {}
    for event in events:
        held: Any = reveal(event.personal) if event.personal is not None else {}
        if event.type == "accepted":
            texts[str(event.data.get("turn"))] = str(held.get("text") or "")
        if event.type == "replied":
            found |= _of_reading(held.get("reading") or {}, closed, texts.get(str(event.data.get("turn")), ""))
    for organisation in packs.organisations.values():
        if organisation.municipality is not None:
            found |= {organisation.municipality, *organisation.names.values()}
    return frozenset(word for word in found if len(word) >= SHORTEST)


def veil(shown: T, words: frozenset[str]) -> T:
    """The same view with "•••" for each of the words, to the end of the word in which it stands, in all texts of it."""
    if not words:
        return shown
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}\w*" for word in longest_first), re.IGNORECASE)
    return cast(T, _veiled(shown, pattern))


def _of_reading(reading: dict[str, Any], closed: frozenset[str], text: str) -> set[str]:
    found: set[str] = set()
    for fact in reading.get("facts", ()):
        if fact.get("name") in closed:
            found |= {str(fact["evidence"])} if len(str(fact.get("evidence") or "")) >= EVIDENCE else set()
            found |= {fact["value"]} if isinstance(fact.get("value"), str) else set()
    for mark in reading.get("personal_data", ()):
        if mark.get("label") in MARKED:
            found.add(text[mark["start"] : mark["end"]])
    return found


def _veiled(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(HIDDEN, value)
    if isinstance(value, tuple):
        return tuple(_veiled(one, pattern) for one in value)
    if isinstance(value, list):
        return [_veiled(one, pattern) for one in value]
    if isinstance(value, Mapping):
        return {name: _veiled(one, pattern) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _veiled(getattr(value, field.name), pattern) for field in fields(value) if _has_words(getattr(value, field.name))}
        return replace(value, **changed)
    return value


def _has_words(value: Any) -> bool:
    return isinstance(value, (str, Sequence, Mapping)) or is_dataclass(value)
