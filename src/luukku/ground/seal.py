"""The one format in which anything of a person lies on a disk: HPKE with a format and a suite byte in front.

Sealing needs the public half only, so anything can be sealed *to* somebody who is away. What a thing is (`what`) is bound
into the seal: a fact cannot be passed off as another's, or as another fact. HPKE in base mode does not say who sealed:
the gate trusts rows, not seals.
"""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from luukku.errors import Broken
from luukku.ground.jcs import jcs

FORMAT = 1
X25519_SHA256_AES256GCM = 1
P256_SHA256_AES256GCM = 2
"""For keys that browsers hold: every WebCrypto knows P-256. A hybrid with ML-KEM gets the next number, so that what is sealed today stays readable."""
HEAD = bytes((FORMAT, X25519_SHA256_AES256GCM))
P256_HEAD = bytes((FORMAT, P256_SHA256_AES256GCM))
P256_BYTES = 65
"""Of a public half on that curve: an uncompressed point."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_P256_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def label(what: str, *, customer: str, id: str, version: int = 1, purpose: str = "", **more: str | int) -> dict[str, str | int]:
    """What is bound into a seal: kind of thing, whose, which, which version, for what. `more` binds further fields."""
    return {"what": what, "customer": customer, "id": id, "version": version, "purpose": purpose, **more}


def new_pair() -> tuple[bytes, bytes]:
    """(private, public), 32 raw bytes each (X25519)."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def new_p256_pair() -> tuple[bytes, bytes]:
    """(private, public): 32 raw bytes and the uncompressed point. Browsers make their own; this is for other devices."""
    private = ec.generate_private_key(ec.SECP256R1())
    return private.private_numbers().private_value.to_bytes(32), _point(private.public_key())


def check_p256(public: bytes) -> bytes:
    """The same bytes. Raises ValueError unless they are an uncompressed point of the curve."""
    return _point(_p256(public))


def seal(public: bytes, what: Mapping[str, str | int], plain: bytes) -> bytes:
    """`plain` sealed to the holder of `public`'s private half: 2 + 32 (P-256: 65) + len(plain) + 16 bytes.

    The public half tells the curve by its length. Raises ValueError when `what` is empty (an unlabelled seal could stand for
    anything), or for a public half that is none.
    """
    if len(public) == P256_BYTES:
        return P256_HEAD + _P256_SUITE.encrypt(plain, _p256(public), info=_info(what))
    return HEAD + _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=_info(what))


def is_p256(sealed: bytes) -> bool:
    """Whether it was sealed to a key that a device holds."""
    return sealed[:2] == P256_HEAD


def open_sealed(private: bytes, what: Mapping[str, str | int], sealed: bytes) -> bytes:
    """What lies inside. Raises Broken when key, label, format or a single bit differs.

    Not for use outside `adapters.embedded.seals`, which is the project's one place that opens seals (I1).
    """
    info = _info(what)
    if sealed[:2] not in (HEAD, P256_HEAD):
        raise Broken(what="seal", why="format")
    try:
        if is_p256(sealed):
            return _P256_SUITE.decrypt(sealed[2:], ec.derive_private_key(int.from_bytes(private), ec.SECP256R1()), info=info)
        return _SUITE.decrypt(sealed[2:], X25519PrivateKey.from_private_bytes(private), info=info)
    except (InvalidTag, ValueError) as error:
        raise Broken(what="seal", why="does not open") from error


def _info(what: Mapping[str, str | int]) -> bytes:
    if not what:
        raise ValueError("a seal needs its label")
    return jcs(dict(what))


def _p256(public: bytes) -> ec.EllipticCurvePublicKey:
    if len(public) != P256_BYTES:
        raise ValueError("no uncompressed point")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
