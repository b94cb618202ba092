"""HPKE in base mode written down from RFC 9180 once more, with HMAC and ECDH alone: what our seals are held against.

DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, empty aad, one message.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEM = b"KEM\x00\x10"
SUITE = b"HPKE\x00\x10\x00\x01\x00\x02"
VERSION = b"HPKE-v1"


def private_key(number: int) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(number, ec.SECP256R1())


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return hmac.digest(salt, VERSION + suite + label + material, hashlib.sha256)


def expand(suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labeled, made, block = length.to_bytes(2) + VERSION + suite + label + info, b"", b""
    while len(made) < length:
        block = hmac.digest(secret, block + labeled + bytes([len(made) // 32 + 1]), hashlib.sha256)
        made += block
    return made[:length]


def key_and_nonce(dh: bytes, enc: bytes, to: bytes, info: bytes) -> tuple[bytes, bytes]:
    shared = expand(KEM, extract(KEM, b"", b"eae_prk", dh), b"shared_secret", enc + to, 32)
    context = b"\x00" + extract(SUITE, b"", b"psk_id_hash", b"") + extract(SUITE, b"", b"info_hash", info)
    secret = extract(SUITE, shared, b"secret", b"")
    return expand(SUITE, secret, b"key", context, 32), expand(SUITE, secret, b"base_nonce", context, 12)


def seal(once: ec.EllipticCurvePrivateKey, to: bytes, info: bytes, plain: bytes) -> bytes:
    """enc ‖ ciphertext, with the sender's one-time key given."""
    dh = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to))
    key, nonce = key_and_nonce(dh, point(once), to, info)
    return point(once) + AESGCM(key).encrypt(nonce, plain, b"")


def open_it(own: ec.EllipticCurvePrivateKey, info: bytes, sealed: bytes) -> bytes:
    enc, held = sealed[:65], sealed[65:]
    dh = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), enc))
    key, nonce = key_and_nonce(dh, enc, point(own), info)
    return AESGCM(key).decrypt(nonce, held, b"")
