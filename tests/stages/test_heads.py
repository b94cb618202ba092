"""What was learnt is read, kept and refused: spelling, scores, files."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from luukku.errors import BadModel
from luukku.understand.head_files import load, save
from luukku.understand.heads import Heads, Kind, Linear, Maker, Spelling
from luukku.understand.ngrams import count_pieces, keep_pieces, word_pieces
from tests.stages.learnt import DIMENSION, Points

TEXTS = ("my card is lost", "card or loan?", "a loan of 3000 €")


def heads(kind: Kind = "one-of", *, meaning: bool = True) -> Heads:
    """Two labels; each weight is a number that half precision holds."""
    pieces = count_pieces(TEXTS)
    pieces = replace(pieces, rarity=pieces.rarity.astype(np.float16).astype(np.float32))
    weights = np.zeros((len(pieces.names), 2), np.float32)
    weights[pieces.names.index("card"), 0] = weights[pieces.names.index("loan"), 1] = 4
    spelling = Spelling(pieces=pieces, weights=weights, alone=0.5, alone_bias=np.array([0.25, 0], np.float32))
    part = np.zeros((DIMENSION, 2), np.float32)
    part[0, 0] = part[1, 1] = 3
    seen = Linear(maker=Maker.of(Points()), mean=np.full(DIMENSION, 0.125, np.float32), scale=np.ones(DIMENSION, np.float32), weights=part)
    return Heads(purpose="intents", kind=kind, labels=("card", "loan"), meaning=seen if meaning else None, spelling=spelling, bias=np.zeros(2, np.float32), texts=3)


def test_words_pairs_and_pieces_of_words_are_found_and_digits_are_one() -> None:
    words, parts = word_pieces("My CARD’s 45?")
    assert words == ["my", "card's", "00", "?", "my card's", "card's 00", "00 ?"]
    assert {" m", "my", "y ", " my", "my ", " my ", " 00 ", "ard's"} <= set(parts)
    assert not any("4" in part or "\n" in part for part in parts)


def test_a_text_of_nothing_known_or_of_signs_alone_has_no_pieces() -> None:
    pieces = count_pieces(TEXTS)
    assert all(len(pieces.weigh(text)[0]) == 0 for text in ("", "…", "\U0001f600", "ζζζ"))


def test_words_and_parts_each_have_length_one_and_rare_ones_weigh_more() -> None:
    pieces = count_pieces(TEXTS)
    where, weights = pieces.weigh("card loan lost")
    words = where < pieces.words
    assert np.isclose(np.square(weights[words]).sum(), 1) and np.isclose(np.square(weights[~words]).sum(), 1)
    of = {pieces.names[place]: weight for place, weight in zip(where.tolist(), weights.tolist(), strict=True) if place < pieces.words}
    assert of["lost"] > of["card"]


def test_pieces_that_are_left_out_are_not_found() -> None:
    pieces = count_pieces(TEXTS)
    kept = keep_pieces(pieces, [pieces.names.index("lost"), pieces.names.index("card")])
    assert kept.names == ("card", "lost") and kept.words == 2
    assert len(kept.weigh("my card is lost")[0]) == 2


def test_one_of_shares_one_out_and_any_of_does_not() -> None:
    vector = Points().embed_now(["my card"])[0]
    one = heads().scores("my card", vector)
    assert np.isclose(one.sum(), 1) and one[0] > 0.9
    both = heads("any-of").scores("card or loan?", Points().embed_now(["card", "loan"]))
    assert (both > 0.8).all()


def test_without_a_vector_the_spelling_answers_with_its_own_calibration() -> None:
    held = heads()
    places, weights = held.spelling.pieces.weigh("card")
    spelt = weights @ held.spelling.weights[places]
    assert np.allclose(held.logits("card"), 0.5 * spelt + np.array([0.25, 0]))
    assert held.best("card")[0] == "card" and held.best("")[0] == "card"


def test_what_is_loaded_reads_as_what_was_saved_and_is_the_same_to_the_byte(tmp_path: Path) -> None:
    npz, beside = save(heads(), tmp_path / "of" / "model")
    again, _ = save(load(npz), tmp_path / "again.npz")
    assert npz.read_bytes() == again.read_bytes()
    vector = Points().embed_now(["my card"])[0]
    assert np.array_equal(load(tmp_path / "of" / "model", Points()).scores("my card", vector), heads().scores("my card", vector))
    assert json.loads(beside.read_text())["labels"] == ["card", "loan"]
    assert sorted(path.name for path in npz.parent.iterdir()) == ["model.json", "model.npz"]


def test_spelling_alone_can_be_kept(tmp_path: Path) -> None:
    npz, _ = save(heads(meaning=False), tmp_path / "model")
    assert load(npz).meaning is None and not load(npz).made_for(Points())
    with pytest.raises(BadModel, match="without an embedder"):
        load(npz, Points())


def test_a_model_of_another_embedder_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    class Newer(Points):
        version = "2"

    npz, _ = save(heads(), tmp_path / "model")
    with pytest.raises(BadModel) as caught:
        load(npz, Newer())
    assert "points 1 (8 numbers)" in str(caught.value.data["problem"]) and "points 2" in str(caught.value.data["problem"])
    assert str(caught.value.data["do"]).startswith("learn it again: luukku learn intents --train FILE --out ")


def test_no_model_at_all_and_one_that_was_cut_off_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match="no such file"):
        load(tmp_path / "nothing")
    npz, _ = save(heads(), tmp_path / "model")
    whole = npz.read_bytes()
    for broken in (b"", b"PK", whole[:100], whole[: len(whole) // 2], whole[:-1], b"text\tlabel\n", whole[:200] + bytes([whole[200] ^ 255]) + whole[201:]):
        npz.write_bytes(broken)
        with pytest.raises(BadModel, match="learn it again"):
            load(npz)


def members(npz: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(npz) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("member", ["about", "pieces", "rarity", "spelling", "meaning", "mean", "scale", "bias", "alone_bias"])
def test_a_model_without_a_part_or_with_one_of_another_shape_is_refused(tmp_path: Path, member: str) -> None:
    npz, _ = save(heads(), tmp_path / "model")
    whole = members(npz)
    odd = io.BytesIO()
    np.save(odd, np.full((3, 3, 3), np.nan, np.float16))
    for content in (None, odd.getvalue(), b"no array", pickled()):
        with zipfile.ZipFile(npz, "w") as file:
            for name, held in whole.items():
                put = content if name == f"{member}.npy" else held
                if put is not None:
                    file.writestr(name, put)
        with pytest.raises(BadModel):
            load(npz)


def pickled() -> bytes:
    held = io.BytesIO()
    np.save(held, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    return held.getvalue()


def test_a_write_that_fails_leaves_the_old_model_and_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npz, _ = save(heads(), tmp_path / "model")
    before = npz.read_bytes()

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        save(heads("any-of"), tmp_path / "model")
    assert npz.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.json", "model.npz"]
