"""Passwords of those at the desk: Argon2id (RFC 9106) with the library's defaults, its second recommended choice (64 MiB, 3 rounds).

Both functions take their time and their memory on purpose: call them in a thread. No more than two run at once, so that a
rush of wrong passwords fills neither the memory nor the processor.
"""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from luukku.errors import BadInput, Broken

LEAST = 12
MOST = 1000
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)


def hash_password(text: str) -> str:
    """What is kept of a password ("$argon2id$…"). Raises BadInput when it is shorter than 12 or longer than 1000 characters."""
    if not LEAST <= len(text) <= MOST:
        raise BadInput(what="password", expected=f"{LEAST} to {MOST} characters", characters=len(text))
    with _AT_ONCE:
        return _HASHER.hash(_plain(text))


def check_password(hash: str | None, text: str) -> bool:
    """Whether it is the password. None for somebody who is not known: never true, and takes as long. Raises Broken for what is no hash."""
    with _AT_ONCE:
        try:
            if hash is None:
                _HASHER.hash(_plain(text))
                return False
            return _HASHER.verify(hash, _plain(text))
        except VerifyMismatchError:
            return False
        except (InvalidHashError, VerificationError) as error:
            raise Broken(what="password") from error


def _plain(text: str) -> bytes:
    """The same bytes for what looks the same (NFKC), from whichever keyboard it came."""
    return unicodedata.normalize("NFKC", text).encode("utf-8", "surrogatepass")
