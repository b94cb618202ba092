"""A practice identity provider in a process of its own: `python -m luukku.sandbox.identity --port N`.

OpenID Connect with three made-up persons, one public client `luukku` and PKCE. Whoever clicks a name *is* that
person: it proves nothing about anybody. `&person=aino` on the authorise address chooses without the page.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwk, jwt
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from luukku.sandbox.identity_page import PERSONS, page, refusal
from luukku.sandbox.serving import Door, end_with_stdin, listen, run

CLIENT = "luukku"
ACR = "urn:luukku:strong"
CODE_SECONDS = 60
TOKEN_SECONDS = 300
BACK_PATH = "/sign-in/back"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a code stands for, until it is used or `ends` (seconds of the monotonic clock)."""

    person: str
    redirect_uri: str
    nonce: str
    challenge: str
    ends: float


class Identity:
    """Keys and codes live in memory: a restart makes new keys and forgets codes."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self._key = jwk.ECKey.generate_key("P-256", {"kid": secrets.token_hex(8), "use": "sig", "alg": "ES256"}, private=True)
        self._codes: dict[str, Given] = {}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorise",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "token_endpoint_auth_methods_supported": ["none"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": [ACR],
            "scopes_supported": ["openid"],
            "ui_locales_supported": ["fi", "sv", "en"],
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [self._key.as_dict(private=False)]}

    def give_code(self, person: str, asked: QueryParams) -> str:
        now = time.monotonic()
        self._codes = {code: given for code, given in self._codes.items() if given.ends > now}
        code = secrets.token_urlsafe(32)
        self._codes[code] = Given(
            person=person, redirect_uri=asked["redirect_uri"], nonce=asked["nonce"], challenge=asked["code_challenge"], ends=now + CODE_SECONDS
        )
        return code

    def take_code(self, form: dict[str, str]) -> Given | None:
        """A code is used up by the first try, right or wrong."""
        given = self._codes.pop(form.get("code", ""), None)
        if given is None or given.ends <= time.monotonic() or form.get("client_id") != CLIENT:
            return None
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if not hmac.compare_digest(challenge.encode(), given.challenge.encode()) or form.get("redirect_uri") != given.redirect_uri:
            return None
        return given

    def token(self, given: Given) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": f"practice-{given.person}",
            "aud": CLIENT,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "nonce": given.nonce,
            "acr": ACR,
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.kid, "typ": "JWT"}, claims, self._key)


def is_back(address: str) -> bool:
    """A place to come back to: http on the loopback, any port, the one path."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    plain = parts.username is None and not parts.query and not parts.fragment and address.isascii() and address.isprintable()
    return parts.scheme == "http" and parts.hostname in LOOPBACK and parts.path == BACK_PATH and plain and "\\" not in address


def app(issuer: str) -> ASGIApp:
    """The provider as an ASGI application."""
    identity = Identity(issuer)

    async def discovery(_: Request) -> Response:
        return JSONResponse(identity.discovery())

    async def keys(_: Request) -> Response:
        return JSONResponse(identity.keys())

    async def authorise(request: Request) -> Response:
        asked = request.query_params
        languages = asked.get("ui_locales", "fi").split()
        back = asked.get("redirect_uri", "")
        if asked.get("client_id") != CLIENT or not is_back(back):
            return HTMLResponse(refusal(languages), status_code=400, headers=HEADERS)
        state = {"state": asked["state"]} if "state" in asked else {}
        if not _is_whole(asked):
            return _go(back, {"error": "invalid_request", **state})
        if "person" not in asked:
            return HTMLResponse(page(languages, list(asked.multi_items())), headers=HEADERS)
        if asked["person"] not in PERSONS:
            return _go(back, {"error": "access_denied", **state})
        return _go(back, {"code": identity.give_code(asked["person"], asked), **state})

    async def token(request: Request) -> Response:
        kind = request.headers.get("content-type", "").partition(";")[0].strip()
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
        if kind != "application/x-www-form-urlencoded" or form.get("grant_type") != "authorization_code":
            return JSONResponse({"error": "invalid_request"}, status_code=400, headers=HEADERS)
        given = identity.take_code(form)
        if given is None:
            return JSONResponse({"error": "invalid_grant"}, status_code=400, headers=HEADERS)
        answer = {"access_token": secrets.token_urlsafe(24), "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "id_token": identity.token(given)}
        return JSONResponse(answer, headers=HEADERS)

    routes = [
        Route("/.well-known/openid-configuration", discovery),
        Route("/jwks", keys),
        Route("/authorise", authorise),
        Route("/token", token, methods=["POST"]),
    ]
    return Door(Starlette(routes=routes))


def _is_whole(asked: QueryParams) -> bool:
    return (
        asked.get("response_type") == "code"
        and "openid" in asked.get("scope", "").split()
        and asked.get("code_challenge_method") == "S256"
        and len(asked.get("code_challenge", "")) == 43
        and bool(asked.get("nonce"))
    )


def _go(back: str, words: dict[str, str]) -> Response:
    return RedirectResponse(f"{back}?{urlencode(words)}", status_code=303, headers=HEADERS)


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m luukku.sandbox.identity", description="A practice identity provider (OpenID Connect).")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one; the address is printed as JSON")
    parser.add_argument("--with-stdin", action="store_true", help="end when stdin is closed: when whoever started it is gone")
    chosen = parser.parse_args(words)
    if chosen.with_stdin:
        end_with_stdin()
    listening, address = listen(chosen.port)
    run(app(address), listening, address)


if __name__ == "__main__":
    main()
