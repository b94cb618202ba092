"""A practice issuer of personal identification data: made-up persons, their credentials, and a list of those taken back.

SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc) with the type and the claims of the European person identification
data. It proves nothing about anybody. Identity codes have an individual number from 900 to 999, which nobody has.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import zlib
from collections.abc import Mapping
from typing import Any

from joserfc import jwk, jws

ISSUER = "https://pid.practice.luukku.example"
TYPE = "urn:eudi:pid:1"
NAMES = {"fi": "Harjoitusrekisteri", "sv": "Övningsregistret", "en": "Practice register"}
LASTS = 90 * 24 * 3600
LIST_LASTS = 3600
STATUSES = 4096


def _person(given: str, family: str, born: str, code: str, street: str, postal: str, town: str, sex: int) -> dict[str, Any]:
    address = {"street_address": street, "postal_code": postal, "locality": town, "country": "FI"}
    return {
        "given_name": given,
        "family_name": family,
        "birthdate": born,
        "personal_administrative_number": code,
        "nationalities": ["FI"],
        "sex": sex,
        "address": address,
        "age_equal_or_over": {"18": True, "65": False},
    }


PERSONS: Mapping[str, Mapping[str, Any]] = {
    "aino": _person("Aino", "Harjoitus", "1993-05-14", "140593-9025", "Harjoituskatu 1 A 2", "33100", "Tampere", 2),
    "matti": _person("Matti", "Harjoitus", "1990-02-03", "030290-901U", "Harjoituskatu 1 A 2", "33100", "Tampere", 1),
    "maija": _person("Maija", "Harjoitus", "1961-11-30", "301161-9044", "Övningsgatan 7", "00100", "Helsinki", 2),
}


class Issuer:
    """Keys and statuses live in memory: a restart makes a new key, and what was issued before no longer counts."""

    def __init__(self, status_at: str, key: jwk.ECKey | jwk.OKPKey | None = None) -> None:
        """`status_at`: where its list of statuses is fetched."""
        self.key = key or jwk.ECKey.generate_key("P-256", {"kid": secrets.token_hex(8), "use": "sig", "alg": "ES256"}, private=True)
        self.status_at = status_at
        self._statuses = bytearray(STATUSES // 8)
        self._given: set[int] = set()

    def issue(self, claims: Mapping[str, Any], holder: Mapping[str, Any], now: int, **more: Any) -> str:
        """A credential for the holder of a public key: each claim, and each within it, can be shown by itself.

        `more` stands beside them for all to see, or instead of what would stand there.
        """
        disclosures: list[str] = []
        concealed = _conceal(claims, disclosures)
        concealed["_sd"] = sorted([*concealed["_sd"], digest(secrets.token_urlsafe(16))])  # one decoy
        said = {
            "iss": ISSUER,
            "vct": TYPE,
            "iat": now,
            "exp": now + LASTS,
            "cnf": {"jwk": dict(holder)},
            "status": {"status_list": {"idx": self._index(), "uri": self.status_at}},
            "_sd_alg": "sha-256",
            **concealed,
            **more,
        }
        return "".join(part + "~" for part in (self.sign({"typ": "dc+sd-jwt"}, said), *disclosures))

    def sign(self, header: Mapping[str, Any], payload: Mapping[str, Any]) -> str:
        """A token signed with the issuer's key."""
        algorithm = "Ed25519" if isinstance(self.key, jwk.OKPKey) else "ES256"
        kid = {"kid": self.key.kid} if self.key.kid else {}
        return jws.serialize_compact({"alg": algorithm, **kid, **header}, json.dumps(payload), self.key, registry=REGISTRY)

    def take_back(self, credential: str, status: int = 1) -> None:
        """From now on the list says so. One bit each: 1 is "invalid"."""
        index = payload_of(credential)["status"]["status_list"]["idx"]
        self._statuses[index // 8] |= status << index % 8

    def status_list(self, now: int) -> str:
        """The list as a signed token (draft-ietf-oauth-status-list)."""
        packed = zlib.compress(bytes(self._statuses), 9)
        said = {"iss": ISSUER, "sub": self.status_at, "iat": now, "exp": now + LIST_LASTS, "ttl": 300, "status_list": {"bits": 1, "lst": encode64(packed)}}
        return self.sign({"typ": "statuslist+jwt"}, said)

    def public(self) -> dict[str, Any]:
        """Its key for whoever wants to verify."""
        return dict(self.key.as_dict(private=False))

    def settings(self) -> str:
        """A file of issuers as the counter's setting `wallet.issuers` names it."""
        scheme, _, rest = self.status_at.partition("://")
        lines = ["# Written by the practice wallet. It proves nothing about anybody.", "[[issuer]]", f'id = "{ISSUER}"', f'types = ["{TYPE}"]']
        lines += [f'status_origins = ["{scheme}://{rest.partition("/")[0]}"]', *(f"names.{language} = {json.dumps(name, ensure_ascii=False)}" for language, name in NAMES.items())]
        return "\n".join([*lines, "[[issuer.keys]]", *(f'{name} = "{value}"' for name, value in self.public().items()), ""])

    def _index(self) -> int:
        """By chance, so that neighbours in the list tell nothing."""
        index = secrets.choice([one for one in range(STATUSES) if one not in self._given])
        self._given.add(index)
        return index


class _Room(jws.JWSRegistry):
    max_header_length = 16 * 1024


REGISTRY = _Room(algorithms=["ES256", "Ed25519"], strict_check_header=False)


def encode64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def digest(text: str) -> str:
    """SHA-256 of a disclosure, or of a presentation up to its key binding."""
    return encode64(hashlib.sha256(text.encode()).digest())


def payload_of(credential: str) -> dict[str, Any]:
    """What the issuer's token says, unverified: for who made it or holds it."""
    said: dict[str, Any] = json.loads(decode64(credential.split("~")[0].split(".")[1]))
    return said


def _conceal(value: Any, disclosures: list[str]) -> Any:
    """The value with digests in place of what stands in it; what they stand for goes to `disclosures`."""
    if isinstance(value, Mapping):
        return {"_sd": sorted(_disclose([name, _conceal(held, disclosures)], disclosures) for name, held in value.items())}
    if isinstance(value, list):
        return [{"...": _disclose([_conceal(held, disclosures)], disclosures)} for held in value]
    return value


def _disclose(what: list[Any], disclosures: list[str]) -> str:
    disclosures.append(encode64(json.dumps([secrets.token_urlsafe(16), *what], ensure_ascii=False).encode()))
    return digest(disclosures[-1])
