"""`luukku search` and `luukku learn search` as people call them."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest

from luukku import app
from luukku.cli.commands import make_app
from luukku.errors import BadInput, Empty
from luukku.packs import find_packs
from luukku.understand.heads import Maker
from luukku.understand.passage_files import load_vectors, vectors_of
from tests.stages.learnt import Points


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    make_app(arguments[0])(list(arguments), standalone_mode=False)
    said = capsys.readouterr()
    return said.out, said.err


def test_a_search_shows_the_passage_whose_it_is_and_how_sure(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = called(capsys, "search", "How many first names can a child have?", "--language", "en", "--set", "embedder=tfidf")
    first = out.splitlines()[0]
    assert "child-name/2" in first and 0.6 <= float(first.split()[0]) <= 1
    assert "Text: Luukku project, family services." in out and "Source: https://" in out


def test_as_json_it_says_whether_it_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = called(capsys, "search", "mistä saan hyvää pizzaa", "--json", "--most", "2", "--set", "embedder=tfidf")
    found = json.loads(out)
    assert found["language"] == "fi" and found["answered"] is False and len(found["hits"]) <= 2
    out, _ = called(capsys, "search", "mistä saan hyvää pizzaa", "--set", "embedder=tfidf")
    assert out.startswith(("No good answer. Nearest:", "Nothing found."))


@pytest.mark.parametrize(("arguments", "error"), [(("vero", "--language", "de"), BadInput), (("  ",), Empty)])
def test_what_cannot_be_looked_up_is_told(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        called(capsys, "search", *arguments, "--set", "embedder=tfidf")


def test_learning_keeps_vectors_that_the_search_then_uses(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "best_embedder", lambda kind: (Points(), None))
    root = copytree(find_packs(), tmp_path / "packs")
    vectors_of(root).unlink()
    out, _ = called(capsys, "learn", "search", "--set", f"packs={root}")
    kept = load_vectors(vectors_of(root))
    assert kept.maker == Maker.of(Points()) and f"embedded {len(kept.rows)} passages" in out
    _, err = called(capsys, "search", "Montako etunimeä lapselle voi antaa?", "--set", f"packs={root}")
    assert err == ""  # nothing lacks
    assert list(vectors_of(root).parent.glob("*.new")) == []


def test_without_an_embedder_that_sees_meaning_nothing_is_learnt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = vectors_of(find_packs()).read_bytes()
    with pytest.raises(BadInput):
        called(capsys, "learn", "search", "--set", "embedder=tfidf")
    assert vectors_of(find_packs()).read_bytes() == before
