"""What a *turvakielto* shuts is not shown at the desk in any words: not as a fact, and not where it was said or repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from luukku.model.conversation import Event
from luukku.model.fact import HIDDEN, reveal
from luukku.model.pack import Packs
from luukku.understand.text import Clause, fold

if TYPE_CHECKING:
    from luukku.understand.municipality import Municipalities

T = TypeVar("T")
MARKED = ("ADDRESS", "PHONE")
"""Stretches of personal data by which somebody can be found."""
SHORTEST = 2
EVIDENCE = 4
"""Shorter words that showed a place ("joo") are everybody's."""
_OWNED = re.compile(r"['’]s\b|s\b|(?<=\w)[-'’:](?=\w)")
"""What hides a name in a word: the endings of "Turku's" and "Vasas", the joint of "Tampere-talo"."""


def hidden_words(events: Iterable[Event], closed: frozenset[str], packs: Packs, towns: Municipalities | None = None) -> frozenset[str]:
    """Words that tell a place: values and words of closed facts as the conversation's readings had them, addresses and
    numbers that were marked, names of organisations that serve one municipality only, and with `towns` each municipality
    that customer, employee or organisation named, in whatever form."""
    found: set[str] = set()
    texts: dict[str, str] = {}
    said: list[str] = []
    people: set[str] = set()
    for event in events:
        held: Any = reveal(event.personal) if event.personal is not None else {}
        if event.type == "accepted":
            texts[str(event.data.get("turn"))] = str(held.get("text") or "")
        if event.type == "replied":
            found |= _of_reading(held.get("reading") or {}, closed, texts.get(str(event.data.get("turn")), ""))
        else:
            said.append(str(held.get("text") or ""))
            people.add(str(held.get("name") or ""))
    if towns is not None:
        found |= _towns_in(said, found, people, towns)
    for organisation in packs.organisations.values():
        if organisation.municipality is not None:
            found |= {organisation.municipality, *organisation.names.values()}
    return frozenset(word for word in found if len(word) >= SHORTEST)


def _towns_in(said: Iterable[str], known: Iterable[str], people: Iterable[str], towns: Municipalities) -> set[str]:
    """Municipalities as they are written in the texts. One whose name is also an everyday word, or three small letters ("tre"),
    counts only where it is known to be meant; the name of an employee ("Aino Salo") is no place."""
    names = {name.casefold() for name in known}
    whole = re.compile("|".join(re.escape(name) for name in people if name) or r"(?!)")
    found: set[str] = set()
    for text in said:
        text = whole.sub(lambda name: " " * len(name[0]), text)
        for way in (text, _OWNED.sub(lambda joint: " " * len(joint[0]), text)):
            for place in towns.find(way, fold(way), Clause(0, len(way)), asked=True):
                word = way[place.start : place.end]
                if place.name.casefold() in names or not (place.common or (len(word) < EVIDENCE and word.islower())):
                    found.add(word)
    return found


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
