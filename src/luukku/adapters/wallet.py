"""The counter as wallets know it: its certificate and signature, whose credentials count, and their status lists."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc import jwk, jws

from luukku.adapters.embedded.folder import write_once
from luukku.adapters.line import Line
from luukku.errors import BadAnswer, BadPresentation, BadSettings, Unreached
from luukku.ground import statuslist
from luukku.ground.chain import as_header, hash_of
from luukku.model.wallet import Credential, Issuer, StatusList

KIND = "application/statuslist+jwt"
MOST_BYTES = 2 * 1024 * 1024
"""Of a status list as it is fetched."""
REQUEST_TYPE = "oauth-authz-req+jwt"
SELF_MADE_DAYS = 3650


class Wallets:
    """`ports.Wallets`. Status lists are kept as long as they say; `aclose` ends the connections."""

    def __init__(self, issuers: Sequence[Issuer], certificate: Path, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """`certificate`: PEM with a P-256 key and its certificates, the signer's first. Raises BadSettings."""
        self.issuers = tuple(issuers)
        self._key, self._chain = _read(certificate)
        self._lines = {origin: Line("status-list", origin, transport=transport) for one in self.issuers for origin in one.status_origins}
        self._lists: dict[str, StatusList] = {}

    async def aclose(self) -> None:
        for line in self._lines.values():
            await line.aclose()

    @property
    def client_id(self) -> str:
        return f"x509_hash:{hash_of(self._chain[0])}"

    def sign(self, request: Mapping[str, Any]) -> str:
        """A request object (RFC 9101) with the certificates in it."""
        header = {"alg": "ES256", "typ": REQUEST_TYPE, "x5c": as_header(self._chain)}
        return jws.serialize_compact(header, json.dumps(request), self._key, registry=_ROOM)

    async def check_status(self, credential: Credential, now: float) -> None:
        """Raises BadPresentation (status-…): taken back, suspended, or not to be known."""
        if credential.status is None:
            return
        uri, index = credential.status.uri, credential.status.index
        held = self._lists.get(uri)
        if held is None or held.ends <= now:
            held = await self._fetch(uri, credential.issuer, now)
            self._lists = {name: one for name, one in self._lists.items() if one.ends > now} | {uri: held}
        statuslist.check(held, index)

    async def _fetch(self, uri: str, issuer: Issuer, now: float) -> StatusList:
        """From the origins that the settings name for this issuer, and nowhere else."""
        line = next((self._lines[origin] for origin in issuer.status_origins if self._lines[origin].holds(uri)), None)
        if line is None:
            raise BadPresentation(fault="status-list")
        try:
            return statuslist.read((await line.get_text(uri, KIND, MOST_BYTES)).strip(), uri, issuer, now)
        except (Unreached, BadAnswer) as error:
            raise BadPresentation(fault="status-list") from error


class _Room(jws.JWSRegistry):
    max_header_length = 16 * 1024


_ROOM = _Room(algorithms=["ES256"])


def self_made(path: Path, name: str) -> Path:
    """A key and a certificate of its own making at `path`, made once: wallets of a trust framework will not take it."""
    if not path.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64] or "Luukku")])
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=SELF_MADE_DAYS))
        certificate = builder.sign(key, hashes.SHA256())
        pem = serialization.Encoding.PEM
        write_once(path, key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()) + certificate.public_bytes(pem))
    return path


def _read(path: Path) -> tuple[jwk.ECKey, list[x509.Certificate]]:
    try:
        held = path.read_bytes()
        key, chain = serialization.load_pem_private_key(held, None), x509.load_pem_x509_certificates(held)
    except (OSError, ValueError, TypeError) as error:
        raise BadSettings(key="wallet.certificate", where=path.name, expected="a PEM file with a key and certificates") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1) or key.public_key() != chain[0].public_key():
        raise BadSettings(key="wallet.certificate", where=path.name, expected="a key of P-256, and first the certificate that is its own")
    return jwk.ECKey.import_key(key), chain


