"""A wish for a human is heard in everyday words, and not in what others do."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from luukku.app import best_embedder
from luukku.model.fact import Facts
from luukku.model.ids import Language
from luukku.packs import find_packs, load
from luukku.understand import Understanding, prepare, read

TODAY = date(2026, 11, 29)


@cache
def understanding() -> Understanding:
    return prepare(load(find_packs()), best_embedder("tfidf")[0])


def wants(text: str, language: Language) -> bool:
    return "wants-person" in read(understanding(), text, None, None, (), Facts(), (), TODAY, language, True).acts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Voinko puhua jollekin?"), ("fi", "soita mulle"), ("sv", "Kan ni ringa mig?"), ("sv", "Ring mig, tack"),
        ("en", "I'd like to speak with somebody"), ("en", "Call me"), ("en", "I can't do this. Please call me"), ("en", "could you call me tomorrow"),
    ],
)  # fmt: skip
def test_a_wish_is_heard(language: Language, text: str) -> None:
    assert wants(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "I've got 14 payday loans and the debt collectors call me every day"), ("en", "they call me names"), ("fi", "perintätoimisto soittelee joka päivä")],
)
def test_what_others_do_is_no_wish(language: Language, text: str) -> None:
    assert not wants(text, language)
