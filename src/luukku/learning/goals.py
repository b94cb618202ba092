"""What the goal packs' examples teach: which goal each text tells, beside texts that tell of turns of life and of nothing."""

from __future__ import annotations

from collections.abc import Sequence

from luukku.model.ids import Language
from luukku.model.pack import Packs

MOST_OTHERS = 600
"""Texts of turns of life, and as many of nothing, that are no goal: evenly over all that there are."""


def told_goals(packs: Packs, language: Language) -> dict[str, frozenset[str]]:
    """Text → the goals that it tells, of one language; empty for what tells none."""
    events = [one.text for pack in packs.events.values() for one in pack.examples if one.language == language]
    nothing = [one.text for one in packs.nothing if one.language == language]
    found = dict.fromkeys((*_some(events), *_some(nothing)), frozenset[str]())
    for pack in packs.goals.values():
        found |= {one.text: frozenset[str]() for one in pack.counter_examples if one.language == language}
    for pack in packs.goals.values():
        for one in pack.examples:
            if one.language == language:
                found[one.text] = found.get(one.text, frozenset()) | {pack.id}
    return found


def _some(texts: Sequence[str]) -> list[str]:
    return [texts[at * len(texts) // MOST_OTHERS] for at in range(MOST_OTHERS)] if len(texts) > MOST_OTHERS else list(texts)
