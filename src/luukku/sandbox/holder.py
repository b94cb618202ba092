"""What the practice wallet does: holds credentials, reads who asks for what, and shows just that with its own key.

OpenID4VP 1.0 with a signed request (`x509_hash`), a query in DCQL, and an answer encrypted to whoever asks
(`direct_post.jwt`). It trusts every certificate: it is for practice.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cryptography import x509
from joserfc import jwe, jwk, jws
from joserfc.errors import JoseError

from luukku.sandbox.credentials import REGISTRY, decode64, digest, encode64, payload_of

Path = tuple[str | int | None, ...]
SELF_ISSUED = "https://self-issued.me/v2"


class NotAsked(Exception):
    """What came is no request that this wallet answers; the word says why, in the protocol's own terms."""


class Holder:
    """One person's credentials (as they were issued) and the key that they are bound to."""

    def __init__(self) -> None:
        self.key = jwk.ECKey.generate_key("P-256", private=True)
        self.credentials: list[str] = []

    def public(self) -> dict[str, Any]:
        return dict(self.key.as_dict(private=False))

    def present(self, credential: str, paths: Sequence[Path], *, nonce: str, audience: str, now: int, **more: Any) -> str:
        """The credential with the disclosures that these paths need and no others, bound to nonce and audience."""
        token, *disclosures = credential.rstrip("~").split("~")
        placed = dict(_placed(payload_of(credential), {digest(one): one for one in disclosures}, ()))
        shown = "".join(part + "~" for part in (token, *(one for at, one in placed.items() if any(_meet(at, path) for path in paths))))
        said = {"nonce": nonce, "aud": audience, "iat": now, "sd_hash": digest(shown), **more}
        return shown + jws.serialize_compact({"alg": "ES256", "typ": "kb+jwt"}, json.dumps(said), self.key)

    def answer(self, asked: Mapping[str, Any], now: int) -> dict[str, list[str]]:
        """The `vp_token` for a request. Raises NotAsked(access_denied) when it lacks something that is asked."""
        found: dict[str, list[str]] = {}
        for query in asked["dcql_query"]["credentials"]:
            paths = [tuple(claim["path"]) for claim in query.get("claims", [])]
            fitting = (one for one in self.credentials if _fits(one, query, paths))
            if query.get("format") != "dc+sd-jwt" or (credential := next(fitting, None)) is None:
                raise NotAsked("access_denied")
            found[query["id"]] = [self.present(credential, paths, nonce=asked["nonce"], audience=asked["client_id"], now=now)]
        return found


def read_request(client_id: str, token: str) -> dict[str, Any]:
    """What is asked, once the certificate whose hash is in the name has signed it. Raises NotAsked."""
    try:
        header = jws.extract_compact(token.encode(), registry=REGISTRY).headers()
        certificate = base64.b64decode(header["x5c"][0], validate=True)
        public = x509.load_der_x509_certificate(certificate).public_key()
        signed = jws.deserialize_compact(token, jwk.ECKey.import_key(public), registry=REGISTRY)  # type: ignore[arg-type]  # any key, and ours are EC
        asked = json.loads(signed.payload)
    except (JoseError, ValueError, KeyError, TypeError, IndexError) as error:
        raise NotAsked("invalid_request") from error
    hashed = encode64(hashlib.sha256(certificate).digest())
    wanted = {"client_id": client_id, "response_type": "vp_token", "response_mode": "direct_post.jwt", "aud": SELF_ISSUED}
    if client_id != f"x509_hash:{hashed}" or header.get("typ") != "oauth-authz-req+jwt" or any(asked.get(name) != value for name, value in wanted.items()):
        raise NotAsked("invalid_request")
    found: dict[str, Any] = asked
    return found


def encrypt(asked: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """The answer for whoever asked, to the key that the request brought."""
    key = asked["client_metadata"]["jwks"]["keys"][0]
    enc = asked["client_metadata"].get("encrypted_response_enc_values_supported", ["A128GCM"])[0]
    public = jwk.ECKey.import_key({name: key[name] for name in ("kty", "crv", "x", "y")})
    return jwe.encrypt_compact({"alg": key["alg"], "enc": enc, "kid": key["kid"]}, json.dumps(content), public)


def claims_of(credential: str) -> dict[str, Any]:
    """Everything in it, for its holder to read."""
    _, *disclosures = credential.rstrip("~").split("~")
    given = {digest(one): one for one in disclosures}
    found: dict[str, Any] = _open(payload_of(credential), given)
    return found


def _fits(credential: str, query: Mapping[str, Any], paths: Sequence[Path]) -> bool:
    claims = claims_of(credential)
    return claims["vct"] in query["meta"]["vct_values"] and all(_has(claims, path) for path in paths)


def _has(value: Any, path: Path) -> bool:
    if not path:
        return True
    first, *rest = path
    if isinstance(first, str):
        return isinstance(value, dict) and first in value and _has(value[first], tuple(rest))
    if not isinstance(value, list):
        return False
    return any(_has(one, tuple(rest)) for one in (value if first is None else value[first : first + 1]))


def _open(value: Any, given: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        held = {name: _open(one, given) for name, one in value.items() if name not in ("_sd", "_sd_alg")}
        return held | {content[1]: _open(content[2], given) for one in value.get("_sd", []) if (content := _content(given.get(one)))}
    if isinstance(value, list):
        return [_open(content[1], given) if (content := _content(given.get(one.get("...", "")) if isinstance(one, dict) else None)) else one for one in value]
    return value


def _placed(value: Any, given: Mapping[str, str], at: Path) -> Iterator[tuple[Path, str]]:
    """(path, disclosure) of each claim that can be shown or left out."""
    if isinstance(value, dict):
        for named in value.get("_sd", []):
            if content := _content(given.get(named)):
                yield (*at, content[1]), given[named]
                yield from _placed(content[2], given, (*at, content[1]))
        for name, held in value.items():
            yield from _placed(held, given, (*at, name)) if name != "_sd" else ()
    elif isinstance(value, list):
        for place, held in enumerate(value):
            named = held.get("...", "") if isinstance(held, dict) else ""
            if content := _content(given.get(named)):
                yield (*at, place), given[named]
                yield from _placed(content[1], given, (*at, place))


def _content(disclosure: str | None) -> list[Any] | None:
    if disclosure is None:
        return None
    held: list[Any] = json.loads(decode64(disclosure))
    return held


def _meet(at: Path, asked: Path) -> bool:
    """Whether what stands at one path must be opened to see what is asked, or lies within it."""
    return all(one == other or (other is None and isinstance(one, int)) for one, other in zip(at, asked, strict=False))
