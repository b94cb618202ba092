"""The first net: what is already known of the customer, found again however it is written and inflected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.hear.inflect import Names
from luukku.model.fact import Fact, Facts, reveal
from luukku.model.reading import Mark

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NAMES = frozenset(("name", "given", "family", "full", "former"))
_LEAST = 2
_INFLECTED = 6
"""Letters from which the end of a street's name may differ: "Kirkkokatu" in "Kirkkokadulla"."""


def find_known(text: str, known: Facts) -> Iterator[Mark]:
    """Names and addresses among the known facts. A municipality is none: half the country lives in a few."""
    names = [word for fact in known if _is_name(fact) for word in _WORD.findall(_text(fact).casefold()) if len(word) >= _LEAST]
    if names:
        yield from _find_names(text, names)
    for fact in known:
        if "address" in fact.name.split(".") and len(_text(fact)) > _LEAST:
            yield from _find_address(text, _text(fact))


def _is_name(fact: Fact) -> bool:
    head, _, last = fact.name.rpartition(".")
    return last in _NAMES and (last == "name" or head.rpartition(".")[2] == "name")


def _text(fact: Fact) -> str:
    held = reveal(fact.value)
    return held if isinstance(held, str) else ""


def _find_names(text: str, names: list[str]) -> Iterator[Mark]:
    """Words that stand together are one name."""
    every = (Names(names), Names(names, family=True))
    start = end = -1
    for hit in _WORD.finditer(text):
        if not any(one.find(hit[0].casefold()) for one in every):
            continue
        if start >= 0 and text[end : hit.start()] == " ":
            end = hit.end()
            continue
        if start >= 0:
            yield Mark(start=start, end=end, label="NAME")
        start, end = hit.span()
    if start >= 0:
        yield Mark(start=start, end=end, label="NAME")


def _find_address(text: str, address: str) -> Iterator[Mark]:
    """The whole, or its street and number alone."""
    words = re.findall(r"[\w:-]+", address)
    street = re.findall(r"[\w:-]+", address.partition(",")[0])
    for parts in (words, street):
        if len("".join(parts)) < 5:
            continue
        pattern = r"[\s,.]+".join(_loose(word) for word in parts)
        for hit in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield Mark(start=hit.start(), end=hit.end(), label="ADDRESS")


def _loose(word: str) -> str:
    return rf"{re.escape(word[:-2])}\w{{0,7}}" if len(word) >= _INFLECTED and word.isalpha() else rf"{re.escape(word)}(?::\w+)?"
