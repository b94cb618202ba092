"""The words of one language by which the shared catalogue is read (`packs/language/<code>/catalogue.toml`), compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from luukku.errors import BadPack
from luukku.understand.inflected import Inflected
from luukku.understand.patterns import Patterns
from luukku.understand.tables import numbers, strings, table_of
from luukku.understand.text import Phrases, phrases, phrases_to

_LISTS = (
    "company_after", "company_before", "speaks", "and_me", "plural", "born", "speakers", "goes_on", "about_age", "turns", "none", "restarts", "wrongs",
    "works", "cuts", "own_firm", "hedges", "self_kin", "opens", "sums_up", "cares", "asks_what", "instead", "measures", "halves", "since", "dies", "newborn", "half_year", "near", "formerly", "relief",
)  # fmt: skip
_SILENCES = ("withholds", "knows_not")


class CatalogueWords:
    """See `catalogue.take_catalogue`. Raises BadPack on wrong tables."""

    def __init__(self, table: Mapping[str, object]) -> None:
        endings = table.get("endings", "")
        if not isinstance(endings, str):
            raise BadPack(file="catalogue.toml", line=0, problem="endings must be a pattern")
        try:
            self.organisations: Inflected[str] = Inflected(_lists(table, "organisations"), endings or "(?!)")
            self.counted: Inflected[str] = Inflected(_lists(table, "counted"), endings or "(?!)")
            self.sexes: Inflected[str] = Inflected(_lists(table, "sexes"), endings or "(?!)")
            self.children: Inflected[str] = Inflected({"child": strings(table, "children")}, endings or "(?!)")
        except re.error as error:
            raise BadPack(file="catalogue.toml", line=0, problem=f"endings is no pattern: {error}") from None
        try:
            self.silences: Patterns[str] = Patterns((text, {}, key) for key in _SILENCES for text in strings(table, key))
        except ValueError as error:
            raise BadPack(file="catalogue.toml", line=0, problem=str(error)) from None
        self.organisations_as_written = phrases_to(_lists(table, "organisations_as_written"))
        self.organisations_when_asked = phrases_to(_lists(table, "organisations_when_asked"))
        self.employers = phrases_to(_lists(table, "employers"))
        self.employers_when_asked = phrases_to(_lists(table, "employers_when_asked"))
        self.unvalued: Mapping[str, Phrases[str]] = {name: phrases(said) for name, said in _lists(table, "unvalued").items()}
        """Of a fact's name what answers the question after it and is no value ("toistaiseksi", "myself")."""
        self.twins: Phrases[int] = Phrases((word, True, count) for word, count in numbers(table, "twins").items())
        self.words: Mapping[str, Phrases[str]] = {key: phrases(strings(table, key)) for key in _LISTS}


def _lists(table: Mapping[str, object], key: str) -> dict[str, list[str]]:
    held = table_of(table, key)
    return {name: strings(held, name) for name in held}
