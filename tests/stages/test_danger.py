"""Danger is heard by words alone, a human and a number follow, and harmless words are left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.danger import Counted, count, texts_of
from luukku.model.fact import reveal
from luukku.model.ids import LANGUAGES
from luukku.model.pack import Packs
from luukku.model.reading import DANGERS
from luukku.packs import find_packs
from luukku.packs.load import read_all
from luukku.understand import danger
from luukku.understand.patterns import Patterns, words_of

HERE = Path(__file__).parent


@cache
def packs() -> Packs:
    return read_all([find_packs()]).packs()


@cache
def dangers() -> danger.Dangers:
    return danger.compile(packs())


@cache
def counted(name: str) -> Counted:
    return count(dangers(), texts_of(HERE / f"danger_{name}.tsv"))


def kinds(text: str) -> tuple[str, ...]:
    return tuple(one.kind for one in danger.find(dangers(), text))


@pytest.mark.parametrize(("name", "dangerous", "harmless"), [("dev", 60, 150), ("held", 40, 120)])
def test_the_texts_are_many_and_of_every_kind_and_language(name: str, dangerous: int, harmless: int) -> None:
    seen = counted(name)
    assert seen.dangerous >= dangerous and len(seen.texts) - seen.dangerous >= harmless
    assert {(kind, one.language) for one in seen.texts for kind in one.kinds} >= {(kind, language) for kind in DANGERS for language in LANGUAGES}


@pytest.mark.parametrize("name", ["dev", "held"])
def test_danger_is_heard(name: str) -> None:
    assert counted(name).recall >= 0.98, counted(name).missed


@pytest.mark.parametrize("name", ["dev", "held"])
def test_harmless_words_are_left_alone(name: str) -> None:
    assert counted(name).false_alarms <= 0.02, counted(name).alarms


def test_what_packs_give_as_examples_of_life_events_is_hardly_ever_taken_for_a_danger() -> None:
    examples = [one.text for pack in packs().events.values() for one in (*pack.examples, *pack.counter_examples) if pack.id not in ("fraud", "illness")]
    alarms = [text for text in examples if danger.find(dangers(), text)]
    assert len(alarms) <= len(examples) * 0.01, alarms


def test_all_three_languages_are_tried_on_every_message() -> None:
    assert kinds("Moi! he is not breathing") == ("medical",)


def test_several_dangers_are_all_heard_in_the_order_in_which_they_are_answered() -> None:
    assert kinds("mies löi taas, en jaksa enää elää, otin kaikki lääkkeet") == ("medical", "self-harm", "violence")


def test_the_words_that_show_it_are_the_customers_own() -> None:
    (found,) = danger.find(dangers(), "Anteeksi, mutta PELKÄÄN mennä kotiin tänään.")
    assert reveal(found.evidence) == "PELKÄÄN mennä kotiin" and "PELK" not in repr(found)


def test_a_denied_thought_of_suicide_is_met_all_the_same() -> None:
    assert "self-harm" in kinds("en aio tehdä itselleni mitään")


@pytest.mark.parametrize("text", ["en jaksa enaa elaa", "EN JAKSA ENÄÄ ELÄÄ", "en jaksaaaa enää elää", "itsemruha on ainoa vaihtoehto", "i feel suicdal"])
def test_missing_dots_shouting_and_slips_do_not_hide_it(text: str) -> None:
    assert kinds(text) == ("self-harm",)


@pytest.mark.parametrize("text", ["haluan kuulla lainasta", "tapaan itseni ikäisiä", "mieheni on loistava", "lapsi nukkuu isän vieressä"])
def test_words_that_only_look_alike_are_none(text: str) -> None:
    assert kinds(text) == ()


def test_grief_over_a_suicide_is_no_danger_and_fear_of_one_is() -> None:
    assert kinds("Veljeni teki itsemurhan keväällä") == ()
    assert "self-harm" in kinds("Pelkään että veljeni tekee itsemurhan")


def test_a_scam_of_last_year_is_none_and_one_under_way_is() -> None:
    assert kinds("annoin tunnukset huijarille viime vuonna") == ()
    assert kinds("annoin tunnukset huijarille äsken") == ("scam",)


def test_nothing_odd_breaks_it() -> None:
    for text in ("", " ", "?!", "\n\n", "a" * 10_000, "mies " * 2_000, "löi " * 2_000, "🙂" * 50, "112"):
        assert danger.find(dangers(), text) == (), text[:20]


def test_a_language_without_a_table_knows_no_danger() -> None:
    assert danger.find(danger.compile(Packs(events={}, organisations={}, texts={})), "he is not breathing") == ()


@pytest.mark.parametrize("wrong", ["", "a* b", "{nobody} hits", "kolme_sanaa_yhtenä", "€"])
def test_a_pattern_that_cannot_be_read_stops_the_start(wrong: str) -> None:
    with pytest.raises(ValueError):
        Patterns([(wrong, {}, 1)])


@pytest.mark.parametrize(
    ("pattern", "text", "hit"),
    [
        ("hits me", "he hits me", True),
        ("hits me", "he hits poor me", True),
        ("hits me", "he hits the wall beside me", False),
        ("hits … me", "he hits the wall beside me", True),
        ("hits ^me", "he hits poor me", False),
        ("me & hits", "he hits the wall and me", True),
        ("me & me", "he hits me", False),
        ("safe_account", "a safe account", True),
        ("safe_account", "an account that is safe", False),
        ("kuris*", "kuristaa", True),
        ("kuris*", "kurssi", False),
    ],
)
def test_a_pattern_means_what_it_says(pattern: str, text: str, hit: bool) -> None:
    assert bool(list(Patterns([(pattern, {}, 1)]).find(words_of(text)))) is hit


def test_anothers_threat_to_kill_is_violence_and_no_wish_to_die() -> None:
    assert kinds("min man hotar att döda mig") == ("violence",)
    assert "self-harm" in kinds("jag vill döda mig")
