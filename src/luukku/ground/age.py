"""Files that only the customer can open: the age format (age-encryption.org/v1), to their X25519 key or under words of their own."""

from __future__ import annotations

import base64
import io
import re
import threading
from collections.abc import Iterable, Iterator

import pyrage  # type: ignore[import-untyped]  # a compiled module without stubs

from luukku.errors import BadFile, BadInput

HEADER = b"age-encryption.org/v1\n"
ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
MOST_WORK = 20
"""scrypt's work as a power of two: a kibibyte of memory each, so a file made elsewhere may cost a gibibyte, and no more."""
_WORDS = threading.Lock()
"""One passphrase at a time: each costs half a gibibyte for seconds, on purpose."""
_SCRYPT = re.compile(rb"\A" + re.escape(HEADER) + rb"-> scrypt \S+ (\d{1,3})\n")
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
        whole = b"".join(pieces)
        with _WORDS:
            locked = bytes(pyrage.passphrase.encrypt(whole, check_passphrase(passphrase)))
        yield locked


def is_age(held: bytes) -> bool:
    return held.startswith((HEADER, ARMOR))


def decrypt(held: bytes, passphrase: str) -> bytes:
    """What was encrypted under a passphrase. Raises BadFile: other words, changed bytes, more work than anybody needs, or for a key that
    is not here."""
    asked = _SCRYPT.match(_head(held))
    if asked is None or int(asked[1]) > MOST_WORK:
        raise BadFile(file="age", why="locked")
    try:
        with _WORDS:
            return bytes(pyrage.passphrase.decrypt(held, passphrase))
    except (pyrage.DecryptError, ValueError) as error:
        raise BadFile(file="age", why="locked") from error


def _head(held: bytes) -> bytes:
    """How it begins, out of its armour where it has one."""
    if not held.startswith(ARMOR):
        return held[:1_000]
    lines = held[:2_000].split(b"\n")[1:-1]
    try:
        return base64.b64decode(b"".join(line.strip() for line in lines if not line.startswith(b"-----")))
    except ValueError:
        return b""
