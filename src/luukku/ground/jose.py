"""Reading signed tokens strictly: one spelling for each, and no key or algorithm that the token itself would choose.

JWS compact form (RFC 7515) as the best practice for JWTs wants it (RFC 8725). The arithmetic is joserfc's; what is
refused before it is ours:

- `none` and every algorithm but ES256 and Ed25519 (written "EdDSA" before RFC 9864); and a key takes one of them only,
  by its own type and curve, so that no token can have a public key used as a secret;
- `crit`, for nothing that would have to be understood is;
- base64url with signs to spare, JSON with a key twice or with NaN: two readers could see two things.

joserfc takes headers of 512 bytes at most, too few for a certificate chain; the bounds here are our own.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from joserfc import jwe, jwk, jws
from joserfc.errors import JoseError
from joserfc.jwa import JWSAlgModel

from luukku.errors import BadPresentation
from luukku.model.wallet import Fault

MOST_HEADER = 16 * 1024
"""Signs of a header: room for a chain of certificates."""
MOST_PAYLOAD = 256 * 1024
DEEPEST = 32
"""Levels of nesting in anything that is read here."""
KEY_AGREEMENT, ENCRYPTIONS = "ECDH-ES", ("A128GCM", "A256GCM")
"""How answers are encrypted to us (HAIP 1.0)."""
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
ALGORITHMS: Mapping[tuple[str, str], tuple[str, ...]] = {("EC", "P-256"): ("ES256",), ("OKP", "Ed25519"): ("EdDSA", "Ed25519")}
"""Key type and curve → the algorithms that such a key takes."""


class _Registry(jws.JWSRegistry):
    """joserfc's rules with room for certificates; the algorithm was checked against the key before."""

    max_header_length = MOST_HEADER
    max_payload_length = MOST_PAYLOAD

    def get_alg(self, name: str) -> JWSAlgModel:
        return self.algorithms[name]


_REGISTRY = _Registry(strict_check_header=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as it was read. Nothing in it is to be believed before `check_signature`."""

    text: str
    header: Mapping[str, Any]
    payload: Mapping[str, Any]


def refuse(fault: Fault) -> NoReturn:
    """`fault` says which check failed; nothing of what was read goes along."""
    raise BadPresentation(fault=fault)


def decode64(text: str) -> bytes:
    """base64url without padding, in its only spelling. Raises BadPresentation(base64)."""
    if not _BASE64URL.fullmatch(text):
        refuse("base64")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except binascii.Error:
        refuse("base64")
    if encode64(raw) != text:
        refuse("base64")
    return raw


def encode64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def read_json(raw: bytes) -> Any:
    """UTF-8 JSON without repeated keys, NaN, lone surrogates or boundless nesting. Raises BadPresentation(json)."""
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
        if _depth(value) > DEEPEST:
            refuse("json")
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        refuse("json")
    return value


def read_token(text: str) -> Token:
    """Three parts, header and payload JSON objects. Raises BadPresentation(format, too-large, base64, json, header)."""
    parts = text.split(".")
    if len(parts) != 3:
        refuse("format")
    if len(parts[0]) > MOST_HEADER or len(parts[1]) > MOST_PAYLOAD:
        refuse("too-large")
    header, payload = (read_json(decode64(part)) for part in parts[:2])
    decode64(parts[2])
    if not isinstance(header, dict) or not isinstance(payload, dict):
        refuse("json")
    if "crit" in header or "b64" in header:
        refuse("header")
    return Token(text=text, header=header, payload=payload)


def fits(key: Mapping[str, Any], algorithm: object) -> bool:
    """Whether a key takes this algorithm, by its type, curve and what it says it is for."""
    takes = ALGORITHMS.get((str(key.get("kty")), str(key.get("crv"))), ())
    named = key.get("alg", algorithm)
    return algorithm in takes and (named in takes) and key.get("use", "sig") == "sig"


def check_signature(token: Token, key: Mapping[str, Any]) -> bool:
    """Whether the holder of a public key (JWK) signed it, with an algorithm that the key takes."""
    if not fits(key, token.header.get("alg")):
        return False
    try:
        public = jwk.import_key({name: key[name] for name in ("kty", "crv", "x", "y") if name in key})
        jws.deserialize_compact(token.text, public, registry=_REGISTRY)
    except (JoseError, ValueError, TypeError, KeyError, OverflowError):
        return False
    return True


def open_encrypted(text: str, key: jwk.ECKey) -> Mapping[str, Any]:
    """The JSON object of a JWE that was encrypted to this key (`direct_post.jwt`). Raises BadPresentation(answer, json)."""
    if len(text) > 2 * MOST_PAYLOAD or text.count(".") != 4 or not text.isascii():
        refuse("answer")
    try:
        opened = jwe.decrypt_compact(text, key, algorithms=[KEY_AGREEMENT, *ENCRYPTIONS]).plaintext
    except (JoseError, ValueError, TypeError, KeyError, OverflowError):
        refuse("answer")
    value = read_json(opened or b"")
    if not isinstance(value, dict):
        refuse("answer")
    return value


def time_of(claims: Mapping[str, Any], name: str, fault: Fault) -> float | None:
    """A NumericDate (RFC 7519), or None where there is none. Raises BadPresentation(fault) for anything else."""
    value = claims.get(name)
    if value is None and name not in claims:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**53:
        refuse(fault)
    return cast(float, value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a key stands twice")
    return held


def _no_constant(_: str) -> NoReturn:
    raise ValueError("no number")


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0
