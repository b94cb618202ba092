"""Cosignatures: a witness says, with the time, that it saw this checkpoint and that it only adds to those before.

Format: c2sp.org/tlog-cosignature, the Ed25519 kind (algorithm byte 0x04).
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from luukku.errors import Broken
from luukku.ground.note import COSIGNER, Verifier, check_signature, public_of, signature_line, signatures_of, split_note, verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigned:
    """Which witness, and when it signed (seconds since 1970)."""

    name: str
    at: int


def cosigner(name: str, public: bytes) -> Verifier:
    """The verifier of a witness. Raises ValueError for a bad name."""
    return verifier(name, public, COSIGNER)


def cosign(note: str, name: str, private: bytes, at: int) -> str:
    """The signature line of a witness for a signed checkpoint, `at` in seconds since 1970. Raises Broken when it is no note."""
    text, _ = split_note(note)
    own = cosigner(name, public_of(private))
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(_message(text, at).encode())
    return signature_line(own, at.to_bytes(8) + signature)


def cosigned_by(note: str, by: Verifier) -> Cosigned:
    """Raises Broken unless the note bears a cosignature of `by`, and every one of theirs verifies."""
    text, signed = split_note(note)[0], signatures_of(note, by)
    if not signed or by.algorithm != COSIGNER:
        raise Broken(what="cosignature", why="unsigned", witness=by.name)
    for held in signed:
        at = int.from_bytes(held[:8])
        check_signature(by, held[8:], _message(text, at))
    return Cosigned(name=by.name, at=at)


def _message(text: str, at: int) -> str:
    return f"cosignature/v1\ntime {at}\n{text}"
