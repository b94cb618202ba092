"""The file of those whose credentials count: the steward's list, and the only source of trust in what a wallet shows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from luukku.adapters.line import origin_of
from luukku.errors import BadSettings
from luukku.ground.jose import ALGORITHMS
from luukku.model.ids import LANGUAGES
from luukku.model.wallet import Issuer

KEYS = frozenset({"id", "names", "types", "keys", "anchors", "status_origins"})


def read_issuers(path: Path) -> tuple[Issuer, ...]:
    """[[issuer]] tables with id, names, types, and `keys` (JWKs) or `anchors` (a PEM file beside it). Raises BadSettings."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        _bad(path, f"a readable TOML file: {error}")
    found = tables.get("issuer")
    if not isinstance(found, list) or not found or set(tables) != {"issuer"}:
        _bad(path, "[[issuer]] tables and nothing else")
    issuers = tuple(_issuer(one, number, path) for number, one in enumerate(found, start=1))
    if len({one.id for one in issuers}) != len(issuers):
        _bad(path, "each issuer once")
    return issuers


def _issuer(table: Mapping[str, Any], number: int, path: Path) -> Issuer:
    where = f"[[issuer]] {number}: "
    if unknown := set(table) - KEYS:
        _bad(path, f"{where}no key {min(unknown)}")
    id, names, origins = table.get("id"), table.get("names"), _texts(table.get("status_origins", []), path, f"{where}status_origins")
    if not isinstance(id, str) or origin_of(id) is None or not id.startswith("https://"):
        _bad(path, f"{where}id, an https address")
    if not isinstance(names, dict) or set(names) != set(LANGUAGES) or not all(isinstance(name, str) and name.strip() for name in names.values()):
        _bad(path, f"{where}names.fi, names.sv and names.en")
    if not all(origin_of(one) is not None for one in origins):
        _bad(path, f"{where}status_origins, exact origins")
    types = _texts(table.get("types"), path, f"{where}types")
    keys, anchors = table.get("keys", []), table.get("anchors")
    if not isinstance(keys, list) or not all(_is_public(key) for key in keys):
        _bad(path, f"{where}keys, public JWKs of P-256 or Ed25519")
    if not types or not (keys or anchors):
        _bad(path, f"{where}types, and keys or anchors")
    return Issuer(
        id=id, names=names, types=frozenset(types), keys=tuple(keys), status_origins=frozenset(origins),
        anchors=_anchors(path.parent / anchors, path) if isinstance(anchors, str) else (),
    )  # fmt: skip


def _is_public(key: object) -> bool:
    return isinstance(key, dict) and (str(key.get("kty")), str(key.get("crv"))) in ALGORITHMS and "d" not in key


def _anchors(file: Path, path: Path) -> tuple[bytes, ...]:
    try:
        return tuple(one.public_bytes(Encoding.DER) for one in x509.load_pem_x509_certificates(file.read_bytes()))
    except (OSError, ValueError) as error:
        _bad(path, f"anchors, a PEM file of certificates: {error}")


def _texts(value: object, path: Path, what: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        _bad(path, f"{what}, a list of texts")
    return value


def _bad(path: Path, expected: str) -> NoReturn:
    raise BadSettings(key="wallet.issuers", where=path.name, expected=expected)
