"""Selective disclosure against examples that nobody here wrote: RFC 9901's, the European PID's and OpenID4VP 1.0's."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from luukku.errors import BadPresentation
from luukku.ground import sdjwt as sd
from luukku.ground.credential import verify
from luukku.ground.jose import check_signature
from luukku.model.fact import reveal
from luukku.model.wallet import Issuer

VECTORS = Path(os.environ.get("LUUKKU_VECTORS") or Path(__file__).resolve().parents[3] / "shared" / "vectors")
pytestmark = [pytest.mark.skipif(not VECTORS.is_dir(), reason=f"no outside vectors at {VECTORS}"), pytest.mark.requirement("R-17")]
EXAMPLES = sorted(path.parent for path in (VECTORS / "sd-jwt").glob("*/verified_contents.json"))
OPENID4VP = VECTORS / "openid4vp" / "1.0" / "examples"
ISSUER = {"kty": "EC", "crv": "P-256", "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ", "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8"}
"""The public half of the issuer's key in the examples' settings.yml."""
EXPECTED = sd.Expected(nonce="1234567890", audience="https://verifier.example.org")


def whole(path: Path) -> str:
    """The examples are broken into lines to be read."""
    return "".join(path.read_text().split())


def presentation(folder: Path) -> sd.SdJwt:
    plain = folder / "sd_jwt_presentation.txt"
    return sd.parse(whole(plain)) if plain.exists() else sd.from_json(_flattened(folder / "sd_jwt_presentation.json"))


def _flattened(path: Path) -> dict[str, Any]:
    """The tool that wrote the examples puts two members beside the header that RFC 9901, section 8.1, puts into it."""
    held: dict[str, Any] = json.loads(whole(path))
    return {name: held[name] for name in ("protected", "payload", "signature")} | {"header": {name: held[name] for name in ("disclosures", "kb_jwt")}}


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 15


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_every_example_gives_what_it_says(folder: Path) -> None:
    shown = presentation(folder)
    assert check_signature(shown.issued, ISSUER)
    claims, _ = sd.process(shown)
    assert claims == json.loads((folder / "verified_contents.json").read_text())
    assert (shown.binding is not None) == (folder / "kb_jwt_payload.json").exists()
    now = 1_790_000_000.0
    if shown.binding is not None:
        now = shown.binding.payload["iat"] + 1
        if folder.name.startswith("json_"):
            # the tool hashes the JSON text itself; RFC 9901, section 8.1, hashes the compact form. All before that holds
            with pytest.raises(BadPresentation, match="fault=disclosures-hash"):
                sd.check_binding(shown, claims, EXPECTED, now)
        else:
            sd.check_binding(shown, claims, EXPECTED, now)
    sd.check_times(claims, now)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_the_issued_form_gives_all_that_the_issuer_knows(folder: Path) -> None:
    issued = folder / "sd_jwt_issuance.txt"
    if not issued.exists():
        held = json.loads(whole(folder / "sd_jwt_issuance.json"))
        shown = sd.from_json({**{name: held[name] for name in ("protected", "payload", "signature")}, "header": {"disclosures": held["disclosures"]}})
    else:
        shown = sd.parse(whole(issued))
    claims, _ = sd.process(shown)
    known = json.loads((folder / "user_claims.json").read_text())
    assert {name: claims[name] for name in known} == known


@pytest.mark.parametrize(
    ("folder", "issuer", "type"),
    [
        (VECTORS / "sd-jwt" / "arf-pid", "https://pid-issuer.bund.de.example", "urn:eudi:pid:de:1"),
        (OPENID4VP / "sd_jwt_vcld" / "01", "https://issuer.example.com", "https://credentials.example.com/example_credential"),
    ],
)
def test_a_whole_credential_is_verified_from_end_to_end(folder: Path, issuer: str, type: str) -> None:
    text = whole(folder / "sd_jwt_presentation.txt")
    trusted = Issuer(id=issuer, names={}, types=frozenset({type}), keys=(ISSUER,))
    binding = sd.parse(text).binding
    assert binding is not None
    made = binding.payload["iat"]
    credential = verify(text, (trusted,), EXPECTED, made + 2)
    assert reveal(credential.claims) == json.loads((folder / "verified_contents.json").read_text())
    with pytest.raises(BadPresentation, match="fault=binding-old"):
        verify(text, (trusted,), EXPECTED, made + 19 * 30 * 24 * 3600)
    with pytest.raises(BadPresentation, match="fault=issuer"):
        verify(text, (), EXPECTED, made + 2)
