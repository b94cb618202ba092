"""What is personal in people's texts: found, told from what only looks alike, masked, and given back within the turn only."""

from __future__ import annotations

import importlib
import json
import pickle
import random
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.personal import STRUCTURED, TEXTS, Labelled, count, read_texts
from luukku import hear
from luukku.errors import NotMasked
from luukku.hear.inflect import Names
from luukku.hear.names import everyday
from luukku.hear.names.given import GIVEN
from luukku.hear.names.surnames import SURNAMES
from luukku.hear.names.towns import TOWNS
from luukku.hear.recognisers import RECOGNISERS
from luukku.model.fact import Fact, Facts, Personal
from luukku.model.ids import LANGUAGES
from luukku.model.reading import Mark, MarkLabel
from tests.stages import personal_values as made

PACKS = TEXTS.parents[1] / "packs" / "language"


def marked(text: str, *known: Fact) -> list[tuple[str, str]]:
    return [(hit.label, text[hit.start : hit.end]) for hit in hear.mark(text, Facts(known))]


def fact(name: str, value: str) -> Fact:
    return Fact(name=name, about="me", value=Personal(value), at=datetime.now(UTC))


@pytest.fixture(scope="module", params=["dev", "held", "messages"])
def texts(request: pytest.FixtureRequest) -> list[Labelled]:
    return read_texts(TEXTS / f"personal_{request.param}.tsv")


@pytest.mark.parametrize("name", ["dev", "held"])
def test_the_labelled_texts_hold_every_kind_and_as_many_that_only_look_alike(name: str) -> None:
    texts = read_texts(TEXTS / f"personal_{name}.tsv")
    kinds = [one.kind for one in texts]
    assert all(kinds.count(label) >= 20 for label in get_args(MarkLabel))
    assert kinds.count("none") >= sum(kind != "none" for kind in kinds)
    assert {one.language for one in texts} == set(LANGUAGES)


@pytest.mark.requirement("R-16")
def test_identifiers_are_found_and_what_looks_alike_is_not(texts: list[Labelled]) -> None:
    counted = count(texts)
    assert counted.recall(STRUCTURED) >= 0.99 and counted.precision(STRUCTURED) >= 0.98, counted.notes


def test_names_and_addresses_are_found_in_each_language(texts: list[Labelled]) -> None:
    counted = count(texts)
    for label in ("NAME", "ADDRESS"):
        for language in LANGUAGES:
            assert counted.recall((label,), (language,)) >= 0.85 and counted.precision((label,), (language,)) >= 0.85, counted.notes


def numbers() -> Iterator[tuple[str, str]]:
    dice = random.Random(7)
    for _ in range(300):
        yield "HETU", made.hetu(dice)
        yield "PERSONNUMMER", made.personnummer(dice, coordination=dice.random() < 0.3)
        yield "IBAN", made.iban(dice, dice.choice(list(made.ACCOUNTS)))
        yield "YTUNNUS", made.ytunnus(dice)


def test_each_identifier_with_right_digits_is_found_and_with_a_wrong_one_is_not() -> None:
    for label, value in numbers():
        assert marked(f"numero on {value}.") == [(label, value)]
        assert label not in [hit[0] for hit in marked(f"numero on {made.spoilt(value)}.")]


def test_phone_numbers_are_found_however_they_are_written() -> None:
    writings = made.mobiles(random.Random(3))
    for _ in range(130):
        number = next(writings)
        assert marked(f"Soita {number} illalla") == [("PHONE", number)]
        assert marked(f"puh.{number}") == [("PHONE", number)]


def test_a_payment_reference_is_no_account() -> None:
    dice = random.Random(5)
    assert [marked(f"viite {written(made.reference(dice))}") for written in (str, made.grouped) for _ in range(50)] == [[]] * 100


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tilausnumero on 0401234567", []),
        ("Laskussa oli väärä numero, soita 0401234567", [("PHONE", "0401234567")]),
        ("klo 09 30-16 00, 05-12-2026, 01.02.2026", []),
        ("I work at example.com", []),
        ("anna at example dot com", [("EMAIL", "anna at example dot com")]),
        ("Muutin 3 viikkoa sitten, valtatie 4 oli tukossa", []),
        ("Asun osoitteessa Kuusitie 3 B 14, 00100 Helsinki, kolmas kerros", [("ADDRESS", "Kuusitie 3 B 14, 00100 Helsinki")]),
        ("Toivo on hyvä olla", []),
        ("Mieheni Toivo kuoli", [("NAME", "Toivo")]),
        ("Matille ja matilta", [("NAME", "Matille"), ("NAME", "matilta")]),
        ("Puhuin Iiro Rantasen kanssa. Rantanen lupasi soittaa.", [("NAME", "Iiro Rantasen"), ("NAME", "Rantanen")]),
        ("Muutan Saloon ja Lahdesta", []),
        ("Nimeni on Aino Salo", [("NAME", "Aino Salo")]),
        ("S:t Karins", []),
        ("kortti 4111 1111 1111 1111 12/27", [("CARD", "4111 1111 1111 1111")]),
        ("tili FI21 1234 5600\n0007 85", [("IBAN", "FI21 1234 5600\n0007 85")]),
        ("my reference is mattim, mail mattim at gmail.com or m.m(a)example.fi", [("EMAIL", "mattim at gmail.com"), ("EMAIL", "m.m(a)example.fi")]),
        ("postinumerot 00100-00200, ISBN 978-0-306-40615-7, 550e8400-e29b-41d4-a716-446655440000", []),
        ("numeroni on 1234567, asiakasnumeroni on 1234567", [("PHONE", "1234567")]),
        ("Eino Leinon katu 5 A on remontissa", [("ADDRESS", "Eino Leinon katu 5 A")]),
        ("Saaja on Testi Oy, puolisot A ja B, ASP-tili", []),
        ("Soita 040 123 4567 050 7654321", [("PHONE", "040 123 4567"), ("PHONE", "050 7654321")]),
        ("alan lukea listalla, millaista on into Lappiin", []),
        ("oon jenni pölläri ja mieheni on pekka", [("NAME", "jenni"), ("NAME", "pekka")]),
    ],
)
def test_words_around_tell_what_it_is(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(text) == found


def test_no_municipality_is_taken_for_a_person_and_each_is_known_after_a_postal_code() -> None:
    finnish = tomllib.loads((PACKS / "fi" / "municipalities.toml").read_text())["genitive"]
    swedish = tomllib.loads((PACKS / "sv" / "municipalities.toml").read_text())["names"]
    for name in (*finnish, *swedish):
        for text in (name, f"Asumme paikassa {name}", f"Vi flyttar till {name}"):
            assert marked(text) == []
        if " " not in name:
            assert marked(f"00100 {name}") == [("ADDRESS", f"00100 {name}")]
            assert name.lower() in TOWNS


def test_the_lists_hold_small_letters_and_no_word_twice_over() -> None:
    for words in (GIVEN, SURNAMES, TOWNS, everyday.COMMON, everyday.NOT_NAMES, everyday.ADJECTIVES):
        assert all(word == word.lower() and word.strip("-") == word for word in words)
    assert not GIVEN & everyday.ADJECTIVES


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("matti", "matti matin mattia matille matilta matissa mattiin matillekin matinko"), ("pekka", "pekan pekkaa pekalle pekkana"), ("aino", "ainon ainoa ainolle ainokin"),
        ("markus", "markuksen markukselle markusta"), ("tuomas", "tuomaan tuomaalle tuomasta"), ("erik", "erikin erikille eriks erik's"), ("heikki", "heikin heikkiä heikillä"),
        ("virtanen", "virtasen virtaselle virtasta virtasellekin virtasilla"), ("mäki", "mäen mäelle mäkeä"), ("lehto", "lehdon lehdolle lehtoa"), ("laine", "laineen laineelle"),
        ("niemi", "niemen niemelle"), ("ranta", "rannan rannalle rantaan"), ("kurki", "kurjen kurjelle"), ("lampi", "lammen lammelle"), ("salonen", "salosen salosta"),
    ],
)  # fmt: skip
def test_a_name_is_known_again_in_its_finnish_forms(name: str, forms: str) -> None:
    names = (Names([name]), Names([name], family=True))
    assert [form for form in forms.split() if not any(one.find(form) for one in names)] == []
    assert all(one.find(other) is None for one in names for other in (name[:-2] + "öö", "kissalle", f"{name}tion"))


@pytest.mark.requirement("R-16")
def test_what_the_customer_told_is_found_however_it_is_inflected_and_written() -> None:
    child, family, home = fact("name.given", "Xhevahire"), fact("name.family", "Ylä-Outinen"), fact("home.address", "Sammalpolku 7 B, 33100 Tampere")
    assert marked("XHEVAHIREN ja xhevahirelle", child) == [("NAME", "XHEVAHIREN"), ("NAME", "xhevahirelle")]
    assert marked("ylä-outisen tili", family) == [("NAME", "ylä-outisen")]
    assert marked("sammalpolulla 7 b on vesivahinko", home) == [("ADDRESS", "sammalpolulla 7 b")]
    assert marked("asun Tampereella", home) == []


def test_a_fact_that_is_no_name_marks_nothing() -> None:
    assert marked("keep my name, joo", fact("name.change", "keep"), fact("person.role", "joo")) == []


def test_each_mark_tells_who_saw_it() -> None:
    seen = hear.look_through("Xhevahire, 010190-900P", Facts((fact("name.given", "Xhevahire"),)))
    assert [(one.by, one.mark.label) for one in seen] == [("known", "NAME"), ("hetu", "HETU")]


def test_a_masked_text_keeps_its_sentence_and_one_value_one_number() -> None:
    masked = hear.mask_text("Nimeni on Aino Virtanen, soita 040 123 4567. Matille sanoin: Aino Virtasen numero on +358401234567, Matti ei vastaa.")
    assert masked.text == "Nimeni on [nimi 1], soita [puhelin 1]. [nimi 2]:lle sanoin: [nimi 1]:n numero on [puhelin 1], [nimi 2] ei vastaa."
    assert hear.mask_text("Min man Björn", language="sv").text == "Min man [namn 1]"
    assert hear.mask_text("My name is Sarah Miller", language="en").text == "My name is [name 1]"


def test_what_was_masked_comes_back_in_an_answer() -> None:
    masked = hear.mask_text("Matille tili FI21 1234 5600 0007 85")
    assert hear.restore(masked, masked.text) == "Matille tili FI21 1234 5600 0007 85"
    assert hear.restore(masked, "Kerro [nimi 1]:lle, [nimi 1] ja [tili 1], ei [nimi 2] eikä [hetu]") == "Kerro Matille, Matti ja FI21 1234 5600 0007 85, ei [nimi 2] eikä [hetu]"


def test_brackets_that_the_customer_wrote_stay_the_customers() -> None:
    masked = hear.mask_text("[nimi 1] on Matti")
    assert masked.text == "[nimi 1] on [nimi 2]"
    assert hear.restore(masked, masked.text) == "[nimi 1] on Matti"


def test_the_way_back_is_neither_printed_nor_taken_along() -> None:
    masked = hear.mask_text("Hetu 010190-900P")
    assert "900P" not in repr(masked) + str(masked) + json.dumps(masked.text)
    for take in (pickle.dumps, json.dumps, asdict):
        with pytest.raises(TypeError):
            take(masked)


@pytest.mark.requirement("R-16")
def test_a_recogniser_that_fails_lets_no_text_through_and_says_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> list[Mark]:
        raise ValueError(text)

    monkeypatch.setattr(importlib.import_module("luukku.hear.mark"), "RECOGNISERS", {**RECOGNISERS, "iban": broken})
    with pytest.raises(NotMasked) as told:
        hear.mask_text("Kanarialintu")
    assert told.value.data == {"recogniser": "iban"} and told.value.__cause__ is None and told.value.__suppress_context__


@pytest.mark.parametrize("marks", [[(0, 99)], [(3, 2)], [(0, 3), (2, 5)], [(-1, 2)]])
def test_marks_of_another_text_are_refused(marks: list[tuple[int, int]]) -> None:
    with pytest.raises(NotMasked):
        hear.mask("abcdef", [Mark(start=start, end=end, label="NAME") for start, end in marks])


@pytest.mark.parametrize("piece", ["1 ", "12-34-", "Aino-", "Aa ", "at ", "a.a.", "a dot a ", "numeronumero ", "nolla ", "(0)", "Matti Virtanen ", "Kuusitie 3 ", "040 123 4567 ", "\n"])
def test_a_text_of_ten_thousand_signs_of_one_kind_is_looked_through_and_comes_back(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    masked = hear.mask_text(text)
    assert hear.restore(masked, masked.text) == text


@pytest.mark.requirement("R-16")
@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["Matti", "010190-900P", "soita", "040 123 4567", "Kuusitie 3", "[nimi 1]", "aino@example.fi", ",", "virtasen", "\n", "nimeni on", "ä", "FI21 1234 5600 0007 85"]), max_size=14))
def test_masking_is_undone_exactly_and_a_masked_text_holds_no_identifier(words: list[str]) -> None:
    text = " ".join(words)
    masked = hear.mask_text(text)
    assert hear.restore(masked, masked.text) == text
    assert [hit.label for hit in hear.mark(masked.text) if hit.label in STRUCTURED] == []
