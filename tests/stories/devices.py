"""For tests: a customer's own device, as a program. It has a key of its own, opens what is sealed to the customer, and hands it over."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_der_private_key

from luukku.ground.jcs import jcs
from tests.stories.counters import Customer

SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
HEAD = b"\x01\x02"
ALL = ("facts", "events", "log", "rest")


def key_info(id: str) -> bytes:
    """To what the customer's private half is bound when it is sealed to a device."""
    return jcs({"what": "device-key", "customer": "", "id": id, "version": 1, "purpose": "on-my-device"})


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def text(held: bytes) -> str:
    return base64.b64encode(held).decode()


@dataclass
class Device:
    """`who` is let in at the counter; `own` never leaves. `key` is the customer's, once this device has it."""

    who: Customer
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    own: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    key: ec.EllipticCurvePrivateKey | None = None
    tickets: list[str] = field(default_factory=list)

    def move_out(self) -> dict[str, Any]:
        """Makes the customer's pair and takes the key."""
        self.key = ec.generate_private_key(ec.SECP256R1())
        sealed = self.seal_key(self.key, self.id, point(self.own))
        body = {"public": text(point(self.key)), "device": self.id, "own": text(point(self.own)), "sealed": text(sealed)}
        found: dict[str, Any] = self.who.post("device", body).raise_for_status().json()
        return found

    def seal_key(self, key: ec.EllipticCurvePrivateKey, id: str, to: bytes) -> bytes:
        plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return HEAD + SUITE.encrypt(plain, ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), to), info=key_info(id))

    def fetch_key(self) -> None:
        """What another device, or this one earlier, has sealed to this one."""
        [mine] = [one for one in self.who.get("device")["devices"] if one["id"] == self.id]
        sealed = base64.b64decode(mine["sealed"])
        assert sealed[:2] == HEAD
        held = load_der_private_key(SUITE.decrypt(sealed[2:], self.own, info=key_info(self.id)), None)
        assert isinstance(held, ec.EllipticCurvePrivateKey)
        self.key = held

    def open(self, things: Sequence[Mapping[str, str]]) -> dict[str, bytes]:
        assert self.key is not None
        found = {}
        for one in things:
            sealed = base64.b64decode(one["sealed"])
            assert sealed[:2] == HEAD
            found[one["id"]] = SUITE.decrypt(sealed[2:], self.key, info=base64.b64decode(one["info"]))
        return found

    def sealed(self, *what: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self.who.http.get(
            f"/api/v1/conversations/{self.who.conversation}/device/sealed", params={"what": list(what)}, headers=self.who.headers
        ).raise_for_status().json()["sealed"]  # fmt: skip
        return found

    def ticket(self, *what: str) -> str:
        """Opens all of these kinds and hands it over for one request."""
        opened = self.open(self.sealed(*(what or ("facts", "events"))))
        return self.hand(opened)

    def hand(self, opened: Mapping[str, bytes]) -> str:
        body = {"opened": {id: text(plain) for id, plain in opened.items()}}
        ticket: str = self.who.post("device/opened", body).raise_for_status().json()["ticket"]
        self.tickets.append(ticket)
        return ticket

    def post(self, rest: str, body: object, *what: str, ticket: str | None = None) -> httpx.Response:
        headers = {**self.who.headers, "luukku-opened": ticket if ticket is not None else self.ticket(*what)}
        return self.who.http.post(f"/api/v1/conversations/{self.who.conversation}/{rest}", json=body, headers=headers)

    def get(self, rest: str, *what: str) -> httpx.Response:
        """Asked again while something new came between opening and asking."""
        for _ in range(10):
            headers = {**self.who.headers, "luukku-opened": self.ticket(*what)}
            answer = self.who.http.get(f"/api/v1/conversations/{self.who.conversation}/{rest}", headers=headers)
            if answer.status_code != 423:
                break
        return answer

    def say(self, words: str, id: str | None = None) -> dict[str, Any]:
        body: dict[str, Any] = self.post("messages", {"id": id or secrets.token_hex(16), "text": words}).raise_for_status().json()
        return body

    def page(self, path: str, *what: str) -> httpx.Response:
        """A page, as the script asks for it once it has handed over."""
        return self.who.browse(f"{path}{'&' if '?' in path else '?'}opened={self.ticket(*what)}")
