"""A reply to a card that says yes or no of organisations by their names: "pankille ei, Kelalle kyllä"."""

from __future__ import annotations

import re

from luukku.model.reading import Says
from luukku.understand.sentence import Sentence
from luukku.understand.text import words

_JOINS = {"fi": "ja|mutta|mut|sekä", "sv": "och|å|men|samt", "en": "and|but"}
_BREATHS = {language: re.compile(rf"[,.;!]|(?<!\w)(?:{joins})(?!\w)") for language, joins in _JOINS.items()}
"""Between what is said of one and of another; the Swedish "ja" joins nothing."""
_FEWEST = 2
"""Organisations from which on each is answered by itself; a yes to one alone may be meant for the whole card."""


def said_of_receivers(sentence: Sentence) -> tuple[tuple[str, Says], ...]:
    """(kind of organisation, yes or no), in order; empty unless every word belongs to an organisation, or to its yes or no.

    A word too many ("Kelalle ehkä", "pankille vain osoite") leaves all of it open, and so does a kind that is named twice.
    """
    found: list[tuple[str, Says]] = []
    start = 0
    for cut in [*_BREATHS[sentence.tongue.language].finditer(sentence.folded), None]:
        end = cut.start() if cut else len(sentence.folded)
        if words(sentence.folded[start:end]):
            one = _said_in(sentence, start, end)
            if one is None:
                return ()
            found.append(one)
        start = cut.end() if cut else end
    kinds = [kind for kind, _ in found]
    return tuple(found) if len(found) >= _FEWEST and len(set(kinds)) == len(kinds) else ()


def _said_in(sentence: Sentence, start: int, end: int) -> tuple[str, Says] | None:
    """What one breath says of the one organisation that it names."""
    tongue, folded = sentence.tongue, sentence.folded
    catalogue = tongue.catalogue
    hits = [hit for names in (catalogue.organisations, catalogue.organisations_as_written, catalogue.organisations_when_asked) for hit in names.find(folded, start, end)]
    if len({hit.of for hit in hits}) != 1:
        return None
    rest = folded[start : min(hit.start for hit in hits)] + " " + folded[max(hit.end for hit in hits) : end]
    said = [word for word in words(rest) if tongue.words["fillers"].first(word) is None or tongue.words["yes"].first(word) is not None]
    if said and all(tongue.words["negates"].first(word) for word in said):  # "men inte till banken"
        return hits[0].of, "no"
    kinds, whole = tongue.consent.of(said, (), asked=True)
    agrees, declines = bool({"agrees", "sends"} & set(kinds)), "declines" in kinds
    return (hits[0].of, "no" if declines else "yes") if whole and agrees != declines else None
