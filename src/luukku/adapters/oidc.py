"""Sign-in with an OpenID Connect provider: authorisation code with PKCE (RFC 7636), state and nonce.

OpenID Connect Core 1.0, sections 3.1.2 and 3.1.3. A public client: no secret. Only the issuer's own origin is
contacted; the identity token must be signed with one of ALGORITHMS by a key of the issuer's set.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from urllib.parse import urlencode

import httpx
from joserfc import jwk, jws, jwt
from joserfc.errors import JoseError

from luukku.adapters.line import Line
from luukku.errors import BadAnswer, Refused, Unreached
from luukku.model.ids import Language

ALGORITHMS = ("ES256", "RS256")
KEY_TYPES = ("EC", "RSA")
LEEWAY = 30
"""Seconds that the two clocks may differ."""
MOST_AGE = 600
"""Seconds between the token's making and our reading it."""
WHO = "sign-in"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Oidc:
    """One provider. Discovery and keys are fetched at first need and remembered; `aclose` ends the connection."""

    def __init__(
        self, issuer: str, client_id: str, strong_acr: str, *, transport: httpx.AsyncBaseTransport | None = None, now: Callable[[], float] = time.time
    ) -> None:
        """`strong_acr` is asked for; whether the answer's acr counts is the caller's to say. Raises BadSettings."""
        self.issuer = issuer
        self.client_id = client_id
        self.strong_acr = strong_acr
        self._now = now
        self._line = Line(WHO, issuer, transport=transport)
        self._found: Mapping[str, str] | None = None
        self._keys: Mapping[str | None, Mapping[str, Any]] = {}

    async def aclose(self) -> None:
        await self._line.aclose()

    async def start(self, state: str, language: Language, back: str) -> tuple[str, Mapping[str, str]]:
        """(address to go to, {"nonce", "verifier"} to keep). Raises Unreached, also when the provider is not usable."""
        try:
            endpoint = (await self._discover())["authorization_endpoint"]
        except BadAnswer as error:
            raise Unreached(organisation=WHO, what=error.data["what"]) from error
        kept = {"nonce": secrets.token_urlsafe(32), "verifier": secrets.token_urlsafe(48)}
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": back,
            "scope": "openid",
            "state": state,
            "nonce": kept["nonce"],
            "code_challenge": _challenge(kept["verifier"]),
            "code_challenge_method": "S256",
            "acr_values": self.strong_acr,
            "ui_locales": language,
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}", kept

    async def finish(self, code: str, kept: Mapping[str, str], back: str) -> tuple[str, str]:
        """(issuer + " " + subject, acr or ""). Raises Refused when anything does not verify, Unreached."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "client_id": self.client_id,
            "code_verifier": kept.get("verifier", ""),
        }
        try:
            answer = await self._line.post_form((await self._discover())["token_endpoint"], form)
            token = answer.get("id_token") if isinstance(answer, dict) else None
            if not isinstance(token, str):
                _refuse("no-id-token")
            claims = await self._verify(token)
        except BadAnswer as error:
            raise Refused(what=error.data["what"]) from error
        self._check(claims, kept.get("nonce", ""))
        acr = claims.get("acr")
        return f"{self.issuer} {claims['sub']}", acr if isinstance(acr, str) else ""

    async def _discover(self) -> Mapping[str, str]:
        if self._found is None:
            found = await self._line.get(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if not isinstance(found, dict) or found.get("issuer") != self.issuer:
                raise BadAnswer(organisation=WHO, what="discovery")
            if not all(isinstance(found.get(name), str) and self._line.holds(found[name]) for name in ENDPOINTS):
                raise BadAnswer(organisation=WHO, what="origin")
            self._found = {name: found[name] for name in ENDPOINTS}
        return self._found

    async def _verify(self, token: str) -> Mapping[str, Any]:
        """The claims of a token whose signature holds. Header and payload are no source of keys or algorithms."""
        try:
            header = jws.extract_compact(token.encode("ascii")).headers()
            kid = header.get("kid")
            if header.get("alg") not in ALGORITHMS or not (kid is None or isinstance(kid, str)):
                _refuse("algorithm")
            key = jwk.import_key(dict(await self._key(kid)))
            return jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims
        except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise Refused(what="id-token") from error

    async def _key(self, kid: str | None) -> Mapping[str, Any]:
        """A key of the issuer's set; an unknown id makes us read the set anew, once."""
        if kid not in self._keys:
            answer = await self._line.get((await self._discover())["jwks_uri"])
            keys = answer.get("keys") if isinstance(answer, dict) else None
            if not isinstance(keys, list):
                raise BadAnswer(organisation=WHO, what="keys")
            usable = [key for key in keys if isinstance(key, dict) and key.get("kty") in KEY_TYPES and key.get("use", "sig") == "sig"]
            named = {key["kid"]: key for key in usable if isinstance(key.get("kid"), str)}
            self._keys = {**named, None: usable[0]} if len(usable) == 1 else named
        if kid not in self._keys:
            _refuse("key")
        return self._keys[kid]

    def _check(self, claims: Mapping[str, Any], nonce: str) -> None:
        """Issuer, audience, times and nonce: Core 3.1.3.7. Raises Refused."""
        rules = jwt.JWTClaimsRegistry(
            now=int(self._now()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            rules.validate(dict(claims))
        except JoseError as error:
            raise Refused(what="claims") from error
        if claims.get("aud") not in (self.client_id, [self.client_id]) or claims.get("azp", self.client_id) != self.client_id:
            _refuse("audience")
        if not nonce or claims["nonce"] != nonce:
            _refuse("nonce")
        if claims["iat"] < self._now() - MOST_AGE:
            _refuse("too-old")
        if not claims["sub"].isascii() or not claims["sub"].isprintable() or len(claims["sub"]) > 255:
            _refuse("subject")


def _challenge(verifier: str) -> str:
    """S256 of RFC 7636, section 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode("ascii")


def _refuse(what: str) -> NoReturn:
    raise Refused(what=what)
