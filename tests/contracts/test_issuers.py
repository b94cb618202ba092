"""Whose credentials count stands in one file, read strictly; status lists come from its origins and from nowhere else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from cryptography import x509
from joserfc import jwk, jws

from luukku.adapters.issuers import read_issuers
from luukku.adapters.wallet import Wallets, self_made
from luukku.errors import BadPresentation, BadSettings
from luukku.ground.credential import verify
from luukku.ground.sdjwt import Expected
from luukku.model.wallet import Credential
from luukku.sandbox.credentials import PERSONS, REGISTRY, Issuer
from luukku.sandbox.holder import Holder
from tests.contracts.sandboxes import odd_server

pytestmark = pytest.mark.requirement("R-17")
GOOD = Issuer("http://127.0.0.1:9/status/1").settings()


def written(folder: Path, text: str) -> Path:
    path = folder / "issuers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_is_read(tmp_path: Path) -> None:
    (issuer,) = read_issuers(written(tmp_path, GOOD))
    assert issuer.names["sv"] == "Övningsregistret" and issuer.types == {"urn:eudi:pid:1"} and issuer.status_origins == {"http://127.0.0.1:9"}
    assert len(issuer.keys) == 1 and not issuer.anchors


def test_anchors_stand_in_a_file_beside_it(tmp_path: Path) -> None:
    self_made(tmp_path / "ca.pem", "Root")
    (issuer,) = read_issuers(written(tmp_path, GOOD.partition("[[issuer.keys]]")[0] + 'anchors = "ca.pem"\n'))
    assert x509.load_der_x509_certificate(issuer.anchors[0]).subject.rfc4514_string() == "CN=Root"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[issuer]]", "[issuer]"),
        ("[[issuer]]", "[[isuer]]"),
        ("https://pid.practice", "http://pid.practice"),
        ("id =", "ident ="),
        ("names.sv", "names.de"),
        ('types = ["urn:eudi:pid:1"]', "types = []"),
        ('types = ["urn:eudi:pid:1"]', "types = 5"),
        ('crv = "P-256"', 'crv = "P-521"'),
        ('kty = "EC"', 'kty = "EC"\nd = "secret"'),
        ("http://127.0.0.1:9", "ftp://127.0.0.1"),
        ("[[issuer.keys]]", 'anchors = "none.pem"\n[[issuer.keys]]'),
        ("[[issuer]]", "[[issuer"),
    ],
)
def test_what_is_wrong_in_it_is_said_and_nothing_starts(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(BadSettings) as caught:
        read_issuers(written(tmp_path, GOOD.replace(old, new, 1)))
    assert caught.value.data["key"] == "wallet.issuers" and caught.value.data["where"] == "issuers.toml" and caught.value.data["expected"]


def test_an_issuer_stands_there_once_and_the_file_must_be_there(tmp_path: Path) -> None:
    for path in (written(tmp_path, GOOD + GOOD), tmp_path / "none.toml"):
        with pytest.raises(BadSettings):
            read_issuers(path)


def test_the_self_made_certificate_stays_and_signs(tmp_path: Path) -> None:
    path = self_made(tmp_path / "wallet.pem", "Esimerkki")
    first, again = Wallets((), path), Wallets((), self_made(path, "Another"))
    assert first.client_id == again.client_id and path.stat().st_mode & 0o077 == 0
    header = jws.extract_compact(first.sign({"nonce": "n"}).encode(), registry=REGISTRY).headers()
    assert header["typ"] == "oauth-authz-req+jwt" and len(header["x5c"]) == 1


def test_a_certificate_of_another_key_or_curve_is_refused(tmp_path: Path) -> None:
    one, other = self_made(tmp_path / "one.pem", "One").read_bytes(), self_made(tmp_path / "other.pem", "Other").read_bytes()
    key, certificate = one.partition(b"-----BEGIN CERTIFICATE")[0], other[other.index(b"-----BEGIN CERTIFICATE") :]
    larger = jwk.ECKey.generate_key("P-384", private=True).as_pem(private=True)
    for text in (key + certificate, key, b"", certificate, larger + certificate):
        (tmp_path / "odd.pem").write_bytes(text)
        with pytest.raises(BadSettings, match=r"wallet\.certificate"):
            Wallets((), tmp_path / "odd.pem")


def credential_of(issuer: Issuer, path: Path) -> Credential:
    holder, now = Holder(), int(time.time())
    shown = holder.present(issuer.issue(PERSONS["aino"], holder.public(), now), [], nonce="n", audience="a", now=now)
    return verify(shown, read_issuers(path), Expected(nonce="n", audience="a"), now)


@pytest.mark.parametrize("odd", ["good", "redirect", "json", "html", "error", "huge", "other"])
def test_a_list_is_fetched_as_a_list_or_the_credential_does_not_count(tmp_path: Path, odd: str) -> None:
    asked: list[str] = []
    held: list[Issuer] = []
    kind = {"content-type": "application/statuslist+jwt"}

    def answer(_: str, path: str, __: bytes) -> tuple[int, Mapping[str, str], bytes]:
        asked.append(path)
        good = held[0].status_list(int(time.time())).encode()
        return {
            "good": (200, kind, good), "redirect": (302, {"location": "/status/2"}, b""), "json": (200, {"content-type": "application/json"}, good),
            "html": (200, kind, b"<p>"), "error": (500, kind, good), "huge": (200, kind, b"x" * 3_000_000),
            "other": (200, kind, Issuer(held[0].status_at).status_list(int(time.time())).encode()),
        }[odd]  # fmt: skip

    async def check(path: Path) -> None:
        wallets = Wallets(read_issuers(path), self_made(tmp_path / "wallet.pem", "x"))
        credential = credential_of(held[0], path)
        try:
            for _ in range(2):
                await wallets.check_status(credential, time.time())
        finally:
            await wallets.aclose()

    with odd_server(answer) as address:
        held.append(Issuer(f"{address}/status/1"))
        path = written(tmp_path, held[0].settings())
        if odd == "good":
            asyncio.run(check(path))
        else:
            with pytest.raises(BadPresentation, match=r"fault=(status-list|format|issuer-key)"):
                asyncio.run(check(path))
    assert asked == ["/status/1"], "once: it is kept; and nothing else is asked"


def test_an_origin_that_the_settings_do_not_name_is_not_contacted(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(_: str, path: str, __: bytes) -> tuple[int, Mapping[str, str], bytes]:
        asked.append(path)
        return 200, {}, b""

    async def check(issuer: Issuer, path: Path) -> None:
        wallets = Wallets(read_issuers(path), self_made(tmp_path / "wallet.pem", "x"))
        with pytest.raises(BadPresentation, match="fault=status-list"):
            await wallets.check_status(credential_of(issuer, path), time.time())
        await wallets.aclose()

    with odd_server(answer) as address:
        issuer = Issuer(f"{address}/status/1")
        asyncio.run(check(issuer, written(tmp_path, issuer.settings().replace(address, "https://status.example"))))
    assert asked == []
