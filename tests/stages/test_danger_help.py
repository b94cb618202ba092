"""Numbers that help: only verified ones, the one to call now first, with calm and short words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from luukku.errors import BadPack
from luukku.explain.danger import danger_lines, numbers
from luukku.explain.plain import WORDS_A_TURN, check_plain, count_words
from luukku.explain.texts import Texts
from luukku.model.fact import Personal
from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import Packs
from luukku.model.reading import DANGERS, Danger, ReadDanger
from luukku.packs import find_packs, stale
from luukku.packs.help import check_help, load_help
from luukku.packs.load import read_all
from luukku.packs.problems import Problems

SEEN = {"112": "112", "09 2525 0111": "0925250111", "09 2525 0112": "0925250112", "09 2525 0113": "0925250113", "080 005 005": "080005005",
        "116 006": "116006", "0800 147 111": "0800147111"}  # fmt: skip
"""Numbers that were read on their sources' own pages."""
SOURCE = """\
[sources.page]
title = "A page"
address = "https://example.fi/help"
read_on = 2026-11-21
review_by = 2027-02-21
"""
NUMBER = """\
[numbers.line]
number = "0800 123"
call = "0800123"
kinds = ["violence"]
languages = ["fi"]
source = "page"
verified = true
"""


@cache
def packs() -> Packs:
    return read_all([find_packs()]).packs()


@cache
def texts() -> Texts:
    return Texts(packs())


def read(*kinds: Danger) -> tuple[ReadDanger, ...]:
    return tuple(ReadDanger(kind=kind, evidence=Personal("…")) for kind in kinds)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DANGERS)
def test_every_danger_has_a_number_in_every_language(kind: Danger, language: Language) -> None:
    shown = numbers(packs(), texts(), language, read(kind))
    assert shown and all(one.name and one.line for one in shown)
    assert [one.first for one in shown] == [kind != "scam", *([False] * (len(shown) - 1))]


def test_only_numbers_that_were_read_at_their_source_are_shown() -> None:
    assert {one.number: one.call for one in packs().help.numbers} == SEEN


@pytest.mark.parametrize(
    ("kind", "language", "first"),
    [
        ("medical", "fi", "112"), ("violence", "sv", "112"), ("abuse", "en", "080005005"),
        ("self-harm", "fi", "0925250111"), ("self-harm", "sv", "112"), ("self-harm", "en", "112"),
    ],
)  # fmt: skip
def test_the_number_to_call_now_answers_at_any_hour_and_in_the_customers_language(kind: Danger, language: Language, first: str) -> None:
    shown = numbers(packs(), texts(), language, read(kind))
    assert shown[0].call == first and shown[0].first
    assert {"violence": "080005005", "medical": "0800147111", "abuse": "112", "self-harm": "112"}[kind] in {one.call for one in shown}


def test_of_several_dangers_each_number_stands_once_and_the_gravest_comes_first() -> None:
    calls = [one.call for one in numbers(packs(), texts(), "fi", read("abuse", "violence", "medical"))]
    assert calls[0] == "112" and len(calls) == len(set(calls)) and "080005005" in calls


def test_without_danger_there_is_no_number_and_no_word() -> None:
    assert numbers(packs(), texts(), "fi", ()) == () and danger_lines(texts(), "fi", (), "Ihminen vastaa.") == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DANGERS)
def test_the_words_are_few_calm_and_plain(kind: Danger, language: Language) -> None:
    (said,) = danger_lines(texts(), language, read(kind), "")
    assert count_words(said) <= WORDS_A_TURN and "!" not in said
    assert check_plain(said, language) == []
    assert not re.search(r"lomake|hakemus|blankett|ansök|form\b|apply", said.casefold())


def test_the_gravest_danger_speaks_and_then_it_is_said_who_answers_here() -> None:
    lines = danger_lines(texts(), "fi", read("scam", "medical"), "Ihminen vastaa tänään klo 9 mennessä.")
    assert "112" in lines[0] and lines[1:] == ("Ihminen vastaa tänään klo 9 mennessä.",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scam_is_sent_to_the_own_bank_whose_number_only_the_bank_tells(language: Language) -> None:
    (said,) = danger_lines(texts(), language, read("scam"), "")
    assert re.search("sulkupalvelu|spärrtjänst|blocking service", said) and not re.search(r"\d", said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["violence", "abuse"])
def test_violence_is_told_of_a_call_that_leaves_no_trace_and_of_no_page(kind: Danger, language: Language) -> None:
    (said,) = danger_lines(texts(), language, read(kind), "")
    assert re.search("näy laskussa|syns inte på räkningen|not show on your bill", said) and not re.search("sivulta|sidan|page", said), "on other channels there is none"


def write(folder: Path, text: str) -> Path:
    (folder / "help").mkdir()
    (folder / "help" / "numbers.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_root_without_numbers_has_none(tmp_path: Path) -> None:
    assert load_help(tmp_path).numbers == ()


def test_a_number_is_read_with_its_source(tmp_path: Path) -> None:
    (one,) = load_help(write(tmp_path, SOURCE + NUMBER)).numbers
    assert (one.number, one.call, one.kinds, one.languages, one.always, one.source.id) == ("0800 123", "0800123", ("violence",), ("fi",), False, "page")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("verified = true", "", "verified"),
        ('call = "0800123"', 'call = "0800124"', "digits"),
        ('"violence"', '"violent"', "none of"),
        ('source = "page"', 'source = "pages"', "no source"),
        ('languages = ["fi"]', "", "languages"),
        ("verified = true", "verified = true\nhours = true", "unknown key"),
    ],
)
def test_a_wrong_number_stops_the_start(tmp_path: Path, old: str, new: str, what: str) -> None:
    with pytest.raises(BadPack) as bad:
        load_help(write(tmp_path, SOURCE + NUMBER.replace(old, new)))
    assert what in str(bad.value)


def test_a_danger_without_a_number_is_a_problem(tmp_path: Path) -> None:
    problems = Problems()
    check_help(load_help(write(tmp_path, SOURCE + NUMBER)), None, problems)
    assert any('"medical" in "sv"' in str(one) for one in problems.found)


def test_numbers_must_be_read_again_by_their_day() -> None:
    due = min(one.source.review_by for one in packs().help.numbers)
    problems = Problems()
    check_help(packs().help, due, problems)
    assert problems.found == []
    check_help(packs().help, due + timedelta(days=1), problems)
    assert problems.found
    only = replace(packs(), events={})
    assert stale(only, date(2026, 11, 21)) == () and {one.pack for one in stale(only, due + timedelta(days=1))} == {"help"}
