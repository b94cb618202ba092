"""Learns how each of the counter's languages is spelt, from all texts of the packs."""

from __future__ import annotations

from collections.abc import Iterable

from luukku.learning.learn import learn_heads
from luukku.learning.plan import Plan, Told, quiet
from luukku.model.ids import Language
from luukku.understand.heads import Heads

LANGUAGE = Plan(most_pieces=6_000)
"""Some sixty kilobytes: languages differ in almost every word."""
FEWEST = 2
"""Words of a text: "Tampere" is in every language."""


def learn_language(told_in: Iterable[tuple[Language, str]], told: Told = quiet) -> Heads:
    """One head of spelling alone. A text that stands in two languages teaches neither."""
    found: dict[str, Language] = {}
    twice: set[str] = set()
    for language, text in told_in:
        if len(text.split()) >= FEWEST and found.setdefault(text, language) != language:
            twice.add(text)
    kept = {text: language for text, language in found.items() if text not in twice}
    return learn_heads(list(kept), list(kept.values()), None, kind="one-of", purpose="language", maker=None, plan=LANGUAGE, told=told)
