"""A purpose of the catalogue in whole sentences: what facts are used for, on what basis, what people can do, how long they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from luukku.explain.facts import purpose_text
from luukku.explain.texts import Texts
from luukku.ground.dates import add
from luukku.model.ids import Language
from luukku.model.purpose import Purpose

BASES: Mapping[str, str] = {
    "GDPR 6(1)(a)": "consent", "GDPR 6(1)(b)": "contract", "GDPR 6(1)(c)": "obligation", "GDPR 6(1)(d)": "vital", "GDPR 6(1)(e)": "task",
    "GDPR 6(1)(f)": "interest",
}  # fmt: skip
_DAY = date(2027, 1, 1)
"""From here a duration is counted into days: a month has 31, so that nothing is said to be kept shorter than it is."""


def purpose_sentences(texts: Texts, language: Language, purpose: Purpose) -> str:
    """"Tietoja käytetään tähän: … Tämä perustuu suostumukseesi …", and how long."""
    own = f"purpose-{purpose.id}"
    said = texts.say(language, own, "sentence") if texts.has(language, own, "sentence") else _said(texts, language, purpose)
    days = (add(_DAY, purpose.retention) - _DAY).days
    return " ".join((said, texts.say(language, f"purpose-basis-{BASES[purpose.basis]}"), texts.say(language, "purpose-kept", days=days)))


def _said(texts: Texts, language: Language, purpose: Purpose) -> str:
    words = next((texts.of(pack.id) for pack in texts.packs.events.values() if any(one.purpose == purpose.id for one in pack.services)), texts)
    return texts.say(language, "purpose-said", purpose=purpose_text(words, language, purpose.id))
