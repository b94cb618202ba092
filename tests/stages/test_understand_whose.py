"""Whose matter the words are about: whose death, whose home, whose child, and what is plainly the speaker's own life."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from luukku.adapters.embedded.embedding import best_embedder
from luukku.hear import mark
from luukku.model.fact import Fact, Facts, Personal, reveal
from luukku.model.ids import Language
from luukku.model.reading import Expects, Reading
from luukku.packs import find_packs, load
from luukku.understand import Understanding, prepare, read, views
from tests.stages.reading import known_to

EMBEDDER = best_embedder("tfidf")[0]
ABOUT = {"event.date": "child-1", "child.sex": "child-1", "name.given": "child-1", "mother.work": "mother"}


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    """Of the pack `child` alone, whatever other packs there are."""
    packs = load(find_packs())
    return prepare(replace(packs, events={"child": packs.events["child"]}), EMBEDDER, find_packs())


def knowing(**values: str) -> Facts:
    named = {name.replace("_", "."): value for name, value in values.items()}
    return Facts(tuple(Fact(name=name, about=ABOUT.get(name, "me"), value=Personal(value), at=datetime(2026, 11, 21, tzinfo=UTC)) for name, value in named.items()))


BOY = knowing(event_date="2026-11-20", child_sex="boy", name_given="Eino")


def reading_of(understanding: Understanding, language: Language, text: str, asked: str | None, known: Facts) -> Reading:
    vectors = EMBEDDER.embed_now(views(understanding, text))
    return read(understanding, text, vectors, Expects(name=asked) if asked else None, *known_to(known, asked), mark(text, known), date(2026, 11, 21), language)


def shown(reading: Reading) -> dict[str, object]:
    return {fact.name: reveal(fact.value) for fact in reading.facts}


@pytest.mark.parametrize(
    ("language", "text", "needs"),
    [
        ("fi", "Meidän koira kuoli", "grief"), ("fi", "koiranpentu kuoli", "grief"), ("fi", "Isä sairastui ja kuoli", "grief"), ("fi", "mieheni kuoli", "grief"),
        ("fi", "vauvan isoisä kuoli", "grief"), ("fi", "naapurin lapsi kuoli", "grief"), ("fi", "kaverini sai keskenmenon", "grief"), ("fi", "akku kuoli", ""),
        ("fi", "vauva kuoli", "loss"), ("fi", "hän kuoli eilen sairaalassa", "loss"), ("fi", "poika syntyi ja kuoli", "loss"), ("fi", "Eino kuoli", "loss"),
        ("fi", "vaimoni synnytti kuolleen lapsen", "loss"), ("fi", "vaimoni sai keskenmenon", "loss"), ("fi", "vaimoni kuoli lapsen synnyttyä", "grief"),
        ("sv", "vår hund dog", "grief"), ("sv", "min man dog", "grief"), ("sv", "min morfar dog", "grief"), ("sv", "telefonen dog", ""),
        ("sv", "babyn dog i natt", "loss"), ("sv", "hon dog i morse", "loss"), ("sv", "vi förlorade vårt barn", "loss"), ("sv", "min fru fick missfall", "loss"),
        ("en", "our dog died", "grief"), ("en", "we lost our cat", "grief"), ("en", "my husband died", "grief"), ("en", "my phone is dead", ""),
        ("en", "our baby died last night", "loss"), ("en", "she died this morning", "loss"), ("en", "we lost her", "loss"), ("en", "I had a miscarriage", "loss"),
    ],
)  # fmt: skip
def test_only_the_childs_own_death_is_the_loss_of_the_child(understanding: Understanding, language: Language, text: str, needs: str) -> None:
    assert reading_of(understanding, language, text, "consent", BOY).needs == ((needs,) if needs else ())


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("fi", "Tampereella asuu anoppi", None), ("fi", "siskoni asuu Turussa", None), ("fi", "äiti ja vauva ovat Tampereella", None),
        ("fi", "asumme anopin luona Tampereella", "Tampere"), ("fi", "vaimon kanssa Espoossa", "Espoo"), ("fi", "mies asuu Turussa ja minä Raisiossa", "Raisio"),
        ("fi", "Turku, ja mieheni on Raisiosta", "Turku"), ("sv", "mormor bor i Åbo", None), ("sv", "vi bor hos svärmor i Åbo", "Turku"),
        ("en", "my sister lives in Turku", None), ("en", "we live with my sister in Turku", "Turku"), ("en", "Espoo with my husband", "Espoo"),
    ],
)  # fmt: skip
def test_the_home_of_somebody_else_answers_and_corrects_nothing(understanding: Understanding, language: Language, text: str, town: str | None) -> None:
    assert shown(reading_of(understanding, language, text, "municipality", BOY)).get("municipality") == town
    if town is None:
        assert reading_of(understanding, language, text, "consent", BOY | knowing(municipality="Vaasa")).facts == ()


@pytest.mark.parametrize(
    ("language", "asked", "text"),
    [("fi", "mother.work", "anoppi on yrittäjä"), ("sv", "mother.work", "min syster är företagare"), ("en", "mother.work", "my sister is a student"),
     ("fi", "event.date", "siskon lapsi syntyi 3.5."), ("fi", "consent", "naapurin nimi on Pekka")],
)  # fmt: skip
def test_what_is_said_of_somebody_else_is_not_the_familys(understanding: Understanding, language: Language, asked: str, text: str) -> None:
    assert shown(reading_of(understanding, language, text, asked, knowing(child_sex="boy"))) == {}


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("fi", "asumme Turussa ja vaimoni on opiskelija", {"municipality": "Turku", "mother.work": "student"}), ("fi", "olemme naimisissa", {"parents.married": True}),
        ("sv", "jag bor i Vasa", {"municipality": "Vaasa"}), ("en", "I live in Espoo and my wife is a student", {"municipality": "Espoo", "mother.work": "student"}),
        ("fi", "äitini on opiskelija", {}), ("fi", "en asu Turussa", {}), ("fi", "jos asun Turussa", {}), ("fi", "siskoni on naimisissa", {}), ("en", "Turku is nice", {}),
    ],
)  # fmt: skip
def test_the_speakers_own_life_is_taken_before_any_event_as_facts_alone(understanding: Understanding, language: Language, text: str, facts: dict[str, object]) -> None:
    reading = reading_of(understanding, language, text, None, Facts())
    assert shown(reading) == facts and reading.acts == () and reading.events == ()


def test_what_was_said_before_makes_no_case_and_can_be_set_right(understanding: Understanding) -> None:
    said = knowing(municipality="Tampere")
    assert reading_of(understanding, "fi", "meille syntyi poika", None, said).acts == ("new",)
    assert shown(reading_of(understanding, "fi", "ei kun asun Oulussa", None, said)) == {"municipality": "Oulu"}


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "meille syntyi toinenkin lapsi tänään"), ("fi", "meille syntyi tänään tyttö"), ("sv", "vi fick en flicka till idag"), ("en", "our second child was born today")],
)
def test_a_further_child_is_asked_about(understanding: Understanding, language: Language, text: str) -> None:
    reading = reading_of(understanding, language, text, "consent", BOY)
    assert [(event.stance, event.another) for event in reading.events] == [("ask", True)]
    assert reading.acts == ("new",) and shown(reading)["event.date"] == "2026-11-21"


@pytest.mark.parametrize("text", ["ei kun meille syntyi tänään tyttö", "poika syntyi toissapäivänä", "meille syntyi eilen poika"])
def test_the_same_child_told_again_is_no_further_child(understanding: Understanding, text: str) -> None:
    assert not any(event.another for event in reading_of(understanding, "fi", text, "consent", BOY).events)


@pytest.mark.parametrize("text", ["meille syntyi toinen lapsi eilen", "meille syntyi kaksoset, toinen on poika ja toinen tyttö"])
def test_a_second_child_as_the_first_news_is_simply_news(understanding: Understanding, text: str) -> None:
    assert [event.another for event in reading_of(understanding, "fi", text, None, Facts()).events] == [False]


def test_a_trace_names_its_file_once(understanding: Understanding) -> None:
    reading = reading_of(understanding, "fi", "Meille syntyi eilen poika Tampereella", None, Facts())
    files = {trace.file for trace in reading.trace}
    assert "language/fi/dates.toml" in files and all((find_packs() / file).is_file() for file in files)
