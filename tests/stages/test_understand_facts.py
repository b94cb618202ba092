"""Facts that every situation shares, in people's words: told with a life event, or given as an answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.facts import Counted, compare, lines_of
from luukku.adapters.embedded.embedding import best_embedder
from luukku.cli.understand import Reader
from luukku.model.ids import LANGUAGES, Language
from luukku.packs import find_packs, load
from luukku.understand import danger, prepare
from luukku.understand.amounts import find_amounts
from luukku.understand.number_words import NumberWords
from luukku.understand.tables import table_of
from luukku.understand.text import clauses, fold

HERE = Path(__file__).parent
TODAY = date(2026, 3, 11)


@pytest.fixture(scope="module")
def reader() -> Reader:
    embedder = best_embedder("tfidf")[0]
    packs = load(find_packs())
    return Reader(understanding=prepare(packs, embedder, find_packs()), dangers=danger.compile(packs), embedder=embedder)


def read(reader: Reader, text: str, asked: str = "", question: str = "") -> dict[str, Any]:
    line: dict[str, Any] = {"text": text, "today": TODAY.isoformat()}
    if asked:
        line["asked"] = {"name": asked, "question": question}
    return reader.read(json.dumps(line), TODAY, "fi")


def values(shown: dict[str, Any], *names: str) -> list[tuple[str, object]]:
    return [(fact["name"], fact["value"]) for fact in shown["facts"] if not names or fact["name"] in names]


@pytest.mark.parametrize("file", ["facts_dev.tsv", "facts_more.tsv"])
def test_answers_and_messages_of_the_file_are_read_as_they_are_meant(reader: Reader, file: str) -> None:
    counted = Counted()
    for line in lines_of(HERE / file):
        said: dict[str, Any] = {"text": line.text, "today": line.today} | ({"asked": {"name": line.asked, "question": line.question}} if line.asked else {})
        compare(line, reader.read(json.dumps(said), TODAY, "fi"), counted)
    assert counted.precision >= 0.97 and counted.recall >= 0.9, counted.shown
    assert counted.whole.total() >= 0.96 * counted.answers.total(), counted.shown
    assert counted.consents == 0


@pytest.mark.parametrize(("file", "least"), [("context_asked_dev.tsv", 0.97), ("context_asked_more.tsv", 0.93)])
def test_answers_to_what_the_packs_ask_are_read_as_they_are_meant(reader: Reader, file: str, least: float) -> None:
    """By two hands that saw nothing of the project. At the first look .74 of either file was read whole; after the first had been
    learnt from .89 of the second, which was mended on then. See docs/learning.md for what a third hand's texts give."""
    counted = Counted()
    for line in lines_of(HERE / file):
        said = {"text": line.text, "today": line.today, "asked": {"name": line.asked, "question": line.question}}
        compare(line, reader.read(json.dumps(said), TODAY, "fi"), counted)
    assert counted.precision >= 0.95 and counted.recall >= 0.92, counted.shown
    assert counted.whole.total() >= least * counted.answers.total(), counted.shown
    assert counted.consents == 0


@pytest.mark.parametrize(
    ("language", "text", "euros", "approx"),
    [
        ("fi", "1,2 tonnia", 1200, False), ("fi", "n. 900 euroo", 900, True), ("fi", "89,90 e", 89.9, False), ("fi", "viitisensataa", 500, True),
        ("fi", "kaksi tuhatta viisisataa euroa", 2500, False), ("fi", "25 000€ luokkaa", 25000, True), ("fi", "puolitoista tonnia", 1500, False),
        ("sv", "ett par tusenlappar", 2000, True), ("sv", "1 250,50 €", 1250.5, False), ("sv", "runt femhundra", 500, True),
        ("en", "€245,000", 245000, False), ("en", "1,250.50 euros", 1250.5, False), ("en", "three and a half thousand", 3500, False), ("en", "500 euros or so", 500, True),
    ],
)  # fmt: skip
def test_money_is_read_in_whole_cents(language: Language, text: str, euros: float, approx: bool) -> None:  # noqa: FBT001  a column of the table
    words, folded = NumberWords(table_of(load(find_packs()).language[language], "numbers")), fold(text)
    found = [one for part in clauses(text) for one in find_amounts(folded, part, words)]
    assert [(one.cents, one.approx) for one in found] == [(round(euros * 100), approx)]


@pytest.mark.parametrize("text", ["Grandpa is ill", "3-4 tonnia", "12.3.2026", "kello 12.30", "tonnikala"])
def test_what_is_no_money_is_not_read_as_money(text: str) -> None:
    folded = fold(text)
    for language in LANGUAGES:
        words = NumberWords(table_of(load(find_packs()).language[language], "numbers"))
        assert not [one for part in clauses(text) for one in find_amounts(folded, part, words)]


def test_money_is_shown_in_euros_and_says_whether_it_is_exact(reader: Reader) -> None:
    (fact,) = [fact for fact in read(reader, "Velkaa on noin 15 000 euroa enkä selviä siitä")["facts"] if fact["name"] == "amount.eur"]
    assert (fact["value"], fact["approx"]) == (15000, True)


def test_no_value_is_shown_where_none_was_said(reader: Reader) -> None:
    shown = read(reader, "en tiedä", "municipality", "Missä kunnassa asutte?")
    assert shown["acts"] == ["dont-know"] and shown["facts"] == []


@pytest.mark.parametrize(
    ("text", "asked", "question", "value"),
    [
        ("31.3.", "deadline.date", "Milloin lasku erääntyy?", "2026-03-31"), ("5.5.", "event.date", "Milloin muutatte?", "2026-05-05"),
        ("5.5.", "event.date", "Milloin isä kuoli?", "2025-05-05"), ("viides toukokuuta", "event.date", "Milloin muutatte?", "2026-05-05"),
        ("den femte maj", "event.date", "När flyttar ni?", "2026-05-05"), ("fifth of May", "event.date", "When are you moving?", "2026-05-05"),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_one_that_the_question_makes_sensible(reader: Reader, text: str, asked: str, question: str, value: str) -> None:
    assert values(read(reader, text, asked, question)) == [(asked, value)]


def test_whoever_starts_again_is_read_from_there(reader: Reader) -> None:
    assert values(read(reader, "Turku. ei kun Raisio", "municipality", "Missä kunnassa asutte?")) == [("municipality", "Raisio")]
    assert values(read(reader, "Borgå, nej förlåt Sibbo", "municipality", "I vilken kommun bor ni?")) == [("municipality", "Sipoo")]


@pytest.mark.parametrize(
    "text",
    ["Mitä jos muuttaisin Turkuun ensi kuussa?", "Naapurin isä kuoli viime viikolla Kuopiossa", "En ole muuttamassa Tampereelle", "Millaisia palveluja pankki tarjoaa?"],
)
def test_what_is_imagined_denied_asked_or_somebody_elses_is_no_fact(reader: Reader, text: str) -> None:
    assert values(read(reader, text), "municipality", "event.date", "person.role", "organisation.kind") == []


def test_the_age_of_kin_or_of_the_speaker_is_no_childs(reader: Reader) -> None:
    assert values(read(reader, "Äitini on 82-vuotias ja kaatui eilen"), "child.age") == []
    assert values(read(reader, "Olen 45-vuotias ja jäin työttömäksi eilen"), "child.age") == []
    assert values(read(reader, "Eroamme, meillä on kaksi lasta, 4v ja 7v"), "child.age", "child.count") == [("child.count", 2), ("child.age", 4), ("child.age", 7)]
