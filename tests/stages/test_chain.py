"""A chain of certificates counts as far as an anchor of the settings reaches, and no further (R-17)."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from joserfc import jwk

from luukku.errors import BadPresentation
from luukku.ground.chain import as_header, hash_of
from luukku.ground.credential import verify
from luukku.model.wallet import Issuer
from luukku.sandbox import credentials
from tests.stages.wallet import EXPECTED, NOW, World, with_header

pytestmark = pytest.mark.requirement("R-17")
DAY = datetime.timedelta(days=1)
WHEN = datetime.datetime.fromtimestamp(NOW, datetime.UTC)


class Authority:
    """Somebody who makes certificates, by itself or under another."""

    def __init__(self, name: str, above: Authority | None = None, *, ca: bool = True, begins: datetime.timedelta = -DAY, ends: datetime.timedelta = 30 * DAY, key: Any = None, signs: bool = True) -> None:
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        signer = above or self
        usage = x509.KeyUsage(
            digital_signature=signs and not ca, key_cert_sign=ca, crl_sign=ca, content_commitment=False, key_encipherment=not signs,
            data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        made = (
            x509.CertificateBuilder().subject_name(self.name).issuer_name(signer.name).public_key(self.key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(WHEN + begins).not_valid_after(WHEN + ends)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key()), critical=False)
        )  # fmt: skip
        self.certificate = made.sign(signer.key, hashes.SHA256())


ROOT, OTHER = Authority("Root"), Authority("Other root")
MIDDLE = Authority("Middle", ROOT)
SIGNER = Authority("Practice register", MIDDLE, ca=False)


def fault_of(signer: Authority, chain: list[Authority], anchor: Authority = ROOT, x5c: Any = None) -> str | None:
    world = World(jwk.ECKey.import_key(signer.key) if isinstance(signer.key, ec.EllipticCurvePrivateKey) else None)
    shown = world.sign({}, header={"x5c": as_header([one.certificate for one in chain])})
    if x5c is not None:
        token, _, rest = shown.partition("~")
        shown = f"{with_header(token, x5c=x5c)}~{rest}"
    trusted = Issuer(id=credentials.ISSUER, names={}, types=frozenset({credentials.TYPE}), anchors=(anchor.certificate.public_bytes(Encoding.DER),))
    try:
        verify(shown, (trusted,), EXPECTED, NOW)
    except BadPresentation as refused:
        return str(refused.data["fault"])
    return None


def test_a_chain_to_the_anchor_counts() -> None:
    assert fault_of(SIGNER, [SIGNER, MIDDLE]) is None
    direct = Authority("Direct", ROOT, ca=False)
    assert fault_of(direct, [direct]) is None


def test_a_chain_that_does_not_reach_it_does_not() -> None:
    assert fault_of(SIGNER, [SIGNER, MIDDLE], OTHER) == "issuer-chain"
    assert fault_of(SIGNER, [SIGNER]) == "issuer-chain"
    assert fault_of(SIGNER, [MIDDLE, SIGNER]) == "issuer-chain"
    itself = Authority("Practice register", ca=False)
    assert fault_of(itself, [itself]) == "issuer-chain"


def test_a_signer_whose_time_is_over_or_not_yet_come() -> None:
    for begins, ends in ((-2 * DAY, -DAY), (DAY, 2 * DAY)):
        signer = Authority("Practice register", MIDDLE, ca=False, begins=begins, ends=ends)
        assert fault_of(signer, [signer, MIDDLE]) == "issuer-chain"


def test_only_a_signer_signs() -> None:
    assert fault_of(MIDDLE, [MIDDLE]) == "issuer-chain"  # an authority's own key
    lent = Authority("Lent", SIGNER, ca=False)
    assert fault_of(lent, [lent, SIGNER, MIDDLE]) == "issuer-chain"  # signed by one that is no authority
    other_use = Authority("Encrypts", MIDDLE, ca=False, signs=False)
    assert fault_of(other_use, [other_use, MIDDLE]) == "issuer-chain"


def test_the_certificate_of_another_key() -> None:
    assert fault_of(OTHER, [SIGNER, MIDDLE]) == "issuer-signature"


@pytest.mark.parametrize("x5c", [[], "text", [5], ["AA=="], ["no base64"], [""], {"a": 1}, ["AA=="] * 9], ids=repr)
def test_what_is_no_chain(x5c: Any) -> None:
    assert fault_of(SIGNER, [], x5c=x5c) == "issuer-chain"


def test_a_key_of_another_curve() -> None:
    for key in (ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()):
        signer = Authority("Practice register", MIDDLE, ca=False, key=key)
        world = World()
        shown = world.sign({}, header={"x5c": as_header([signer.certificate, MIDDLE.certificate])})
        trusted = Issuer(id=credentials.ISSUER, names={}, types=frozenset({credentials.TYPE}), anchors=(ROOT.certificate.public_bytes(Encoding.DER),))
        with pytest.raises(BadPresentation, match=r"fault=issuer-(key|chain)"):
            verify(shown, (trusted,), EXPECTED, NOW)


def test_without_a_chain_an_issuer_that_has_only_anchors_is_not_known() -> None:
    world = World()
    trusted = Issuer(id=credentials.ISSUER, names={}, types=frozenset({credentials.TYPE}), anchors=(ROOT.certificate.public_bytes(Encoding.DER),))
    with pytest.raises(BadPresentation, match="fault=issuer-key"):
        verify(world.show(), (trusted,), EXPECTED, NOW)
    assert len(hash_of(ROOT.certificate)) == 43
