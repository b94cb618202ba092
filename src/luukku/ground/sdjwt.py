"""Selective disclosure: what a holder chose to show of what an issuer signed, and for whom (RFC 9901).

Pure: keys, time, nonce and audience are handed in. Every check of section 7 that fails has a fault of its own.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from luukku.ground.jose import DEEPEST, Token, check_signature, decode64, encode64, fits, read_json, read_token, refuse, time_of
from luukku.model.wallet import Path

HASHES: Mapping[str, Callable[[bytes], Any]] = {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
LEEWAY = 30
"""Seconds by which clocks may differ."""
MOST_AGE = 300
"""Seconds between the key binding's making and our reading it."""
MOST_LENGTH = 256 * 1024
MOST_DISCLOSURES = 256
RESERVED = ("_sd", "...")
BINDING_TYPE = "kb+jwt"


@dataclass(frozen=True, slots=True, kw_only=True)
class SdJwt:
    """The parts of a presentation: the issuer's token, the disclosures as they came, the holder's token or None."""

    issued: Token
    disclosures: tuple[str, ...]
    binding: Token | None

    @property
    def shown(self) -> str:
        """What the key binding is bound to: everything up to it (RFC 9901, section 4.3.1)."""
        return "".join(part + "~" for part in (self.issued.text, *self.disclosures))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the holder's proof must name: our nonce of one use and our name as the receiver."""

    nonce: str
    audience: str


def parse(text: str) -> SdJwt:
    """The compact form. Raises BadPresentation(format, too-large, base64, json, header, disclosure-repeated)."""
    if len(text) > MOST_LENGTH:
        refuse("too-large")
    if not text.isascii():
        refuse("format")
    issued, *rest = text.split("~")
    if not rest:
        refuse("format")
    *disclosures, binding = rest
    if len(disclosures) > MOST_DISCLOSURES:
        refuse("too-large")
    if not all(disclosures):
        refuse("format")
    if len(set(disclosures)) != len(disclosures):
        refuse("disclosure-repeated")
    return SdJwt(issued=read_token(issued), disclosures=tuple(disclosures), binding=read_token(binding) if binding else None)


def from_json(value: Mapping[str, Any]) -> SdJwt:
    """The flattened JSON form (RFC 9901, section 8), put together as the compact one. Raises BadPresentation as `parse`."""
    header = value.get("header", {})
    parts = [value.get(name) for name in ("protected", "payload", "signature")]
    disclosures = header.get("disclosures", []) if isinstance(header, dict) else None
    binding = header.get("kb_jwt", "") if isinstance(header, dict) else None
    if not isinstance(disclosures, list) or not all(isinstance(part, str) for part in (*parts, *disclosures, binding)):
        refuse("format")
    return parse("~".join((".".join(map(str, parts)), *disclosures, str(binding))))


def process(sdjwt: SdJwt) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """(claims with the disclosures in their places, the paths of those), whoever signed it (section 7.1, steps 3 to 5).

    Raises BadPresentation(hash-algorithm, disclosure, disclosure-unreferenced, digest-repeated, claim-name, claim-repeated).
    """
    digest = _hash_of(sdjwt)
    given = {digest(one): read_json(decode64(one)) for one in sdjwt.disclosures}
    weaving = _Weaving(given)
    claims = weaving.object({name: value for name, value in sdjwt.issued.payload.items() if name != "_sd_alg"}, ())
    if weaving.used != set(given):
        refuse("disclosure-unreferenced")
    return claims, tuple(weaving.disclosed)


def check_times(claims: Mapping[str, Any], now: float) -> None:
    """Raises BadPresentation(times, expired, not-yet, issued-ahead)."""
    expires, begins, issued = (time_of(claims, name, "times") for name in ("exp", "nbf", "iat"))
    if expires is not None and now >= expires + LEEWAY:
        refuse("expired")
    if begins is not None and now < begins - LEEWAY:
        refuse("not-yet")
    if issued is not None and now < issued - LEEWAY:
        refuse("issued-ahead")


def check_binding(sdjwt: SdJwt, claims: Mapping[str, Any], expected: Expected, now: float) -> None:
    """That the holder of the credential's key shows it now, to us, for this one question (section 7.3, step 5).

    Raises BadPresentation: holder-key, binding-…, nonce, audience, disclosures-hash.
    """
    proof = sdjwt.binding
    if proof is None:
        refuse("binding-missing")
    key = _holder_key(claims)
    if proof.header.get("typ") != BINDING_TYPE:
        refuse("binding-type")
    if not fits(key, proof.header.get("alg")):
        refuse("binding-algorithm")
    if not check_signature(proof, key):
        refuse("binding-signature")
    said = proof.payload
    made = time_of(said, "iat", "binding-claims")
    if made is None or not all(isinstance(said.get(name), str) for name in ("nonce", "aud", "sd_hash")):
        refuse("binding-claims")
    if not hmac.compare_digest(said["nonce"].encode(), expected.nonce.encode()):
        refuse("nonce")
    if said["aud"] != expected.audience:
        refuse("audience")
    expires = time_of(said, "exp", "binding-claims")
    if now - made > MOST_AGE + LEEWAY or (expires is not None and now >= expires + LEEWAY):
        refuse("binding-old")
    if now < max(made, time_of(said, "nbf", "binding-claims") or 0) - LEEWAY:
        refuse("binding-ahead")
    if said["sd_hash"] != _hash_of(sdjwt)(sdjwt.shown):
        refuse("disclosures-hash")


def _holder_key(claims: Mapping[str, Any]) -> Mapping[str, Any]:
    """The key in `cnf.jwk` (RFC 7800, 3.2), the one way of naming it that is taken."""
    confirmed = claims.get("cnf")
    key = confirmed.get("jwk") if isinstance(confirmed, dict) else None
    if not isinstance(key, dict) or "d" in key:
        refuse("holder-key")
    return key


def _hash_of(sdjwt: SdJwt) -> Callable[[str], str]:
    """text → its digest as the issuer makes them. Raises BadPresentation(hash-algorithm)."""
    made = HASHES.get(named) if isinstance(named := sdjwt.issued.payload.get("_sd_alg", "sha-256"), str) else None
    if made is None:
        refuse("hash-algorithm")
    return lambda text: encode64(made(text.encode("ascii")).digest())


class _Weaving:
    """Puts disclosures where their digests stand, and those within them where theirs stand."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self._seen: set[str] = set()
        self.used: set[str] = set()
        self.disclosed: list[Path] = []

    def object(self, held: Mapping[str, Any], at: Path) -> dict[str, Any]:
        if "..." in held or "_sd_alg" in held:
            refuse("claim-name")
        woven = {name: self._value(value, (*at, name)) for name, value in held.items() if name != "_sd"}
        digests = held.get("_sd", [])
        if not isinstance(digests, list):
            refuse("disclosure")
        for digest in digests:
            found = self._take(digest, 3)
            if found is None:
                continue
            _, name, value = found
            if not isinstance(name, str):
                refuse("disclosure")
            if name in RESERVED:
                refuse("claim-name")
            if name in woven:
                refuse("claim-repeated")
            self.disclosed.append((*at, name))
            woven[name] = self._value(value, (*at, name))
        return woven

    def _value(self, value: Any, at: Path) -> Any:
        if len(at) > DEEPEST:
            refuse("too-large")
        if isinstance(value, dict):
            return self.object(value, at)
        return self._array(value, at) if isinstance(value, list) else value

    def _array(self, held: list[Any], at: Path) -> list[Any]:
        woven: list[Any] = []
        for element in held:
            if not isinstance(element, dict) or set(element) != {"..."}:
                woven.append(self._value(element, (*at, len(woven))))
                continue
            found = self._take(element["..."], 2)
            if found is not None:
                self.disclosed.append((*at, len(woven)))
                woven.append(self._value(found[1], self.disclosed[-1]))
        return woven

    def _take(self, digest: Any, length: int) -> list[Any] | None:
        """The disclosure of a digest; None for one that was not disclosed, or is a decoy."""
        if not isinstance(digest, str):
            refuse("disclosure")
        if digest in self._seen:
            refuse("digest-repeated")
        self._seen.add(digest)
        if digest not in self._given:
            return None
        self.used.add(digest)
        found = self._given[digest]
        if not isinstance(found, list) or len(found) != length or not isinstance(found[0], str):
            refuse("disclosure")
        return found
