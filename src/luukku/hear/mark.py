"""Marks what is personal in a message, so that it can be kept out of logs, prompts and traces."""

from __future__ import annotations

import re

from luukku.hear.recognisers import RECOGNISERS
from luukku.model.fact import Facts, reveal
from luukku.model.reading import Mark

_ORDER = ("HETU", "PERSONNUMMER", "IBAN", "CARD", "YTUNNUS", "EMAIL", "PHONE", "NAME", "ADDRESS")


def mark(text: str, known: Facts = Facts()) -> tuple[Mark, ...]:  # noqa: B008  Facts is frozen
    """Stretches of personal data in order, never overlapping; the surer kind wins over the looser one.

    `known`: the customer's own names, which no pattern would find.
    """
    found = [hit for recognise in RECOGNISERS for hit in recognise(text)]
    found += _known_names(text, known)
    found.sort(key=lambda hit: (_ORDER.index(hit.label), hit.start - hit.end))
    kept: list[Mark] = []
    for hit in found:
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))


def _known_names(text: str, known: Facts) -> list[Mark]:
    hits: list[Mark] = []
    for fact in known:
        held = reveal(fact.value)
        if fact.name.startswith("name.") and isinstance(held, str) and len(held) >= 2:
            stem = re.escape(held[:-1] if len(held) > 4 else held)
            hits += [Mark(start=hit.start(), end=hit.end(), label="NAME") for hit in re.finditer(rf"(?i)\b{stem}\w{{0,6}}", text)]
    return hits
