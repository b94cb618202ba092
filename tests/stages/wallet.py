"""A practice issuer and a practice holder, and the ways in which what they make can be spoilt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from joserfc import jwk, jws

from luukku.ground.credential import verify
from luukku.ground.sdjwt import Expected
from luukku.model.wallet import Credential, Issuer
from luukku.sandbox import credentials
from luukku.sandbox.credentials import PERSONS, REGISTRY, decode64, digest, encode64
from luukku.sandbox.holder import Holder, Path

NOW = 1_795_000_000
NONCE, AUDIENCE = "n-0S6_WzA2Mj", "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk"
STATUS = "https://status.practice.example/1"
EXPECTED = Expected(nonce=NONCE, audience=AUDIENCE)
TOWN: tuple[Path, ...] = (("address", "locality"),)


class World:
    """Aino with her credential, and who issued it."""

    def __init__(self, key: jwk.ECKey | jwk.OKPKey | None = None) -> None:
        self.issuer = credentials.Issuer(STATUS, key)
        self.holder = Holder()
        self.credential = self.issue()

    def issue(self, claims: Mapping[str, Any] = PERSONS["aino"], **more: Any) -> str:
        return self.issuer.issue(claims, self.holder.public(), NOW - 3600, **more)

    @property
    def trusted(self) -> Issuer:
        return Issuer(id=credentials.ISSUER, names=credentials.NAMES, types=frozenset({credentials.TYPE}), keys=(self.issuer.public(),))  # type: ignore[arg-type]  # languages as plain text

    def show(self, credential: str | None = None, paths: tuple[Path, ...] = TOWN, *, nonce: str = NONCE, audience: str = AUDIENCE, now: int = NOW - 5, **more: Any) -> str:
        return self.holder.present(credential or self.credential, paths, nonce=nonce, audience=audience, now=now, **more)

    def verify(self, shown: str | Mapping[str, Any], now: float = NOW, expected: Expected = EXPECTED) -> Credential:
        return verify(shown, (self.trusted,), expected, now)

    def bind(self, shown: str, key: jwk.ECKey | None = None, typ: str = "kb+jwt", alg: str = "ES256", **said: Any) -> str:
        """The presentation with another proof of the holder's; what is None in `said` is left out."""
        front = shown.rpartition("~")[0] + "~"
        claims = {"nonce": NONCE, "aud": AUDIENCE, "iat": NOW - 5, "sd_hash": digest(front), **said}
        payload = json.dumps({name: value for name, value in claims.items() if value is not None})
        return front + jws.serialize_compact({"alg": alg, "typ": typ}, payload, key or self.holder.key, registry=REGISTRY)

    def sign(self, payload: Mapping[str, Any], *disclosures: str, header: Mapping[str, Any] | None = None) -> str:
        """A credential with just this in it, signed by the issuer, shown and bound by the holder."""
        whole = {"iss": credentials.ISSUER, "vct": credentials.TYPE, "cnf": {"jwk": self.holder.public()}, **payload}
        token = self.issuer.sign({"typ": "dc+sd-jwt", **(header or {})}, {name: value for name, value in whole.items() if value is not None})
        return self.bind("".join(part + "~" for part in (token, *disclosures)))


def disclosure(*content: Any) -> str:
    return encode64(json.dumps(["salt-salt-salt", *content]).encode())


def with_header(token: str, **changed: Any) -> str:
    """A token with another header and the old signature."""
    header, payload, signature = token.split(".")
    held = json.loads(decode64(header)) | changed
    return ".".join((encode64(json.dumps(held).encode()), payload, signature))
