"""Which of the counter's languages a message is in. Sure only on three words or more with a clear margin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from luukku.model.ids import LANGUAGES, Language
from luukku.understand.head_files import load
from luukku.understand.heads import Heads
from luukku.understand.text import fold, words

_WORDS_FOR_SURE = 3
_CLEAR = 0.9
_WORD, _MOST_WORDS = 2.5, 8
"""How many times likelier an everyday word makes its language, and how many count."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Languages:
    """By what languages are told apart: their everyday words, and `spelling`, learnt by `luukku learn language`; None: words alone."""

    everyday: Mapping[Language, frozenset[str]]
    spelling: Heads | None = None

    def tell(self, text: str, usual: Language) -> tuple[Language, bool]:
        """(language, sure). Letters and everyday words decide; a message of one or two words only by its words."""
        said = words(fold(text))
        hits = {language: sum(word in self.everyday[language] for word in said) for language in LANGUAGES}
        best = max(LANGUAGES, key=lambda language: (hits[language], language == usual))
        if len(said) < _WORDS_FOR_SURE:
            return (best if hits[best] > hits[usual] else usual), False
        letters = self._letters(text)
        odds = {language: letters.get(language, 0.0) * _WORD ** min(hits[language], _MOST_WORDS) for language in LANGUAGES}
        total = sum(odds.values()) or 1.0
        best = max(LANGUAGES, key=lambda language: (odds[language], language == usual))
        return best, odds[best] / total >= _CLEAR and hits[best] > 0

    def _letters(self, text: str) -> Mapping[str, float]:
        """How likely each language is by its spelling."""
        if self.spelling is None:
            return dict.fromkeys(LANGUAGES, 1.0)
        return dict(zip(self.spelling.labels, self.spelling.scores(text).tolist(), strict=True))


def place_of(folder: Path) -> Path:
    """Where what was learnt of spelling lies (without its ending), under the packs' root."""
    return folder / "language" / "language"


def open_languages(folder: Path | None, everyday: Mapping[Language, frozenset[str]]) -> Languages:
    """Words alone where nothing was learnt. Raises BadModel on a model that is broken."""
    learnt = folder is not None and place_of(folder).with_suffix(".npz").is_file()
    return Languages(everyday=everyday, spelling=load(place_of(folder)) if learnt and folder is not None else None)
