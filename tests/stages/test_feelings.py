"""Feelings in a turn: heard in what customers write, used for how loud and long the reply is, kept nowhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest

from luukku import explain
from luukku.app import best_embedder
from luukku.errors import BadData, BadModel, BadPack
from luukku.flow import shapes
from luukku.learning.feelings import film_lines
from luukku.learning.felt import measure, read_test
from luukku.model.fact import Personal, reveal
from luukku.model.ids import LANGUAGES, CardId, Language
from luukku.model.reading import EMOTIONS, Emotion, Feeling, Reading
from luukku.model.view import Reply
from luukku.packs import find_packs
from luukku.packs.labelled import read_labelled
from luukku.ports import Embedder
from luukku.understand import feelings
from tests.stages.told import Story, packs, settings, texts

HERE = Path(__file__).parent
QUIETENED: tuple[Emotion, ...] = ("anger", "fear", "sadness")


@cache
def embedder() -> Embedder:
    return best_embedder("auto")[0]


@cache
def opened() -> feelings.Feelings:
    return feelings.open_feelings(find_packs(), embedder())


def felt(label: Emotion, sure: float = 0.9) -> Feeling:
    rest = (1 - sure) / (len(EMOTIONS) - 1)
    return Feeling(label=label, scores=tuple(sure if one == label else rest for one in EMOTIONS), evidence=Personal("…"))


def test_each_language_has_many_examples_of_each_feeling() -> None:
    found = Counter((one.language, one.label) for one in read_labelled(find_packs(), "emotions.tsv"))
    assert all(found[language, label] >= 60 for language in LANGUAGES for label in EMOTIONS)
    assert all(found[language, "neutral"] >= 118 for language in LANGUAGES)


def test_no_text_of_the_tests_was_learnt_from() -> None:
    learnt = {" ".join(one.text.casefold().split()) for one in read_labelled(find_packs(), "emotions.tsv")}
    tested = [row.text for name in ("dev", "held") for row in read_test(HERE / f"emotions_{name}.tsv")]
    assert [text for text in tested if " ".join(text.casefold().split()) in learnt] == []


@pytest.mark.parametrize("name", ["dev", "held"])
def test_the_feeling_is_heard_in_four_of_five(name: str) -> None:
    if embedder().name == "tfidf":
        pytest.skip("no embedder that sees meaning runs here")
    rows = read_test(HERE / f"emotions_{name}.tsv")
    found = measure(opened(), rows, embedder().embed_now([row.text for row in rows]))
    assert found.accuracy >= 0.8, found.confused


def test_by_spelling_alone_it_is_heard_in_half() -> None:
    found = measure(opened(), read_test(HERE / "emotions_dev.tsv"), None)
    assert found.accuracy >= 0.5


def test_the_words_that_show_it_are_the_customers_own_and_show_in_no_repr() -> None:
    found = feelings.feel(opened(), "Lasku tuli tänään. Olen aivan raivoissani tästä kohtelusta!", "fi", None)
    assert found is not None and found.label == "anger"
    assert "raivoissani" in reveal(found.evidence) and "raivoissani" not in repr(found)
    assert sum(found.scores) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂" * 50, "a" * 10_000, "0"])
def test_nothing_odd_breaks_it(text: str) -> None:
    for language in LANGUAGES:
        found = feelings.feel(opened(), text, language, None)
        assert found is not None and found.label in EMOTIONS and sum(found.scores) == pytest.approx(1, abs=1e-4)


def test_nothing_learnt_is_nothing_felt(tmp_path: Path) -> None:
    assert feelings.feel(feelings.open_feelings(tmp_path, None), "olen vihainen", "fi", None) is None
    assert feelings.feel(feelings.open_feelings(None, None), "olen vihainen", "fi", None) is None


def test_a_broken_model_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "language" / "fi").mkdir(parents=True)
    (tmp_path / "language" / "fi" / "emotions.npz").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(BadModel):
        feelings.open_feelings(tmp_path, None)


@pytest.mark.parametrize(
    ("line", "says"),
    [("anger", "parted by a tab"), ("rage\tolen raivona", "none of"), ("anger\t ", "parted by a tab"), ("anger\thei\tmoi", "parted by a tab"), ("joy\tolen vihainen", "already, as anger")],
)
def test_a_wrong_line_is_told_with_its_number(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "language" / "fi").mkdir(parents=True)
    (tmp_path / "language" / "fi" / "emotions.tsv").write_text(f"# remark\nanger\tolen vihainen\n{line}\n", encoding="utf-8")
    with pytest.raises(BadPack) as told:
        read_labelled(tmp_path, "emotions.tsv")
    assert told.value.data["file"] == "language/fi/emotions.tsv" and told.value.data["line"] == 3 and says in str(told.value.data["problem"])


@pytest.mark.parametrize("content", [b"", b"joy\tfi\n", b"joy\txx\thei\n", b"glee\tfi\thei\n", b"\xff\xfe"])
def test_a_wrong_test_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.tsv").write_bytes(content)
    with pytest.raises(BadData):
        read_test(tmp_path / "t.tsv")


def test_a_folder_that_is_not_xed_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadData):
        film_lines(tmp_path, "fi")
    (tmp_path / "fi.train.tsv").write_text("text\tlabel\nhei\t1\n", encoding="utf-8")
    with pytest.raises(BadData):
        film_lines(tmp_path, "fi")


def test_an_answer_holds_no_feeling_and_only_the_trying_out_shows_it() -> None:
    read = replace(Reading(language="fi"), emotion=felt("anger"))
    assert shapes.reading(read)["emotion"] is None
    shown = shapes.felt(read)
    assert shown is not None and shown["label"] == "anger" and set(shown["scores"]) == set(EMOTIONS)


def replies(language: Language, emotion: Feeling | None) -> list[Reply]:
    """Story 1 in one language, each turn with the same feeling."""
    story = Story(language)
    turns: list[Reply] = []
    plain = explain.reply

    def with_feeling(said: explain.Said, *rest: object) -> Reply:
        read = said.reading
        return plain(replace(said, reading=replace(read, emotion=emotion) if isinstance(read, Reading) else read), packs(), texts(), settings())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explain, "reply", with_feeling)
        turns += story.all_turns()
    return [replace(turn, card=replace(turn.card, id=CardId("-"))) if turn.card else turn for turn in turns]  # its id is drawn anew


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", EMOTIONS)
def test_a_feeling_changes_loudness_and_length_and_nothing_else(language: Language, label: Emotion) -> None:
    """The same case told in any mood: the same tone of the page, facts, question, card, numbers, human."""
    same = {field.name for field in fields(Reply)} - {"paragraphs"}
    for one, other in zip(replies(language, None), replies(language, felt(label)), strict=True):
        assert all(getattr(one, name) == getattr(other, name) for name in same)
        words = [line.replace("!", ".") for line in one.paragraphs]
        assert [line.replace("!", ".") for line in other.paragraphs] == [line for line in words if line in {each.replace("!", ".") for each in other.paragraphs}]


def test_nobody_who_is_angry_or_afraid_is_shouted_at_and_who_is_glad_is_met_gladly() -> None:
    assert "!" in replies("fi", felt("joy"))[0].paragraphs[0]
    assert not any("!" in line for label in QUIETENED for line in replies("fi", felt(label))[0].paragraphs)


def test_whoever_is_afraid_is_told_less() -> None:
    assert len(replies("sv", felt("fear"))[0].paragraphs) < len(replies("sv", None)[0].paragraphs)


def test_a_feeling_that_is_not_sure_changes_nothing() -> None:
    assert [reply.paragraphs for reply in replies("en", felt("anger", 0.3))] == [reply.paragraphs for reply in replies("en", None)]
