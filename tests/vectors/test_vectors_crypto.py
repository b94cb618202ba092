"""The cryptography that seals and signs, against Wycheproof."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap_with_padding, aes_key_wrap_with_padding

from luukku.errors import Broken
from luukku.ground.note import Verifier, check_note, public_of, sign_note, verifier

VECTORS = Path(os.environ.get("LUUKKU_VECTORS") or Path(__file__).resolve().parents[3] / "shared" / "vectors")
pytestmark = [pytest.mark.skipif(not VECTORS.is_dir(), reason=f"no outside vectors at {VECTORS}"), pytest.mark.requirement("R-52")]
FOLDER = VECTORS / "wycheproof" / "testvectors_v1"


def groups(name: str) -> list[dict[str, Any]]:
    path = FOLDER / f"{name}_test.json"
    found = json.loads(path.read_text())["testGroups"] if path.exists() else []
    assert isinstance(found, list)
    return found


def test_key_wrapping_agrees_on_every_case() -> None:
    agreed = 0
    for group in groups("aes_kwp"):
        for case in group["tests"]:
            key, plain, wrapped = (bytes.fromhex(case[name]) for name in ("key", "msg", "ct"))
            try:
                right = aes_key_unwrap_with_padding(key, wrapped) == plain
            except (InvalidUnwrap, ValueError):
                right = False
            assert right is (case["result"] != "invalid"), case["tcId"]
            if right:
                assert aes_key_wrap_with_padding(key, plain) == wrapped
            agreed += 1
    assert agreed > 200


def test_signatures_agree_on_every_case() -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    agreed = 0
    for group in groups("ed25519"):
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(group["publicKey"]["pk"]))
        for case in group["tests"]:
            try:
                public.verify(bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
                right = True
            except InvalidSignature:
                right = False
            assert right is (case["result"] == "valid"), case["tcId"]
            agreed += 1
    assert agreed == 151


def test_note_under_another_key_of_the_same_name_is_not_taken() -> None:
    first, second = bytes(32), bytes(31) + b"\x01"
    note = sign_note("text\n", "counter", first)
    own = verifier("counter", public_of(first))
    other = verifier("counter", public_of(second))
    assert check_note(note, own) == "text\n"
    with pytest.raises(Broken):
        check_note(note, other)
    with pytest.raises(Broken):
        check_note(note, Verifier(name=other.name, id=own.id, public=other.public))
