"""Masks what is personal so that a text may go on: each value becomes a word in brackets, and the way back ends with the turn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luukku.errors import NotMasked
from luukku.hear.inflect import ENDINGS, Names
from luukku.hear.mark import mark
from luukku.hear.names.given import GIVEN
from luukku.hear.names.surnames import SURNAMES
from luukku.model.fact import Facts, Personal, reveal
from luukku.model.ids import Language
from luukku.model.reading import Mark, MarkLabel

WORDS: Mapping[Language, Mapping[MarkLabel, str]] = {
    "fi": {"HETU": "henkilötunnus", "PERSONNUMMER": "ruotsalainen henkilötunnus", "IBAN": "tili", "PHONE": "puhelin", "EMAIL": "sähköposti", "CARD": "kortti", "YTUNNUS": "Y-tunnus",
           "ADDRESS": "osoite", "NAME": "nimi"},
    "sv": {"HETU": "personbeteckning", "PERSONNUMMER": "personnummer", "IBAN": "konto", "PHONE": "telefon", "EMAIL": "e-post", "CARD": "kort", "YTUNNUS": "FO-nummer",
           "ADDRESS": "adress", "NAME": "namn"},
    "en": {"HETU": "identity code", "PERSONNUMMER": "Swedish identity number", "IBAN": "account", "PHONE": "phone", "EMAIL": "e-mail", "CARD": "card", "YTUNNUS": "business ID",
           "ADDRESS": "address", "NAME": "name"},
}
"""What stands in the brackets, with a number: "[nimi 1]"."""
_TABLES = (Names(GIVEN), Names(SURNAMES, family=True))
_CASE = re.compile(r"(?:n|lle|lla|llä|lta|ltä|ssa|ssä|sta|stä|ksi|a|ä|ta|tä|na|nä)(?:kin|ko|kö|han|hän|kaan|kään)?$")
_PLACED = re.compile(r"(\[[^\[\]]{3,40} \d{1,4}\])(:\w{1,12})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """`text` holds nothing personal. `originals` (bracket, with its ending or without → the words that stood there) lives as
    long as the turn: it is neither printed nor serialised, and nothing but `restore` opens it."""

    text: str
    originals: Personal[Mapping[str, str]]


def mask(text: str, marks: Sequence[Mark], language: Language = "fi") -> Masked:
    """The text with each mark as a word of `language` in brackets; the same value has the same number, a Finnish ending stays:
    "soita [nimi 1]:lle". What a text already has in such brackets keeps its number to itself. Raises NotMasked for marks that
    are not of this text.
    """
    made: list[str] = []
    numbers: dict[tuple[MarkLabel, str], str] = {}
    originals: dict[str, str] = {}
    past = 0
    for one in marks:
        if not past <= one.start < one.end <= len(text):
            raise NotMasked(recogniser="marks")
        words = text[one.start : one.end]
        value, ending = _value(one.label, words, [value for label, value in numbers if label == one.label])
        if (one.label, value) not in numbers:
            numbers[one.label, value] = _bracket(text, WORDS[language][one.label], numbers, one.label)
        bracket = numbers[one.label, value]
        shown = f"{bracket}:{ending}" if ending and language == "fi" else bracket
        originals.setdefault(shown, words)
        originals.setdefault(bracket, _written(value, words) if ending else words)
        made += [text[past : one.start], shown]
        past = one.end
    return Masked(text="".join([*made, text[past:]]), originals=Personal(originals))


def mask_text(text: str, known: Facts = Facts(), language: Language = "fi") -> Masked:  # noqa: B008  Facts is frozen
    """Looked through and masked. Raises NotMasked when a recogniser fails: then nothing may go on."""
    return mask(text, mark(text, known), language)


def restore(masked: Masked, text: str) -> str:
    """`text`, an answer to the masked one, with what stood in the brackets back in its place; brackets of others stay."""
    originals = reveal(masked.originals)

    def back(hit: re.Match[str]) -> str:
        ending = hit[2] or ""
        if hit[1] + ending in originals:
            return originals[hit[1] + ending]
        return originals[hit[1]] + ending if hit[1] in originals else hit[0]

    return _PLACED.sub(back, text)


def _bracket(text: str, word: str, numbers: Mapping[tuple[MarkLabel, str], str], label: MarkLabel) -> str:
    number = 1 + sum(each == label for each, _ in numbers)
    taken = set(numbers.values())
    while f"[{word} {number}]" in taken or f"[{word} {number}]" in text:
        number += 1
    return f"[{word} {number}]"


def _value(label: MarkLabel, words: str, before: Sequence[str]) -> tuple[str, str]:
    """(what makes two stretches the same value, the Finnish ending of a name)."""
    if label == "NAME":
        return _name(words.lower(), before)
    if label == "ADDRESS":
        return re.sub(r"\W+", " ", words.lower()).strip(), ""
    value = re.sub(r"[^\w@]", "", words.lower())
    if label == "PHONE":
        value = re.sub(r"^(?:00|\+)?3580?", "0", re.sub(r"\D", "", words) or value)
    return value, ""


def _name(words: str, before: Sequence[str]) -> tuple[str, str]:
    """A name without its ending: by the lists, or by a name that stood there before ("Xin" in "Xinille")."""
    head, blank, last = words.rpartition(" ")
    first = f"{_base(head)}{blank}" if head else ""
    for table in _TABLES:
        found = table.find(last)
        if found is not None:
            return first + found[0], _said(found[1])
    if last.endswith(("sen", "selle", "sella", "selta", "seltä", "sellä")):
        at = last.rindex("se")
        return f"{first}{last[:at]}nen", _said(last[at + 2 :])
    for value in before:
        rest = (first + last).removeprefix(value)
        if rest != first + last and rest in ENDINGS:
            return value, _said(rest)
    return first + last, ""


def _written(value: str, like: str) -> str:
    """A name's own form, in capitals as the inflected one was written."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), value) if like[0].isupper() else value


def _base(words: str) -> str:
    found = [next((hit[0] for table in _TABLES if (hit := table.find(word))), word) for word in words.split(" ")]
    return " ".join(found)


def _said(ending: str) -> str:
    return ending if _CASE.fullmatch(ending) else ""
