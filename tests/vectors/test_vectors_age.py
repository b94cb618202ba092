"""Locked files against the age vectors of C2SP/CCTV: what other people's tools open we open, and what they refuse we refuse."""

from __future__ import annotations

import hashlib
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import pyrage  # type: ignore[import-untyped]  # a compiled module without stubs
import pytest

from luukku.errors import BadFile
from luukku.ground import age

VECTORS = Path(os.environ.get("LUUKKU_VECTORS") or Path(__file__).resolve().parents[3] / "shared" / "vectors") / "age" / "age" / "testdata"
pytestmark = [pytest.mark.requirement("R-26"), pytest.mark.skipif(not VECTORS.is_dir(), reason=f"no outside vectors at {VECTORS}")]
TAKEN_ANYHOW = ("stanza_missing_body", "stanza_missing_final_line")
"""Headers cut short, of a sort of recipient that nobody knows: pyrage passes over them where the format refuses the file. The file
key is still authenticated by the header's code, so nothing changed is opened."""
REFUSED_ANYHOW = ("armor_whitespace_outside",)
"""Blank lines around the armour, which the format lets pass and pyrage does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    expect: str
    payload: str
    identities: tuple[str, ...]
    passphrases: tuple[str, ...]
    held: bytes


def vector(name: str) -> Vector:
    head, _, held = (VECTORS / name).read_bytes().partition(b"\n\n")
    said = [line.partition(": ")[::2] for line in head.decode().splitlines()]
    one = dict(said)
    if one.get("compressed") == "zlib":
        held = zlib.decompress(held)
    return Vector(
        expect=one["expect"], payload=one.get("payload", ""), held=held,
        identities=tuple(value for name, value in said if name == "identity"), passphrases=tuple(value for name, value in said if name == "passphrase"),
    )  # fmt: skip


def names() -> list[str]:
    """Without those for post-quantum keys, which we neither write nor read."""
    return sorted(path.name for path in VECTORS.iterdir() if "hybrid" not in path.name) if VECTORS.is_dir() else ["x25519"]


def opened(one: Vector) -> bytes | None:
    try:
        if one.passphrases:
            return age.decrypt(one.held, one.passphrases[0])
        return bytes(pyrage.decrypt(one.held, [pyrage.x25519.Identity.from_str(id) for id in one.identities]))
    except (BadFile, pyrage.DecryptError, pyrage.IdentityError, ValueError):
        return None


@pytest.mark.parametrize("name", names())
def test_a_locked_file_opens_or_is_refused_as_the_format_says(name: str) -> None:
    one = vector(name)
    got = opened(one)
    if name in REFUSED_ANYHOW:
        assert got is None
    elif one.expect == "success" or name in TAKEN_ANYHOW:
        assert got is not None and (name in TAKEN_ANYHOW or hashlib.sha256(got).hexdigest() == one.payload)
    else:
        assert got is None


def test_what_we_lock_opens_with_the_key_or_the_words_alone() -> None:
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    held = b"".join(age.encrypt([b"a" * 70_000, b"b"], recipient=str(mine.to_public())))
    assert age.is_age(held) and pyrage.decrypt(held, [mine]) == b"a" * 70_000 + b"b"
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(held, [other])
    words = b"".join(age.encrypt([b"c"], passphrase="kissa istuu ikkunalla"))
    assert age.decrypt(words, "kissa istuu ikkunalla") == b"c"
    with pytest.raises(BadFile):
        age.decrypt(words, "koira istuu ikkunalla")
