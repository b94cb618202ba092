"""The same, for whatever may come: no flipped byte verifies as something else, and another verifier reads what we read (R-17)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jwcrypto.jwk import JWK  # type: ignore[import-untyped]  # brings no types
from sd_jwt.verifier import SDJWTVerifier  # type: ignore[import-untyped]  # brings no types

from luukku.errors import BadPresentation
from luukku.model.fact import reveal
from luukku.sandbox.credentials import PERSONS
from luukku.sandbox.holder import Path, claims_of
from tests.stages.wallet import AUDIENCE, NONCE, World

pytestmark = pytest.mark.requirement("R-17")
WORLD = World()
PATHS: tuple[Path, ...] = (
    ("given_name",), ("family_name",), ("birthdate",), ("nationalities", None), ("address",), ("address", "locality"), ("address", "country"),
    ("age_equal_or_over", "18"), ("sex",),
)  # fmt: skip
SHOWN = WORLD.show(paths=(("address", "locality"), ("nationalities", None)))
CLAIMS = reveal(WORLD.verify(SHOWN).claims)


def oracle(shown: str) -> dict[str, Any]:
    """The reference verifier in Python. It looks at no times: a test oracle and nothing more."""
    key = JWK.from_json(json.dumps(WORLD.issuer.public()))
    found: dict[str, Any] = SDJWTVerifier(shown, lambda *_: key, expected_aud=AUDIENCE, expected_nonce=NONCE).get_verified_payload()
    return found


@given(st.sets(st.sampled_from(PATHS)))
@settings(deadline=None, max_examples=60)
def test_another_verifier_reads_the_same(paths: set[Path]) -> None:
    shown = WORLD.show(paths=tuple(paths))
    ours = reveal(WORLD.verify(shown).claims)
    assert ours == oracle(shown)
    everything = claims_of(WORLD.credential)
    assert all(ours[str(path[0])] == everything[str(path[0])] for path in paths if len(path) == 1)
    assert {name for name in ours if name in PERSONS["aino"]} == {path[0] for path in paths}


@given(st.integers(0, len(SHOWN) - 1), st.integers(1, 127))
@settings(deadline=None, max_examples=400)
def test_a_flipped_byte_never_verifies_as_something_else(place: int, flip: int) -> None:
    spoilt = SHOWN[:place] + chr(ord(SHOWN[place]) ^ flip) + SHOWN[place + 1 :]
    with pytest.raises(BadPresentation):
        WORLD.verify(spoilt)


@pytest.mark.thorough
def test_no_bit_of_it_can_be_flipped() -> None:
    for place in range(len(SHOWN)):
        for bit in range(7):
            with pytest.raises(BadPresentation):
                WORLD.verify(SHOWN[:place] + chr(ord(SHOWN[place]) ^ 1 << bit) + SHOWN[place + 1 :])


@given(st.integers(0, len(SHOWN) - 1), st.integers(0, len(SHOWN)))
@settings(deadline=None, max_examples=200)
def test_a_piece_of_it_is_not_taken_for_the_whole(start: int, end: int) -> None:
    if (start, end) != (0, len(SHOWN)):
        with pytest.raises(BadPresentation):
            WORLD.verify(SHOWN[start:end])


@given(st.text(max_size=200) | st.text("ey~.AB=", max_size=60))
@settings(deadline=None)
def test_any_text_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadPresentation):
        WORLD.verify(text)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["_sd", "...", "_sd_alg", "cnf", "exp", "a", "jwk", "status"]), inner, max_size=4), max_leaves=12))
@settings(deadline=None, max_examples=150)
def test_whatever_an_issuer_signs_is_verified_or_refused(value: Any) -> None:
    payload = value if isinstance(value, dict) else {"a": value}
    try:
        WORLD.verify(WORLD.sign(payload))
    except BadPresentation:
        pass


def test_the_reference_verifier_takes_what_has_expired_and_ours_does_not() -> None:
    """Why it is a test oracle and not what runs."""
    expired = WORLD.show(WORLD.issue(exp=1))
    assert oracle(expired)["exp"] == 1
    with pytest.raises(BadPresentation, match="fault=expired"):
        WORLD.verify(expired)
    assert CLAIMS["address"] == {"locality": "Tampere"}
