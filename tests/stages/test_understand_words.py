"""Dates, municipalities and languages in people's words."""

from __future__ import annotations

from datetime import date

import pytest

from luukku.model.ids import LANGUAGES, Language
from luukku.packs import find_packs, load
from luukku.understand.date_words import DateWords
from luukku.understand.dates import find_days
from luukku.understand.language import open_languages
from luukku.understand.municipality import Municipalities
from luukku.understand.tables import strings, table_of
from luukku.understand.text import Clause, clauses, fold

TODAY = date(2026, 11, 21)
TABLES = load(find_packs()).language
DATES = {language: DateWords(language, table_of(TABLES[language], "dates")) for language in LANGUAGES}
TOWNS = Municipalities({language: table_of(TABLES[language], "municipalities") for language in LANGUAGES})
EVERYDAY = {language: frozenset(strings(table_of(TABLES[language], "words"), "function")) for language in LANGUAGES}
TONGUES = open_languages(find_packs(), EVERYDAY)


def days(language: Language, text: str, today: date = TODAY) -> list[str]:
    folded = fold(text)
    return [day.value for day in find_days(folded, Clause(0, len(folded)), DATES[language], today)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fi", "eilen", "2026-11-20"), ("fi", "toissapäivänä", "2026-11-19"), ("fi", "tänä aamuna", "2026-11-21"), ("fi", "huomenna", "2026-11-22"),
        ("fi", "3.5.", "2026-05-03"), ("fi", "24.12.", "2025-12-24"), ("fi", "29.2.", "2024-02-29"), ("fi", "20.11.2026", "2026-11-20"),
        ("fi", "3. päivä", "2026-11-03"), ("fi", "30. päivä", "2026-10-30"), ("fi", "12. lokakuuta", "2026-10-12"), ("fi", "lokakuun 12. päivä", "2026-10-12"),
        ("fi", "maanantaina", "2026-11-16"), ("fi", "lauantaina", "2026-11-14"), ("fi", "ensi maanantaina", "2026-11-23"),
        ("fi", "viime viikolla", "2026-11-09/2026-11-15"), ("fi", "ens kuun alussa", "2026-12-01/2026-12-10"),
        ("fi", "toukokuun lopussa", "2026-05-21/2026-05-31"), ("fi", "3 päivää sitten", "2026-11-18"), ("fi", "kaksi viikkoa sitten", "2026-11-07"),
        ("sv", "i går", "2026-11-20"), ("sv", "i förrgår", "2026-11-19"), ("sv", "i måndags", "2026-11-16"), ("sv", "på måndag", "2026-11-23"),
        ("sv", "den 12 oktober", "2026-10-12"), ("sv", "för tre dagar sedan", "2026-11-18"), ("sv", "förra veckan", "2026-11-09/2026-11-15"),
        ("sv", "den 3:e", "2026-11-03"), ("sv", "i slutet av maj", "2026-05-21/2026-05-31"),
        ("en", "yesterday", "2026-11-20"), ("en", "the day before yesterday", "2026-11-19"), ("en", "last Tuesday", "2026-11-17"), ("en", "on Monday", "2026-11-16"),
        ("en", "12 October", "2026-10-12"), ("en", "October 3rd, 2025", "2025-10-03"), ("en", "two days ago", "2026-11-19"),
        ("en", "last week", "2026-11-09/2026-11-15"), ("en", "next Friday", "2026-11-27"), ("en", "2026-11-20", "2026-11-20"),
    ],
)  # fmt: skip
def test_dates_are_resolved_by_the_day_on_which_they_were_said(language: Language, text: str, value: str) -> None:
    assert days(language, text) == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "we may come"), ("en", "he weighs 3.4 kilos"), ("fi", "meillä on kuusi lasta"), ("fi", "31.2."), ("fi", "klo 4.30."), ("fi", "99.99.2026"), ("sv", "vi är tre")],
)
def test_numbers_that_are_no_dates_are_left_alone(language: Language, text: str) -> None:
    assert days(language, text) == []


def test_a_weekday_said_on_that_weekday_is_a_week_ago() -> None:
    assert days("fi", "lauantaina", date(2026, 11, 21)) == ["2026-11-14"]


def towns(text: str, *, asked: bool = False) -> list[str]:
    folded = fold(text)
    return [place.name for clause in clauses(text) for place in TOWNS.find(text, folded, clause, asked=asked)]


def test_all_municipalities_of_2025_are_known_in_their_own_form() -> None:
    assert len(TOWNS.names) == len(set(TOWNS.names)) == 308
    missed = [name for name in TOWNS.names if towns(name, asked=True) != [name]]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("Tampereella", "Tampere"), ("tampereelta", "Tampere"), ("Turussa", "Turku"), ("turust", "Turku"), ("Helsingistä", "Helsinki"), ("Helsinkiin", "Helsinki"),
     ("Espoossa", "Espoo"), ("Vantaalle", "Vantaa"), ("Seinäjoella", "Seinäjoki"), ("Uudessakaupungissa", "Uusikaupunki"), ("Kauniaisissa", "Kauniainen"),
     ("Paraisilla", "Parainen"), ("Raahessa", "Raahe"), ("Nurmeksessa", "Nurmes"), ("Hangossa", "Hanko"), ("Tornioon", "Tornio"), ("Kuopioon", "Kuopio"),
     ("Alajärvellä", "Alajärvi"), ("Outokummussa", "Outokumpu"), ("Mäntässä", "Mänttä-Vilppula"), ("Varkaudesta", "Varkaus"), ("Punkalaitumella", "Punkalaidun"),
     ("till Åbo", "Turku"), ("i Helsingfors", "Helsinki"), ("Tammerfors", "Tampere"), ("i S:t Karins", "Kaarina"), ("Jakobstad", "Pietarsaari"), ("aanekoski", "Äänekoski")],
)  # fmt: skip
def test_inflected_and_swedish_names_are_the_municipality(text: str, name: str) -> None:
    assert towns(text, asked=True) == [name]


@pytest.mark.parametrize("text", ["salo oli vihreä", "lahti oli jäässä", "hiustenpidin eli hanko", "tulin salista", "Helsingforsissa", "rusko ja aura"])
def test_everyday_words_are_no_municipalities_unless_asked(text: str) -> None:
    assert towns(text) == []


def test_where_one_comes_from_is_not_where_one_moves() -> None:
    text = "Muutimme Turusta Tampereelle"
    folded, clause = fold(text), Clause(0, len(text))
    assert [(place.name, TOWNS.is_from(folded, clause, place)) for place in TOWNS.find(text, folded, clause)] == [("Turku", True), ("Tampere", False)]


@pytest.mark.parametrize(
    ("text", "usual", "language", "sure"),
    [("Moi, meille syntyi eilen poika!", "fi", "fi", True), ("Hej, vi fick en pojke igår!", "fi", "sv", True), ("Hi, our baby boy was born yesterday!", "fi", "en", True),
     ("ja", "fi", "fi", False), ("nej", "fi", "sv", False), ("3.5.", "sv", "sv", False), ("Tampere", "en", "en", False)],
)  # fmt: skip
def test_language_is_sure_only_on_three_words_with_a_clear_margin(text: str, usual: Language, language: Language, sure: bool) -> None:
    assert TONGUES.tell(text, usual) == (language, sure)


def test_clauses_are_cut_at_sentences_but_not_in_dates() -> None:
    text = "Syntyi 20.11.2026 klo 4.30. Mitä nyt, auttakaa!"
    assert [text[part.start : part.end].strip() for part in clauses(text)] == ["Syntyi 20.11.2026 klo 4.30.", "Mitä nyt", "auttakaa"]
