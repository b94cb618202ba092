"""Which of the counter's languages a message is in. Sure only on three words or more with a clear margin."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from luukku.model.ids import LANGUAGES, Language
from luukku.understand.text import fold, words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]  # no type marker in the wheel

_WORDS_FOR_SURE = 3
_CLEAR = 0.9
_one_loads = Lock()


def _identifier() -> LanguageIdentifier:
    with _one_loads:
        return _loaded()


@cache
def _loaded() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    # the same of these languages alone: the table of all others, 60 MB, is let go
    return LanguageIdentifier(
        identifier.nb_ptc, identifier.nb_pc, list(identifier.nb_classes), identifier.tk_nextmove, identifier.tk_output, norm_probs=True, tk_row=identifier.tk_row,
    )  # fmt: skip


def warm_up() -> None:
    """Loads the identifier's table (half a second), so that the first message need not wait for it."""
    _identifier().rank("luukku")


def tell_language(text: str, everyday: Mapping[Language, frozenset[str]], usual: Language) -> tuple[Language, bool]:
    """(language, sure). Letters and everyday words decide; a message of one or two words only by its words."""
    said = words(fold(text))
    hits = {language: sum(word in everyday[language] for word in said) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: (hits[language], language == usual))
    if len(said) < _WORDS_FOR_SURE:
        return (best if hits[best] > hits[usual] else usual), False
    letters = dict(_identifier().rank(text))
    odds = {language: float(letters.get(language, 0.0)) * 2.5 ** min(hits[language], 8) for language in LANGUAGES}
    total = sum(odds.values()) or 1.0
    best = max(LANGUAGES, key=lambda language: (odds[language], language == usual))
    return best, odds[best] / total >= _CLEAR and hits[best] > 0
