"""Canonical JSON and seals: one spelling a value, and no seal opens for another key, label or bit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.errors import Broken
from luukku.ground.jcs import LARGEST, jcs
from luukku.ground.seal import FORMAT, HEAD, P256_HEAD, X25519_SHA256_AES256GCM, check_p256, is_p256, label, new_p256_pair, new_pair, open_sealed, seal
from tests.stages import hpke_rules

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


# Seals to devices (P-256)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/device_seals.json").read_text(encoding="utf-8"))["seals"]


@pytest.mark.requirement("R-52")
@pytest.mark.parametrize("vector", VECTORS)
def test_the_vector_is_made_by_the_rules_and_opens(vector: dict[str, Any]) -> None:
    own, once = (hpke_rules.private_key(int(vector[name], 16)) for name in ("own", "once"))
    sealed = bytes.fromhex(vector["sealed"])
    assert P256_HEAD + hpke_rules.seal(once, hpke_rules.point(own), jcs(vector["what"]), vector["plain"].encode()) == sealed
    assert open_sealed(bytes.fromhex(vector["own"]), vector["what"], sealed) == vector["plain"].encode()


@settings(max_examples=25, deadline=None)
@given(what=LABELS, plain=st.binary(max_size=200), own=st.integers(1, 2**200), once=st.integers(1, 2**200))
def test_seals_to_a_device_are_what_rfc_9180_says(what: dict[str, str | int], plain: bytes, own: int, once: int) -> None:
    key = hpke_rules.private_key(own)
    by_rules = P256_HEAD + hpke_rules.seal(hpke_rules.private_key(once), hpke_rules.point(key), jcs(what), plain)
    assert open_sealed(own.to_bytes(32), what, by_rules) == plain
    sealed = seal(hpke_rules.point(key), what, plain)
    assert is_p256(sealed) and hpke_rules.open_it(key, jcs(what), sealed[2:]) == plain and len(sealed) == 2 + 65 + len(plain) + 16


def test_a_seal_to_a_device_opens_for_no_other_key_label_suite_or_bit() -> None:
    private, public = new_p256_pair()
    what = label("fact", customer="c-1", id="f-1")
    sealed = seal(public, what, b"plain")
    other, _ = new_p256_pair()
    tries = [(other, what, sealed), (private, what | {"version": 2}, sealed), (private, what, HEAD + sealed[2:]), (PRIVATE, what, sealed)]
    tries += [(private, what, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]) for at in range(len(sealed))]
    tries += [(private, what, sealed[:end]) for end in range(len(sealed))] + [(private, what, sealed + b"\0"), (b"\0" * 32, what, sealed)]
    for key, bound, held in tries:
        with pytest.raises(Broken):
            open_sealed(key, bound, held)


@pytest.mark.parametrize("wrong", [b"", b"\4" * 65, b"\4" + b"\0" * 64, b"\2" * 33, b"x" * 65, b"\0"])
def test_what_is_no_point_of_the_curve_is_no_key(wrong: bytes) -> None:
    with pytest.raises(ValueError):
        check_p256(wrong)
