"""The one format in which anything of a person lies on a disk: HPKE with a format and a suite byte in front.

Sealing needs the public half only, so anything can be sealed *to* somebody who is away. What a thing is (`what`) is bound
into the seal: a fact cannot be passed off as another's, or as another fact. HPKE in base mode does not say who sealed:
the gate trusts rows, not seals.
"""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from luukku.errors import Broken
from luukku.ground.jcs import jcs

FORMAT = 1
X25519_SHA256_AES256GCM = 1
"""The only suite so far. A hybrid with ML-KEM gets the next number, so that what is sealed today stays readable."""
HEAD = bytes((FORMAT, X25519_SHA256_AES256GCM))

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def label(what: str, *, customer: str, id: str, version: int = 1, purpose: str = "", **more: str | int) -> dict[str, str | int]:
    """What is bound into a seal: kind of thing, whose, which, which version, for what. `more` binds further fields."""
    return {"what": what, "customer": customer, "id": id, "version": version, "purpose": purpose, **more}


def new_pair() -> tuple[bytes, bytes]:
    """(private, public), 32 raw bytes each (X25519)."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(public: bytes, what: Mapping[str, str | int], plain: bytes) -> bytes:
    """`plain` sealed to the holder of `public`'s private half: 2 + 32 + len(plain) + 16 bytes.

    Raises ValueError when `what` is empty: an unlabelled seal could stand for anything.
    """
    return HEAD + _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=_info(what))


def open_sealed(private: bytes, what: Mapping[str, str | int], sealed: bytes) -> bytes:
    """What lies inside. Raises Broken when key, label, format or a single bit differs.

    Not for use outside `adapters.embedded.seals`, which is the project's one place that opens seals (I1).
    """
    info = _info(what)
    if sealed[:2] != HEAD:
        raise Broken(what="seal", why="format")
    try:
        return _SUITE.decrypt(sealed[2:], X25519PrivateKey.from_private_bytes(private), info=info)
    except (InvalidTag, ValueError) as error:
        raise Broken(what="seal", why="does not open") from error


def _info(what: Mapping[str, str | int]) -> bytes:
    if not what:
        raise ValueError("a seal needs its label")
    return jcs(dict(what))
