"""The second net for danger: hints that no list of words has, heard by what was learnt, and never instead of the words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from benchmarks.danger import Counted, count, texts_of
from luukku import explain
from luukku.app import best_embedder
from luukku.errors import BadModel, BadPack
from luukku.learning.hints import danger_lines
from luukku.model.fact import reveal
from luukku.model.ids import LANGUAGES
from luukku.model.pack import Packs
from luukku.model.reading import DANGERS
from luukku.packs import find_packs, load
from luukku.packs.labelled import NONE, read_labelled
from luukku.ports import Embedder
from luukku.understand import danger, hints

HERE = Path(__file__).parent


@cache
def embedder() -> Embedder:
    return best_embedder("auto")[0]


@cache
def packs() -> Packs:
    return load(find_packs(), examples=True)


@cache
def both_nets() -> danger.Dangers:
    return danger.compile(packs(), find_packs(), embedder())


@cache
def counted(name: str, *, by_meaning: bool) -> Counted:
    texts = texts_of(HERE / f"{name}.tsv")
    return count(both_nets(), texts, embedder().embed_now([one.text for one in texts]) if by_meaning else None)


def test_each_kind_has_many_texts_of_each_language_and_as_many_near_ones() -> None:
    found = Counter((one.language, one.label) for one in read_labelled(find_packs(), "dangers.tsv"))
    assert all(found[language, kind] >= 60 for language in LANGUAGES for kind in DANGERS)
    assert all(found[language, NONE] >= 60 * len(DANGERS) for language in LANGUAGES)


def test_no_text_of_the_tests_was_learnt_from() -> None:
    learnt = {" ".join(one.text.casefold().split()) for one in read_labelled(find_packs(), "dangers.tsv")}
    tested = [one.text for name in ("hints_dev", "hints_held", "mixed", "held") for one in texts_of(HERE / f"danger_{name}.tsv") if one.kinds]
    assert [text for text in tested if " ".join(text.casefold().split()) in learnt] == []


@pytest.mark.parametrize("name", ["danger_dev", "danger_held"])
def test_plain_words_are_heard_as_before_without_more_false_alarms(name: str) -> None:
    seen = counted(name, by_meaning=False)
    assert seen.recall >= 0.98 and seen.false_alarms <= 0.02, (seen.missed, seen.alarms)


@pytest.mark.parametrize(("name", "least", "most"), [("danger_hints_dev", 0.5, 0.15), ("danger_hints_held", 0.45, 0.15), ("danger_mixed", 0.8, 0.13), ("danger_frames_dev", 0.95, 0.08)])
def test_hints_are_heard_by_their_meaning(name: str, least: float, most: float) -> None:
    """Far from the aim (0.98 and 0.02): what is held here is what was reached. See docs/danger.md."""
    if embedder().name == "tfidf":
        pytest.skip("no embedder that sees meaning runs here")
    seen = counted(name, by_meaning=True)
    assert seen.heard >= least and seen.false_alarms <= most, (seen.silent, seen.alarms)


def test_more_is_heard_than_by_words_alone_also_without_vectors() -> None:
    words = danger.compile(packs())
    texts = texts_of(HERE / "danger_hints_dev.tsv")
    assert count(both_nets(), texts).heard > count(words, texts).heard


def test_messages_about_other_matters_raise_no_alarm() -> None:
    """A sample of the packs' examples, without vectors, as in the alarm before any limit."""
    dangers = {one.text for event in ("fraud", "illness") for one in packs().events[event].examples}  # also told beside another event
    every = [one.text for pack in packs().events.values() for one in (*pack.examples, *pack.counter_examples) if pack.id not in ("fraud", "illness") and one.text not in dangers][::7]
    alarms = [text for text in every if danger.find(both_nets(), text)]
    assert len(alarms) <= 0.01 * len(every), alarms


def test_what_words_say_is_heard_whatever_the_head_thinks() -> None:
    deaf = both_nets().hints
    assert deaf is not None
    quiet = replace(both_nets(), hints=replace(deaf, heads=replace(deaf.heads, threshold=2.0, spelling=replace(deaf.heads.spelling, alone_threshold=2.0))))
    assert [one.kind for one in danger.find(quiet, "mies löi taas", np.zeros((1, embedder().dimension), np.float32))] == ["violence"]


def test_the_clause_that_shows_it_is_told() -> None:
    learnt = both_nets().hints
    assert learnt is not None
    alert = replace(learnt, heads=replace(learnt.heads, spelling=replace(learnt.heads.spelling, alone_threshold=0.0)))
    found = hints.hear(alert, "Kiitos avusta laskun kanssa. Minusta ei ole kenellekään mitään iloa, parempi kun häviän.", None)
    assert found is not None and found.kind == "self-harm"
    assert "Kiitos" not in reveal(found.evidence) and "häviän" not in repr(found)


def test_another_embedders_vectors_are_not_looked_at(tmp_path: Path) -> None:
    learnt = hints.open_hints(find_packs(), None)
    assert learnt is not None and not learnt.by_meaning
    assert hints.hear(learnt, "kaunis päivä", np.full((1, 7), 9.0, np.float32)) is None


def test_without_a_model_the_words_hear_alone(tmp_path: Path) -> None:
    assert danger.compile(packs(), tmp_path).hints is None


def test_a_broken_model_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "danger.npz").write_bytes(b"nothing")
    with pytest.raises(BadModel):
        danger.compile(packs(), tmp_path)


def test_an_unknown_kind_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "language" / "sv").mkdir(parents=True)
    (tmp_path / "language" / "sv" / "dangers.tsv").write_text("-\thej\nviolance\thjälp\n", encoding="utf-8")
    with pytest.raises(BadPack) as told:
        read_labelled(tmp_path, "dangers.tsv")
    assert told.value.data["line"] == 2 and "violence" in str(told.value.data["problem"])


def test_of_many_harmless_texts_the_same_sample_is_learnt_from_each_time() -> None:
    many = [f"text {n}" for n in range(9_000)]
    one = danger_lines([("-", "near"), ("scam", "bad")], many)
    assert one == danger_lines([("-", "near"), ("scam", "bad")], many)
    assert one.labels[:2] == (hints.NEAR, "scam") and len(one.texts) < len(many)


@pytest.mark.parametrize("text", ["vet inte", "ingen aning", "ingen", "hän", "ei kukaan", "no idea"])
def test_a_short_answer_is_no_danger_by_its_spelling(text: str) -> None:
    assert danger.find(both_nets(), text) == ()


def test_what_a_button_sends_is_no_danger() -> None:
    offered = explain.offered_answers(explain.Texts(packs()), packs())
    assert {"Vet inte", "En tiedä", "I don’t know", "Kyllä"} <= offered
    nets = danger.compile(packs(), find_packs(), embedder(), offered)
    assert nets.hints is not None
    alert = replace(nets, hints=replace(nets.hints, heads=replace(nets.hints.heads, threshold=0.0, spelling=replace(nets.hints.heads.spelling, alone_threshold=0.0))))
    assert [text for text in offered if danger.find(alert, text)] == []
    assert danger.find(alert, "jokin muu, mitä ei ole tarjottu") != ()


def test_a_hint_puts_no_other_number_before_what_the_words_say() -> None:
    assert [one.kind for one in danger.find(both_nets(), "mun mies uhkaa tappaa mut jos lähden")] == ["violence"]


@pytest.mark.parametrize("text", ["?!", "🙂" * 50, "a" * 10_000, "112", "\n.\n"])
def test_nothing_odd_breaks_it(text: str) -> None:
    assert danger.find(both_nets(), text) == ()
