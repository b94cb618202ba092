"""Learning from labelled texts: what may be read, what is learnt, and that it is the same each time."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from luukku.errors import BadData, NotInstalled
from luukku.learning import Maker, Plan, learn_heads, load, out_of_fold, read_table, save
from luukku.learning.fit import spelling_rows
from luukku.learning.folds import fold_of
from luukku.learning.ridge import fit_ridge, space_of
from luukku.learning.table import MOST, read_texts
from luukku.understand.heads import Kind, Near
from luukku.understand.ngrams import count_pieces
from tests.stages.learnt import DIMENSION, Points, table


def written(folder: Path, content: str | bytes, name: str = "train.tsv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        "text\tlabel\nmy card\tcard\na loan\tloan\n",
        "my card\tcard\na loan\tloan",
        "\ufefflabel\ttext\r\ncard\tmy card\r\n\r\nloan\ta loan\r\n",
        "text,category\nmy card,card\na loan,loan\n",
        '"category","text"\n"card","my card"\nloan,a loan\n',
        "my card\tcard\na loan\tloan\nmy  card\tcard\n",
    ],
)
def test_tab_separated_with_and_without_header_and_csv_are_read_alike(tmp_path: Path, content: str) -> None:
    found = read_table(written(tmp_path, content))
    assert (found.texts, found.labels) == (("my card", "a loan"), ("card", "loan"))


def test_csv_keeps_commas_quotes_and_line_breaks_of_a_text(tmp_path: Path) -> None:
    found = read_table(written(tmp_path, 'text,category\n"one, ""two""\nthree",card\nfour,loan\n'))
    assert found.texts == ('one, "two"\nthree', "four") and found.lines == (2, 4)


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("", 1, "no text"),
        ("\n \n", 1, "no text"),
        ("text\tlabel\n", 1, "no text"),
        ("text\tlabel\nmy card\tcard\njust a text\n", 3, "label is missing"),
        ("text\tlabel\nmy card\tcard\textra\n", 2, "3 columns"),
        ("my card\tcard\n\tloan\n", 2, "text is empty"),
        ("my card\tcard\na loan\t \n", 2, "label is empty"),
        ("my card\tcard\nmy loan\tcard\n", 1, "every text has the same label (card)"),
        ("my card\tcard\na loan\tloan\n my  card\tloan\n", 3, "line 1 with another label (loan, there card)"),
        ("just a text\nanother\n", 1, "no columns"),
        ("text,category\nmy card,card,3\n", 2, "3 columns"),
        ('text,category\n"my card,card\na loan,loan\n', 2, "no CSV"),
        (b"my card\tcard\nk\xe4rry\tloan\n", 2, "0xe4 is not UTF-8"),
        ("my card\tcard\n".encode("utf-16"), 1, "UTF-16"),
        (b"my card\tcard\na \0loan\tloan\n", 2, "NUL"),
    ],
)
def test_a_file_that_cannot_be_learnt_from_is_refused_with_line_and_remedy(tmp_path: Path, content: str | bytes, line: int, problem: str) -> None:
    with pytest.raises(BadData) as caught:
        read_table(written(tmp_path, content))
    assert caught.value.data["line"] == line and problem in str(caught.value.data["problem"])
    assert caught.value.data["do"] and caught.value.data["file"] == str(tmp_path / "train.tsv")


def test_a_million_lines_are_refused_with_the_time_they_would_take(tmp_path: Path) -> None:
    path = written(tmp_path, "".join(f"text {n}\t{n % 7}\n" for n in range(MOST + 20)))
    with pytest.raises(BadData, match=r"too many: embedding alone would take about \d+ h") as caught:
        read_table(path)
    assert "shuf" in str(caught.value.data["do"])
    million = written(tmp_path, b"a text of some seventy letters that goes on for a while, and on\tlabel\n" * 1_000_000)
    with pytest.raises(BadData, match="1000000 lines are too many"):
        read_table(million)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.tsv", tmp_path):
        with pytest.raises(BadData):
            read_table(path)


def test_out_of_scope_texts_may_be_one_a_line_or_a_table_of_one_label(tmp_path: Path) -> None:
    assert read_texts(written(tmp_path, "a show on broadway\n\nhow old is the moon\n")) == ("a show on broadway", "how old is the moon")
    assert read_texts(written(tmp_path, "text\tlabel\na show\toos\n")) == ("a show",)


def test_folds_hold_some_of_each_label_and_equal_texts_together() -> None:
    texts, labels, _ = table()
    parts = fold_of([*texts, *(text.upper() for text in texts)], [*labels, *labels], 3, 0)
    assert (parts[: len(texts)] == parts[len(texts) :]).all()
    assert all({int(part) for part, label in zip(parts, [*labels, *labels], strict=True) if label == one} == {0, 1, 2} for one in set(labels))


sklearn = pytest.importorskip("sklearn", reason="scikit-learn is not installed (pip install luukku[learn])")


def test_what_was_learnt_names_the_matter_of_texts_that_it_has_not_seen() -> None:
    texts, labels, vectors = table()
    heads = learn_heads(texts, labels, vectors, kind="one-of", purpose="intents", maker=Maker.of(Points()))
    new = ["somebody took my card", "the loan", "open tomorrow"]
    assert [heads.best(text, vector)[0] for text, vector in zip(new, Points().embed_now(new), strict=True)] == ["card", "loan", "hours"]
    assert heads.best("somebody took my card")[0] == "card"
    assert heads.made_for(Points())


def test_any_of_learns_none_and_several_labels_a_text() -> None:
    texts, labels, vectors = table()
    sets = [{label} if label != "hours" else set() for label in labels]
    texts, sets, vectors = [*texts, "card and loan", "loan or card"], [*sets, {"card", "loan"}, {"card", "loan"}], np.concatenate([vectors, vectors[:1] + vectors[1:2], vectors[:1] + vectors[1:2]])
    heads = learn_heads(texts, sets, vectors, kind="any-of", purpose="events")
    assert heads.labels == ("card", "loan")
    high, low = heads.scores("my card", vectors[0]), heads.scores("when do you open", vectors[2])
    assert high[0] > 0.5 > high[1] and (low < 0.5).all()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    texts, labels, vectors = table()
    first, second = (save(learn_heads(texts, labels, vectors, kind="one-of", purpose="intents"), tmp_path / name)[0].read_bytes() for name in ("one", "two"))
    assert first == second


def test_out_of_fold_each_text_is_judged_by_a_model_without_it() -> None:
    texts, labels, vectors = table()
    odd = [*texts, "zebra zebra", "zebra"]
    far = np.concatenate([vectors, -vectors[:2]])
    seen = out_of_fold(odd, [*labels, "card", "card"], far, kind="one-of", plan=Plan(folds=len(odd)))
    held = out_of_fold(texts, labels, vectors, kind="one-of")
    assert (held.scores.argmax(axis=1) == held.right.argmax(axis=1)).mean() > 0.9
    assert np.allclose(held.scores.sum(axis=1), 1, atol=1e-5) and np.allclose(held.alone.sum(axis=1), 1, atol=1e-5)
    assert seen.scores.shape == (len(odd), 3)


def test_a_label_of_one_text_and_two_labels_alone_can_be_learnt() -> None:
    texts, labels, vectors = table()
    heads = learn_heads([*texts, "a fish"], [*labels, "rare"], np.concatenate([vectors, -vectors[:1]]), kind="one-of", purpose="intents")
    assert heads.best("a fish", -vectors[0])[0] == "rare"
    two = [place for place, label in enumerate(labels) if label != "hours"]
    heads = learn_heads([texts[at] for at in two], [labels[at] for at in two], vectors[two], kind="one-of", purpose="intents")
    assert heads.best("my card", vectors[0])[0] == "card"


def test_few_pieces_can_be_asked_for_and_half_precision_loses_nothing_on_the_way_to_the_file(tmp_path: Path) -> None:
    texts, labels, vectors = table()
    heads = learn_heads(texts, labels, vectors, kind="one-of", purpose="intents", plan=Plan(most_pieces=40))
    assert len(heads.spelling.pieces.names) == 40
    assert np.array_equal(load(save(heads, tmp_path / "model")[0]).all_scores(texts, vectors), heads.all_scores(texts, vectors))


@pytest.mark.parametrize("labels", [["one"] * 3, [{"a"}, {"a"}, {"a"}]])
def test_one_label_only_is_refused(labels: list[Any]) -> None:
    with pytest.raises(BadData):
        learn_heads(["a", "b", "c"], labels, None, kind="one-of" if isinstance(labels[0], str) else "any-of", purpose="intents")


def test_vectors_of_another_number_or_dimension_are_refused() -> None:
    texts, labels, vectors = table()
    with pytest.raises(BadData):
        learn_heads(texts, labels, vectors[:-1], kind="one-of", purpose="intents")
    with pytest.raises(BadData):
        learn_heads(texts, labels, vectors, kind="one-of", purpose="intents", maker=Maker(name="points", version="1", dimension=384))


def test_without_scikit_learn_the_error_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    held = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] in ("sklearn", "threadpoolctl"):
            raise ImportError(name)
        return held(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NotInstalled, match="pip install 'luukku"):
        texts, labels, vectors = table()
        learn_heads(texts, labels, vectors, kind="one-of", purpose="intents")


def test_a_text_that_is_like_none_is_turned_away_and_one_that_is_like_many_is_taken() -> None:
    texts, labels, vectors = table()
    heads = learn_heads(texts, labels, vectors, kind="one-of", purpose="intents", maker=Maker.of(Points()))
    assert heads.judge("a card is lost", Points().embed_now(["a card is lost"])[0]).taken
    away = heads.judge("ζζζ", -vectors.mean(axis=0))
    assert not away.taken and away.belonging < heads.threshold
    assert heads.judge("my card is lost").taken and np.array_equal(heads.judge("my card").scores, heads.scores("my card"))
    assert np.allclose(heads.judge("my card", vectors[0]).scores, heads.scores("my card", vectors[0]))


@pytest.mark.parametrize("kind", ["one-of", "any-of"])
@pytest.mark.parametrize("near", [True, False])
def test_both_ways_of_reading_meaning_learn_are_kept_and_loaded_alike(tmp_path: Path, kind: Kind, near: bool) -> None:
    texts, labels, vectors = table()
    plan = Plan(near=near, dimension=6)
    heads = learn_heads(texts, labels if kind == "one-of" else [{label} for label in labels], vectors, kind=kind, purpose="intents", maker=Maker.of(Points()), plan=plan)
    assert isinstance(heads.meaning, Near) is near
    right = np.array([heads.labels.index(label) for label in labels])
    assert (heads.all_scores(texts, vectors).argmax(axis=1) == right).all()
    held = load(save(heads, tmp_path / "model")[0], Points())
    assert np.array_equal(held.all_scores(texts, vectors), heads.all_scores(texts, vectors)) and held.threshold == heads.threshold


def test_what_a_text_would_get_had_it_been_left_out_is_what_it_gets_when_it_is() -> None:
    texts, labels, vectors = table()
    right = np.array([[label == one for one in ("card", "loan", "hours")] for label in labels])
    plan, counts = Plan(dimension=DIMENSION), np.ones(len(texts), np.float32)
    placed, spelt = space_of(vectors, right, plan).place(vectors), spelling_rows(count_pieces(texts), texts)
    whole = fit_ridge(placed, spelt, right, counts, 0.1, plan)
    rest = np.arange(1, len(texts))
    part = fit_ridge(placed[rest], spelt[rest], right[rest], counts[rest], 0.1, plan)
    near = np.exp(plan.width * (placed[:1] @ placed[rest].T - 1))
    assert np.allclose(near @ part.weights + spelt[:1] @ part.spelling, whole.left_out[:1], atol=1e-4)


def test_the_name_of_a_label_teaches_it_too() -> None:
    texts, labels, vectors = table()
    words = ("card", "opening time", "borrowed money")
    names = (words, Points().embed_now(words))
    heads = learn_heads(texts, labels, vectors, kind="one-of", purpose="intents", names=names)
    assert heads.meaning is not None and isinstance(heads.meaning, Near) and len(heads.meaning.points) == len(texts) + 3
    with pytest.raises(BadData):
        learn_heads(texts, labels, vectors, kind="one-of", purpose="intents", names=(words[:2], names[1]))


def test_two_texts_are_enough_to_learn_and_to_say_that_little_is_known() -> None:
    texts, labels = ["my card", "a loan"], ["card", "loan"]
    vectors = Points().embed_now(texts)
    heads = learn_heads(texts, labels, vectors, kind="one-of", purpose="intents")
    assert heads.best("my card", vectors[0])[0] == "card" and heads.best("a loan", vectors[1])[0] == "loan"
    assert np.isfinite(heads.scores("ζζζ", -vectors[0])).all() and np.isfinite(heads.scores("")).all()


def test_a_very_long_text_and_odd_signs_are_read() -> None:
    texts, labels, vectors = table()
    heads = learn_heads([*texts, "\ud800 odd", "card " * 5_000], [*labels, "card", "card"], np.concatenate([vectors, vectors[:2]]), kind="one-of", purpose="intents")
    assert np.isfinite(heads.scores("loan " * 100_000 + "\0", vectors[1])).all()
