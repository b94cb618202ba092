"""Files that only the customer can open: the age format (age-encryption.org/v1), to their X25519 key or under words of their own."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pyrage  # type: ignore[import-untyped]  # a compiled module without stubs

from luukku.errors import BadFile, BadInput

HEADER = b"age-encryption.org/v1\n"
ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
SHORTEST, LONGEST = 12, 200
"""Characters of a passphrase: whoever gets hold of the file may try as long as they like."""


class _Pieces(io.RawIOBase):
    """Pieces as a file that is read once."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._held = iter(pieces), b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        taken = self._held if size < 0 else self._held[:size]
        self._held = self._held[len(taken) :]
        return taken


def check_recipient(recipient: str) -> str:
    """An X25519 recipient ("age1…"). Raises BadInput."""
    try:
        return str(pyrage.x25519.Recipient.from_str(recipient.strip()))
    except pyrage.RecipientError as error:
        raise BadInput(what="recipient", expected="age1…") from error


def check_passphrase(words: str) -> str:
    """Long enough, not too long, and nothing that cannot be typed again. Raises BadInput."""
    if not SHORTEST <= len(words) <= LONGEST or not words.isprintable():
        raise BadInput(what="passphrase", expected=f"{SHORTEST} to {LONGEST} characters")
    return words


def encrypt(pieces: Iterable[bytes], *, recipient: str = "", passphrase: str = "") -> Iterator[bytes]:
    """The pieces, encrypted to one of the two; only what is encrypted is held. Raises BadInput."""
    if recipient:
        out = io.BytesIO()
        pyrage.encrypt_io(_Pieces(pieces), out, [pyrage.x25519.Recipient.from_str(check_recipient(recipient))])
        yield out.getvalue()
    else:
        yield pyrage.passphrase.encrypt(b"".join(pieces), check_passphrase(passphrase))


def is_age(held: bytes) -> bool:
    return held.startswith((HEADER, ARMOR))


def decrypt(held: bytes, passphrase: str) -> bytes:
    """What was encrypted under a passphrase. Raises BadFile: other words, changed bytes, or for a key that is not here."""
    try:
        return bytes(pyrage.passphrase.decrypt(held, passphrase))
    except (pyrage.DecryptError, ValueError) as error:
        raise BadFile(file="age", why="locked") from error
