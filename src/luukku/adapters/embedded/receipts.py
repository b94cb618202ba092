"""The counter's signature under receipts: an Ed25519 key of its own, and every public half that ever signed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwk, jws
from joserfc.jwa import JWSAlgModel

from luukku.adapters.embedded.folder import SECRET_BYTES, Folder, replace, write_once
from luukku.errors import Broken
from luukku.ground.jcs import jcs

KIND = "consent-receipt+jws"
MOST_BYTES = 64 * 1024
"""Of one receipt: its text is a row of a card."""


class _Room(jws.JWSRegistry):
    """One algorithm, under the name that every reader knows (RFC 8037; RFC 9864 calls it "Ed25519")."""

    max_payload_length = MOST_BYTES

    def get_alg(self, name: str) -> JWSAlgModel:
        return self.algorithms["EdDSA"]


_ROOM = _Room(strict_check_header=False)


class ReceiptKey:
    """`ports.ReceiptSigner`. `secret/receipt.key` holds the private half, `receipts.jwks` the public ones.

    A key that is gone is made anew: what the old one signed goes on verifying, as its public half stays published.
    Raises Broken for a key of another length or a damaged list.
    """

    def __init__(self, folder: Folder) -> None:
        if not folder.receipt_key.exists():
            write_once(folder.receipt_key, secrets.token_bytes(SECRET_BYTES))
        private = Ed25519PrivateKey.from_private_bytes(folder.read_secret(folder.receipt_key))
        self._key = jwk.OKPKey.import_key(private)
        public = {name: str(value) for name, value in self._key.as_dict(private=False).items() if name in ("kty", "crv", "x")}
        self.kid = self._key.thumbprint()
        known = _read(folder)
        if not any(one.get("kid") == self.kid for one in known):
            known = [*known, {**public, "alg": "EdDSA", "use": "sig", "kid": self.kid}]
            replace(folder.receipt_keys, json.dumps({"keys": known}, indent=1).encode())
        self.keys: Sequence[Mapping[str, str]] = tuple(known)

    def sign(self, claims: Mapping[str, Any]) -> str:
        """JWS, compact, over the claims in canonical form (RFC 8785); `kid` is the key's thumbprint (RFC 7638)."""
        return jws.serialize_compact({"alg": "EdDSA", "typ": KIND, "kid": self.kid}, jcs(dict(claims)), self._key, registry=_ROOM)


def _read(folder: Folder) -> list[dict[str, str]]:
    try:
        held = json.loads(folder.receipt_keys.read_bytes())
        keys: list[dict[str, str]] = held["keys"]
        if not all(isinstance(one, dict) and one.get("kty") == "OKP" for one in keys):
            raise ValueError
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(what="keys", file=folder.receipt_keys.name) from error
    return keys
