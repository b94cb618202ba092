"""The same matter told in anger and told calmly is the same matter; and what was heard of the anger is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from luukku.model.reading import EMOTIONS
from tests.stories.counters import Counter, Customer, counter, customer

CALM = ("Hei, meille syntyi eilen poika.", "Asumme Tampereella.", "Haluan puhua ihmisen kanssa.")
ANGRY = ("Nyt riitti, olen raivoissani tästä pompottelusta! Meille syntyi eilen poika!", "Asumme Tampereella, kuinka monta kertaa se pitää sanoa!", "Vihaksi pistää, haluan puhua ihmisen kanssa!")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counter, Path]]:
    folder = tmp_path_factory.mktemp("feelings")
    with counter(folder / "data", {"limits.burst": "1000", "desk.hours": "mon-sun 00:00-24:00"}) as running:
        yield running, folder


def told(address: str, texts: tuple[str, ...]) -> tuple[list[dict[str, Any]], Customer]:
    with customer(address) as person:
        person.open("fi")
        return [person.say(text, f"{place:032x}") for place, text in enumerate(texts, 1)], person


def bare(card: dict[str, Any] | None) -> Any:
    """A card without its own id."""
    return None if card is None else {key: value for key, value in card.items() if key != "id"}


def test_anger_changes_neither_question_nor_card_nor_place(opened: tuple[Counter, Path]) -> None:
    calm, _ = told(opened[0].address, CALM)
    angry, _ = told(opened[0].address, ANGRY)
    for one, other in zip(calm, angry, strict=True):
        assert one["question"] == other["question"]
        assert bare(one["card"]) == bare(other["card"])
        assert one["reply"]["tone"] == other["reply"]["tone"]
        human, beside = one["reply"]["human"], other["reply"]["human"]
        assert (human is None) == (beside is None)
        assert human is None or (human["state"], human.get("reason")) == (beside["state"], beside.get("reason"))


def test_no_answer_names_the_emotion_that_softened_it(opened: tuple[Counter, Path]) -> None:
    with customer(opened[0].address) as person:
        person.open("fi")
        first = person.say(ANGRY[0], "a" * 32)
        again = person.say(ANGRY[0], "a" * 32)
    assert first["reading"]["emotion"] is None
    assert again == first


def test_no_byte_that_is_left_names_a_feeling(opened: tuple[Counter, Path]) -> None:
    told(opened[0].address, ANGRY)
    names = [f'"{label}"'.encode() for label in EMOTIONS]
    files = [path for path in opened[1].rglob("*") if path.is_file()]
    assert files and not [path.name for path in files if any(name in path.read_bytes() for name in names)]
