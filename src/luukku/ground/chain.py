"""From the certificate of whoever signed to an anchor that the settings name (RFC 5280; `x5c` of RFC 7515, section 4.1.6)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.verification import Criticality, ExtensionPolicy, Policy, PolicyBuilder, Store, VerificationError

from luukku.ground.jose import encode64, refuse

LONGEST = 4
"""Certificates in a chain, without the anchor."""


def read_chain(named: object) -> list[x509.Certificate]:
    """The certificates of an `x5c` header, the signer's first. Raises BadPresentation(issuer-chain)."""
    if not isinstance(named, list) or not 1 <= len(named) <= LONGEST or not all(isinstance(one, str) for one in named):
        refuse("issuer-chain")
    try:
        return [x509.load_der_x509_certificate(base64.b64decode(one, validate=True)) for one in named]
    except (ValueError, binascii.Error):
        refuse("issuer-chain")


def check_chain(chain: Sequence[x509.Certificate], anchors: Sequence[bytes], now: float) -> None:
    """Whether each was signed by the next, the last by an anchor, and all are good now. Raises BadPresentation(issuer-chain).

    The anchor itself does not stand in the chain (HAIP 1.0). Nothing is looked up: a signer is taken back by taking its
    anchor or its issuer out of the settings, a credential by its status list.
    """
    try:
        store = Store([x509.load_der_x509_certificate(anchor) for anchor in anchors])
        rules = PolicyBuilder().store(store).time(datetime.fromtimestamp(now, UTC).replace(tzinfo=None)).max_chain_depth(LONGEST)
        rules = rules.extension_policies(ca_policy=ExtensionPolicy.webpki_defaults_ca(), ee_policy=_signer())
        rules.build_client_verifier().verify(chain[0], list(chain[1:]))
    except (VerificationError, ValueError, OverflowError):
        refuse("issuer-chain")


def key_of(certificate: x509.Certificate) -> dict[str, Any]:
    """Its public key as a JWK. Raises BadPresentation(issuer-key) for anything but P-256."""
    key = certificate.public_key()
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        refuse("issuer-key")
    numbers = key.public_numbers()
    return {"kty": "EC", "crv": "P-256", "x": encode64(numbers.x.to_bytes(32, "big")), "y": encode64(numbers.y.to_bytes(32, "big"))}


def hash_of(certificate: x509.Certificate) -> str:
    """The name that the prefix `x509_hash` gives to whoever signs with it (OpenID4VP 1.0, section 5.9.3)."""
    return encode64(hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest())


def as_header(chain: Sequence[x509.Certificate]) -> list[str]:
    """The certificates as an `x5c` header holds them."""
    return [base64.b64encode(one.public_bytes(Encoding.DER)).decode("ascii") for one in chain]


def _signer() -> ExtensionPolicy:
    """Of a signer's certificate no name on the web is wanted, only that it is for signing and is no authority itself."""
    return (
        ExtensionPolicy.permit_all()
        .may_be_present(x509.KeyUsage, Criticality.AGNOSTIC, _signs)
        .may_be_present(x509.BasicConstraints, Criticality.AGNOSTIC, _is_no_authority)
    )


def _signs(_: Policy, __: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    if usage is not None and not usage.digital_signature:
        raise ValueError("not for signing")


def _is_no_authority(_: Policy, __: x509.Certificate, basic: x509.BasicConstraints | None) -> None:
    if basic is not None and basic.ca:
        raise ValueError("an authority's own certificate")
