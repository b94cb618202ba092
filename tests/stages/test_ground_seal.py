"""Canonical JSON and seals: one spelling a value, and no seal opens for another key, label or bit."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.errors import Broken
from luukku.ground.jcs import LARGEST, jcs
from luukku.ground.seal import FORMAT, HEAD, X25519_SHA256_AES256GCM, label, new_pair, open_sealed, seal

PRIVATE, PUBLIC = new_pair()
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LABELS = st.builds(label, st.sampled_from(["fact", "answer", "envelope"]), customer=TEXT, id=TEXT, version=st.integers(0, 9), purpose=TEXT)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12,
)


@pytest.mark.parametrize("value, text", [
    ({"b": 1, "a": [True, None, "ä"]}, '{"a":[true,null,"ä"],"b":1}'),
    ({"\ufb33": 1, "\U0001f600": 2, "\u20ac": 3, "1": 4, "\r": 5, "\x80": 6, "ö": 7}, '{"\\r":5,"1":4,"\x80":6,"ö":7,"€":3,"😀":2,"\ufb33":1}'),
    ("\u20ac$\x0f\nA'B\"\\\\\"/", '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
    (LARGEST, "9007199254740991"),
    ((), "[]"),
])
def test_values_have_the_spelling_of_rfc_8785(value: object, text: str) -> None:
    assert jcs(value) == text.encode()


@given(VALUES)
def test_what_is_spelt_is_read_back_and_spelt_alike(value: object) -> None:
    assert json.loads(jcs(value)) == value
    assert jcs(json.loads(jcs(value))) == jcs(value)


@pytest.mark.parametrize("value", [1.0, float("nan"), LARGEST + 1, -LARGEST - 1, {1: "x"}, b"x", {"x": {1}}, "\ud800", {"\udfff": 1}])
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        jcs(value)


@settings(max_examples=50)
@given(what=LABELS, plain=st.binary(max_size=200))
def test_a_seal_opens_for_its_key_and_label(what: dict[str, str | int], plain: bytes) -> None:
    assert open_sealed(PRIVATE, what, seal(PUBLIC, what, plain)) == plain


@settings(max_examples=50)
@given(what=LABELS, other=LABELS)
def test_a_seal_opens_under_no_other_label(what: dict[str, str | int], other: dict[str, str | int]) -> None:
    sealed = seal(PUBLIC, what, b"plain")
    if what == other:
        assert open_sealed(PRIVATE, other, sealed) == b"plain"
    else:
        with pytest.raises(Broken):
            open_sealed(PRIVATE, other, sealed)


@pytest.mark.parametrize("field, value", [("what", "answer"), ("customer", "c-2"), ("id", "f-2"), ("version", 2), ("purpose", "share")])
def test_each_field_of_the_label_is_bound(field: str, value: str | int) -> None:
    what = label("fact", customer="c-1", id="f-1", version=1, purpose="keep")
    with pytest.raises(Broken):
        open_sealed(PRIVATE, what | {field: value}, seal(PUBLIC, what, b"plain"))
    with pytest.raises(Broken):
        open_sealed(PRIVATE, {name: held for name, held in what.items() if name != field}, seal(PUBLIC, what, b"plain"))


def test_each_flipped_bit_breaks_the_seal() -> None:
    what = label("fact", customer="c-1", id="f-1")
    sealed = seal(PUBLIC, what, b"plain")
    for bit in range(8 * len(sealed)):
        flipped = bytearray(sealed)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Broken):
            open_sealed(PRIVATE, what, bytes(flipped))


def test_each_cut_and_addition_breaks_the_seal() -> None:
    what = label("fact", customer="c-1", id="f-1")
    sealed = seal(PUBLIC, what, b"plain")
    for wrong in (*(sealed[:end] for end in range(len(sealed))), sealed + b"\0"):
        with pytest.raises(Broken):
            open_sealed(PRIVATE, what, wrong)


def test_a_seal_opens_for_no_other_key() -> None:
    what = label("fact", customer="c-1", id="f-1")
    with pytest.raises(Broken):
        open_sealed(new_pair()[0], what, seal(PUBLIC, what, b"plain"))


def test_a_seal_says_its_format_and_suite_and_hides_equal_texts() -> None:
    what = label("fact", customer="c-1", id="f-1")
    first, second = seal(PUBLIC, what, b"plain"), seal(PUBLIC, what, b"plain")
    assert HEAD == bytes((FORMAT, X25519_SHA256_AES256GCM)) == first[:2] == second[:2]
    assert first != second and b"plain" not in first and len(first) == 2 + 32 + 5 + 16


def test_an_unlabelled_seal_cannot_be_made() -> None:
    with pytest.raises(ValueError):
        seal(PUBLIC, {}, b"plain")
