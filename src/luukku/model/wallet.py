"""What a customer shows from a wallet: whom the counter trusts to have issued it, what it asked for, what was verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from luukku.model.fact import Personal
from luukku.model.ids import Language

Path = tuple[str | int | None, ...]
"""A claims path pointer (OpenID4VP 1.0, section 7): keys, positions from 0, None for every element of an array."""

Fault = Literal[
    # what came is no credential
    "format", "too-large", "base64", "json", "header", "type", "algorithm",
    # who issued it
    "issuer", "issuer-key", "issuer-chain", "issuer-signature", "credential-type",
    # what was disclosed
    "hash-algorithm", "disclosure", "disclosure-repeated", "disclosure-unreferenced", "digest-repeated", "claim-name", "claim-repeated", "claim-reserved",
    # when it is good
    "times", "expired", "not-yet", "issued-ahead",
    # whose it is, and for whom it was shown
    "holder-key", "binding-missing", "binding-type", "binding-algorithm", "binding-claims", "binding-signature",
    "nonce", "audience", "binding-old", "binding-ahead", "disclosures-hash",
    # whether its issuer has taken it back
    "status", "status-list", "status-old", "status-revoked", "status-suspended", "status-unknown",
    # whether it is what was asked for
    "answer", "declined", "claim-missing", "claim-undeclared", "claim-value",
]  # fmt: skip
"""Why a presentation was refused: one word for each check. docs/wallet.md says what each means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Somebody whose credentials count, as the settings name them. Nothing that a credential says of itself adds to it."""

    id: str
    """The `iss` of its credentials, an https address."""
    names: Mapping[Language, str]
    types: frozenset[str]
    """The credential types (`vct`) that it may issue."""
    keys: tuple[Mapping[str, Any], ...] = ()
    """Its public keys as JWKs (P-256 or Ed25519)."""
    anchors: tuple[bytes, ...] = ()
    """Certificates (DER) to which the chain in a credential's `x5c` must lead."""
    status_origins: frozenset[str] = frozenset()
    """Exact origins from which its status lists may be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAt:
    """Where a credential's status stands: bit field `index` of the list at `uri`."""

    uri: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A credential that was shown and verified."""

    issuer: Issuer
    type: str
    """Its `vct`."""
    claims: Personal[Mapping[str, Any]]
    """The processed payload (RFC 9901, section 7.1): disclosures in their places, digests gone."""
    disclosed: tuple[Path, ...]
    """The paths of the claims that the holder chose to disclose."""
    status: StatusAt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """A status list that was verified; good until `ends` (seconds since 1970)."""

    uri: str
    bits: Literal[1, 2, 4, 8]
    statuses: bytes = field(repr=False)
    ends: int

    def status(self, index: int) -> int | None:
        """The status at `index`, least significant bits first; None beyond the list's end."""
        place = index * self.bits
        if index < 0 or place >= 8 * len(self.statuses):
            return None
        return self.statuses[place // 8] >> place % 8 & (1 << self.bits) - 1
