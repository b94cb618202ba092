"""For tests: a device that keeps passkeys and answers as a browser would (W3C Web Authentication), and one that lies when told to."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(held: str) -> bytes:
    return base64.urlsafe_b64decode(held + "=" * (-len(held) % 4))


@dataclass(slots=True)
class Device:
    """One passkey. `lies` change what it says: "origin", "rp_id", "flags", "challenge", "user", "type"."""

    origin: str = "http://localhost:8100"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user: bytes = b""
    count: int = 0
    counts: bool = True

    def make(self, asked: Mapping[str, Any], **lies: Any) -> str:
        """What `navigator.credentials.create` gives for these options, as the page's script sends it."""
        self.user = raw(asked["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        about = self._about(lies.get("rp_id", asked["rp"]["id"]), lies.get("flags", PRESENT | VERIFIED) | WITH_KEY)
        about += bytes(16) + len(self.id).to_bytes(2, "big") + self.id + key
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        return self._told({"clientDataJSON": text(self._client("webauthn.create", asked, lies)), "attestationObject": text(made)})

    def use(self, asked: Mapping[str, Any], **lies: Any) -> str:
        """What `navigator.credentials.get` gives."""
        self.count += self.counts
        about = self._about(lies.get("rp_id", asked["rpId"]), lies.get("flags", PRESENT | VERIFIED))
        client = self._client("webauthn.get", asked, lies)
        signature = lies.get("key", self.key).sign(about + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": about, "signature": signature, "userHandle": lies.get("user", self.user)}
        return self._told({name: text(held) for name, held in parts.items() if held})

    def _about(self, rp_id: str, flags: int) -> bytes:
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, type: str, asked: Mapping[str, Any], lies: Mapping[str, Any]) -> bytes:
        said = {"type": lies.get("type", type), "challenge": lies.get("challenge", asked["challenge"]), "origin": lies.get("origin", self.origin), "crossOrigin": False}
        return json.dumps(said).encode()

    def _told(self, response: Mapping[str, str]) -> str:
        return json.dumps({"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response})
