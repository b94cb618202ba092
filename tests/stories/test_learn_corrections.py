"""`luukku learn events --with-corrections`, from twelve customers to the heads, and once more without them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from luukku import app, learning, packs
from luukku.cli.commands import make_app
from luukku.errors import BadInput, BadModel, NotFound
from luukku.flow.counter import Counter
from luukku.model.ids import Language
from luukku.model.pack import Packs
from luukku.understand import head_files
from tests.stories.test_corrections import COLLECT, in_a_counter, somebody

pytest.importorskip("sklearn", reason="scikit-learn is not installed (pip install luukku[learn])")
TEXTS: dict[str, frozenset[str]] = {
    **{f"{word} syntyi {day}": frozenset(["child"]) for word in ("poika", "tyttö", "vauva") for day in ("eilen", "tänään", "maanantaina")},
    **{f"{word} {how}": frozenset(["divorce"]) for word in ("ero", "avioero") for how in ("tuli", "on vireillä", "astui voimaan")},
    **{f"kortti on {how}": frozenset() for how in ("kadonnut", "rikki", "uusi", "hukassa", "vanha", "jumissa")},
}


class Words:
    """`Embedder` of a few letters: texts with the same letters lie near one another."""

    name, version, dimension = "letters", "1", 29

    async def embed(self, texts: Sequence[str], of: str = "") -> npt.NDArray[np.float32]:
        return self.embed_now(texts)

    def embed_now(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = np.array([[text.lower().count(letter) + 0.01 for letter in "abcdefghijklmnopqrstuvwxyzåäö"] for text in texts], np.float32)
        unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(loaded: Packs, language: Language) -> dict[str, frozenset[str]]:
        return TEXTS if language == "fi" else {}

    monkeypatch.setattr(app, "best_embedder", lambda kind: (Words(), None))
    monkeypatch.setattr(learning, "told_events", told)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(packs.find_packs(), tmp_path / "packs", ignore=shutil.ignore_patterns("events.npz", "events.json", "corrections.json"))
    return tmp_path / "packs"


def learn(root: Path, *more: str, collect: str = "all") -> None:
    flags = ["--data", str(root.parent / "data"), "--set", f"packs={root}", "--set", f"learning.collect={collect}"]
    make_app("learn")(["learn", "events", *flags, *more], standalone_mode=False)


def test_twelve_who_agree_change_the_heads_once_and_for_good(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heads, kept = root / "language/fi/events.npz", root / "language/fi/corrections.json"
    learn(root)
    alone = heads.read_bytes()

    async def story(counter: Counter) -> None:
        for number in range(12):
            one = await somebody(counter)
            await one.say(f"Meille syntyi eilen poika {'ja kaikki hyvin' * (number % 3)}")
            await one.misunderstood()
            assert await one.kept() == 1

    flags = COLLECT | {"packs": str(root)}
    in_a_counter(root.parent, story, flags)
    capsys.readouterr()
    learn(root, "--with-corrections")
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["corrections that wait: 12, of 12 customers", "  fi: read as child, right is nothing: 12 customers"]
    taught = heads.read_bytes()
    assert taught != alone and [one["customers"] for one in json.loads(kept.read_text())["groups"]] == [12]
    assert np.load(heads)["mean"].shape == (29,) and "points" not in np.load(heads).files, "one matrix: no text's vector is in it"
    before, after = (head_files.load(path) for path in (write(root.parent / "alone.npz", alone), heads))
    text, place = "meille syntyi eilen poika", before.labels.index("child")
    assert after.logits(text, Words().embed_now([text]))[place] < before.logits(text, Words().embed_now([text]))[place]

    async def gone(counter: Counter) -> None:
        assert list(await counter.lessons.waiting()) == []

    in_a_counter(root.parent, gone, flags)
    learn(root, "--with-corrections")
    assert "no corrections wait" in capsys.readouterr().out
    assert heads.read_bytes() == taught, "the same, to the byte, and nothing is forgotten"
    learn(root)
    assert heads.read_bytes() == taught


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_where_nothing_may_be_learnt_the_command_says_so_and_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound):
        learn(root, "--with-corrections")

    async def nobody(counter: Counter) -> None: ...

    in_a_counter(root.parent, nobody, {"packs": str(root)})
    with pytest.raises(BadInput, match=r"learning\.collect is off"):
        learn(root, "--with-corrections", collect="off")
    (root / "language/fi/corrections.json").write_text("{}")
    with pytest.raises(BadModel):
        learn(root)
    monkeypatch.setattr(app, "best_embedder", lambda kind: (Words(), "this processor has no AVX2"))
    (root / "language/fi/corrections.json").unlink()
    with pytest.raises(BadInput, match="no embedder"):
        learn(root, "--with-corrections")
    assert not (root / "language/fi/events.npz").exists()
