"""What the packs' examples teach of life events: which of them each text tells of."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from luukku.learning.table import Table
from luukku.model.ids import Language
from luukku.model.pack import Example, Packs

MOST_OF_ONE = 2_500
"""Texts of one table of everyday messages: more would weigh more than all that the packs say."""


def told_events(packs: Packs, language: Language) -> dict[str, frozenset[str]]:
    """Text → the events that it tells of, of one language; empty for what tells of none.

    A text that stands in several packs tells of each in which it is an example. A pack's counter-example only says that
    it is not that event: where another pack has it as an example it tells of that one.
    """
    found: dict[str, frozenset[str]] = {}
    for one, events in _lines(packs):
        if one.language == language:
            found[one.text] = found.get(one.text, frozenset()) | events
    return found


def nothing_in(table: Table, but: AbstractSet[str], most: int = MOST_OF_ONE) -> tuple[str, ...]:
    """Texts of a labelled table that tell of no life event, whatever its labels: those of the labels in `but` left out;
    of many so many, evenly over the table."""
    texts = [text for text, label in zip(table.texts, table.labels, strict=True) if label not in but]
    return tuple(texts if len(texts) <= most else (texts[at * len(texts) // most] for at in range(most)))


def _lines(packs: Packs) -> Iterator[tuple[Example, frozenset[str]]]:
    for pack in packs.events.values():
        yield from ((one, frozenset([pack.id])) for one in pack.examples)
        yield from ((one, frozenset()) for one in pack.counter_examples)
    yield from ((one, frozenset()) for one in packs.nothing)
