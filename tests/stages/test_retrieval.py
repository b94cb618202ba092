"""Looking things up: stems and compounds meet, the right passage comes first, and no good answer is said to be none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from benchmarks import retrieval as measured
from luukku import explain, understand
from luukku.errors import BadModel
from luukku.model.ids import LANGUAGES, Language
from luukku.model.knowledge import Passage
from luukku.packs import find_packs
from luukku.understand import passage_files as files
from luukku.understand.heads import Maker
from luukku.understand.retrieval import Search
from luukku.understand.stems import Known, split_compound, stem
from tests.stages.learnt import DIMENSION, Points
from tests.stages.told import packs, texts

HELD = Path(__file__).parent / "retrieval_held.tsv"


@cache
def words() -> Search:
    return understand.prepare_search(explain.passages(packs(), texts()), packs())


def small(*cards: str) -> Search:
    """One English passage for each text."""
    return understand.prepare_search([Passage(id=f"a/{n}", language="en", title=text, text=text, owner="o", interest="law") for n, text in enumerate(cards)], packs())


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fi", "perunkirjoituksen", "perunkirjoitus"),
        ("fi", "perunkirjoitukseen", "perunkirjoitusta"),
        ("fi", "muuttoilmoituksessa", "muuttoilmoitus"),
        ("fi", "palkkaturvaa", "palkkaturva"),
        ("fi", "takaajalta", "takaaja"),
        ("fi", "luottokiellon", "luottokielto"),
        ("sv", "bouppteckningen", "bouppteckning"),
        ("sv", "borgensmannen", "borgensman"),
        ("sv", "flyttanmälningar", "flyttanmälning"),
        ("en", "applications", "application"),
        ("en", "guarantors", "guarantor"),
    ],
)  # fmt: skip
def test_forms_of_a_word_meet(language: Language, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(("language", "one", "other"), [("fi", "takaaja", "takuu"), ("fi", "vero", "vesi"), ("sv", "bank", "barn"), ("en", "debt", "death")])
def test_different_words_do_not(language: Language, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


def test_a_compound_is_taken_apart_only_where_both_sides_are_words_of_the_texts() -> None:
    known = Known.of(stem(word, "fi") for word in ("velka", "neuvonta", "muutto"))
    assert split_compound("velkaneuvontaan", known, "fi") == (stem("velka", "fi"), stem("neuvonta", "fi"))
    assert split_compound("puhelinneuvonta", known, "fi") == ()
    assert split_compound("velka", known, "fi") == ()


def test_a_question_finds_a_passage_that_says_it_in_other_forms_and_halves() -> None:
    assert understand.look_up(words(), "Paljonko perunkirjoitukselle on aikaa?", None, "fi")[0].passage.id == "estate-inventory/2"
    assert understand.look_up(words(), "onko neuvonta ilmaista kun on velkoja", None, "fi")[0].passage.id.endswith(("debt-counselling/1", "debt-counselling"))


@pytest.mark.parametrize(("language", "text"), [("fi", "mikä on Suomen pääkaupunki?"), ("sv", "vilken buss går till centrum?"), ("en", "how do I bake a cake?"), ("en", "?!"), ("fi", "")])
def test_what_nothing_answers_has_no_good_answer(language: Language, text: str) -> None:
    assert not any(hit.answers for hit in understand.look_up(words(), text, None, language))


def test_only_the_first_passage_is_an_answer_and_a_long_text_costs_no_more() -> None:
    hits = understand.look_up(words(), "what is wage security and when to apply? " * 2_000, None, "en")
    assert [hit.answers for hit in hits] == [True, False, False]
    assert hits[0].passage.id == "wage-security/1"


def test_of_a_long_message_its_question_counts() -> None:
    story = "We moved here in spring and the children like their school, the bank was friendly and the house is warm enough even in winter. "
    alone, told = (understand.look_up(words(), text, None, "en")[0] for text in ("How many first names can a child have?", story + "How many first names can a child have?"))
    assert alone.passage.id == told.passage.id == "child-name/2" and told.answers
    assert not any(hit.answers for hit in understand.look_up(words(), story + "Nice weather, isn't it?", None, "en"))


def test_words_that_nobody_wrote_count_against_an_answer() -> None:
    sure = understand.look_up(words(), "how long does a non-disclosure order last", None, "en")[0].sureness
    less = understand.look_up(words(), "how long does a non-disclosure order last for submarines in Patagonia with zebras", None, "en")[0].sureness
    assert less < sure


@pytest.mark.parametrize("language", LANGUAGES)
def test_held_questions_are_answered_by_words_alone_and_seldom_wrongly(language: Language) -> None:
    """Measured and named in docs/knowledge.md; the bounds leave room for texts that change."""
    asked = [one for one in measured.questions_of(HELD) if one.language == language]
    found = measured.figures(measured.find_all(words(), asked, None))
    assert found["recall@3"] >= 0.85 and found["mrr"] >= 0.75
    assert found["wrong answers"] <= 0.15 and found["rightly no answer"] >= 0.85


def test_the_measure_counts_a_miss_as_a_miss() -> None:
    asked = [measured.Asked(language="en", right=frozenset({"a/1"}), question="cows")]
    figures = measured.figures(measured.find_all(small("cows eat grass", "a lighthouse"), asked, None))
    assert figures["recall@1"] == 0 and figures["wrong answers"] in (0, 1)


# Vectors


def kept(search: Search) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    return {passage.embedded: Points().embed_now([passage.embedded])[0] for passage in search.passages}


def test_meaning_finds_what_shares_no_word(tmp_path: Path) -> None:
    search = small("the card of a bank", "a loan for a house", "the hours of a shop")
    files.save_vectors(files.vectors_of(tmp_path), search, kept(search), Maker.of(Points()))
    found, lacking, note = understand.with_kept(search, tmp_path, Points())
    assert (lacking, note) == ((), None) and found.maker == Maker.of(Points())
    vector = Points().embed_now(["interest"])[0]
    assert understand.look_up(search, "interest", None, "en") == ()
    assert understand.look_up(found, "interest", vector, "en")[0].passage.id == "a/1"


def test_the_same_vectors_are_the_same_bytes(tmp_path: Path) -> None:
    search = small("the card of a bank", "a loan for a house")
    for name in ("one.npz", "two.npz"):
        files.save_vectors(tmp_path / name, search, kept(search), Maker.of(Points()))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_changed_text_is_embedded_anew_and_only_that(tmp_path: Path) -> None:
    before = small("the card of a bank", "a loan for a house")
    files.save_vectors(files.vectors_of(tmp_path), before, kept(before), Maker.of(Points()))
    after = small("the card of a bank", "a loan for a boat")
    found, lacking, note = understand.with_kept(after, tmp_path, Points())
    assert lacking == (after.passages[1].embedded,) and note and "learn search" in note
    assert found.maker is None  # words alone, until it is there
    rows = {text: Points().embed_now([text])[0] for text in lacking}
    assert understand.with_new(found, tmp_path, rows, Maker.of(Points())).maker == Maker.of(Points())


def test_another_embedders_vectors_are_never_used(tmp_path: Path) -> None:
    search = small("the card of a bank", "a loan for a house")
    files.save_vectors(files.vectors_of(tmp_path), search, kept(search), Maker(name="points", version="2", dimension=DIMENSION))
    found, lacking, note = understand.with_kept(search, tmp_path, Points())
    assert found.maker is None and len(lacking) == 2 and note and "is not of points 1" in note


@pytest.mark.parametrize("content", [b"", b"no npz at all", b"PK\x03\x04 cut off"])
def test_a_broken_file_is_said_and_made_anew(tmp_path: Path, content: bytes) -> None:
    path = files.vectors_of(tmp_path)
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(BadModel) as bad:
        files.load_vectors(path)
    assert bad.value.data["file"] == str(path) and "learn search" in str(bad.value.data["do"])
    search = small("the card of a bank")
    found, lacking, note = understand.with_kept(search, tmp_path, Points())
    assert found.maker is None and len(lacking) == 1 and note and "damaged" in note


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    search = small("the card of a bank")
    rows = {text: np.full(DIMENSION, np.nan, np.float32) for text in kept(search)}
    files.save_vectors(tmp_path / "x.npz", search, rows, Maker.of(Points()))
    with pytest.raises(BadModel):
        files.load_vectors(tmp_path / "x.npz")


def test_the_projects_vectors_are_there_for_almost_all_passages() -> None:
    found = files.load_vectors(files.vectors_of(find_packs()))
    own = [one.embedded for one in words().passages]
    assert set(found.means) == set(LANGUAGES)
    assert sum(files.digest(text) in found.rows for text in own) >= 0.8 * len(own), "luukku learn search"


