"""What is shown from a wallet holds only as it was issued, whole, now, to us, by whom it was issued to (R-17)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from joserfc import jwk, jws

from luukku.errors import BadPresentation
from luukku.ground import statuslist
from luukku.ground.jose import read_json
from luukku.ground.sdjwt import Expected
from luukku.model.fact import reveal
from luukku.model.wallet import Fault, StatusList
from luukku.sandbox.credentials import PERSONS, TYPE, decode64, digest, encode64
from tests.stages.wallet import AUDIENCE, NONCE, NOW, STATUS, World, disclosure, with_header

pytestmark = pytest.mark.requirement("R-17")
WORLD = World()
OTHER_KEY = jwk.ECKey.generate_key("P-256", private=True)


def fault_of(act: Callable[[], object]) -> str:
    with pytest.raises(BadPresentation) as caught:
        act()
    assert set(caught.value.data) == {"fault"}  # nothing of what was shown
    assert caught.value.data["fault"] in get_args(Fault)
    return str(caught.value.data["fault"])


def refused(shown: str, now: float = NOW) -> str:
    return fault_of(lambda: WORLD.verify(shown, now))


def test_what_was_chosen_is_seen_and_nothing_else() -> None:
    credential = WORLD.verify(WORLD.show(paths=(("address", "locality"), ("nationalities", None))))
    claims = reveal(credential.claims)
    assert claims["address"] == {"locality": "Tampere"} and claims["nationalities"] == ["FI"]
    assert not {"given_name", "birthdate", "personal_administrative_number", "_sd", "_sd_alg"} & set(claims)
    assert set(credential.disclosed) == {("address",), ("address", "locality"), ("nationalities",), ("nationalities", 0)}
    assert credential.issuer == WORLD.trusted and credential.type == TYPE and "Tampere" not in repr(credential)


def test_an_issuer_may_sign_with_ed25519() -> None:
    world = World(jwk.OKPKey.generate_key("Ed25519", private=True))
    assert reveal(world.verify(world.show()).claims)["address"] == {"locality": "Tampere"}


def test_the_flattened_json_form_is_the_same_presentation() -> None:
    token, *disclosures, binding = WORLD.show().split("~")
    protected, payload, signature = token.split(".")
    form: dict[str, Any] = {"protected": protected, "payload": payload, "signature": signature, "header": {"disclosures": disclosures, "kb_jwt": binding}}
    assert reveal(WORLD.verify(form).claims)["address"] == {"locality": "Tampere"}
    assert fault_of(lambda: WORLD.verify({**form, "header": {"disclosures": "all"}})) == "format"
    assert fault_of(lambda: WORLD.verify({**form, "header": {"disclosures": disclosures}})) == "binding-missing"


# The seven of the high-assurance profile

def test_a_forged_issuer_signature() -> None:
    token, rest = WORLD.show().split("~", 1)
    header, payload, _ = token.split(".")
    forged = jws.serialize_compact(json.loads(decode64(header)), decode64(payload), OTHER_KEY)
    assert refused(WORLD.bind(f"{forged}~{rest}")) == "issuer-signature"


def test_a_proof_over_other_disclosures() -> None:
    shown = WORLD.show(paths=(("address", "locality"), ("given_name",)))
    parts = shown.split("~")
    for cut in range(1, len(parts) - 1):
        fault = refused("~".join(parts[:cut] + parts[cut + 1 :]))
        assert fault in ("disclosures-hash", "disclosure-unreferenced")  # the latter: what lay within the one that was cut
    assert refused(WORLD.bind(shown, sd_hash=digest("another"))) == "disclosures-hash"


def test_a_proof_by_another_key() -> None:
    assert refused(WORLD.bind(WORLD.show(), OTHER_KEY)) == "binding-signature"


def test_another_nonce_or_audience() -> None:
    assert refused(WORLD.show(nonce="n-another")) == "nonce"
    assert refused(WORLD.show(audience="x509_hash:another")) == "audience"
    assert refused(WORLD.bind(WORLD.show(), aud=[AUDIENCE])) == "binding-claims"
    assert fault_of(lambda: WORLD.verify(WORLD.show(), expected=Expected(nonce="", audience=AUDIENCE))) == "nonce"


@pytest.mark.parametrize(("seconds", "fault"), [(-331, "binding-old"), (31, "binding-ahead")])
def test_a_proof_made_long_ago_or_in_time_to_come(seconds: int, fault: str) -> None:
    assert refused(WORLD.show(now=NOW + seconds)) == fault
    near = NOW + seconds + (1 if seconds < 0 else -1)
    assert WORLD.verify(WORLD.show(now=near)).type == TYPE


# More that must not pass

def test_a_presentation_without_proof_of_the_key() -> None:
    assert refused(WORLD.show().rpartition("~")[0] + "~") == "binding-missing"
    assert refused(WORLD.credential) == "binding-missing"


def test_times_of_the_credential() -> None:
    begun = WORLD.issue(exp=NOW - 31)
    assert refused(WORLD.show(begun)) == "expired"
    assert WORLD.verify(WORLD.show(WORLD.issue(exp=NOW - 29))).type == TYPE  # clocks may differ a little
    assert refused(WORLD.show(WORLD.issue(nbf=NOW + 31))) == "not-yet"
    assert refused(WORLD.show(WORLD.issue(iat=NOW + 31))) == "issued-ahead"
    odd: Any
    for odd in ("soon", True, -1, None, 1e300, {}):
        assert refused(WORLD.show(WORLD.issue(exp=odd))) == "times"
    assert WORLD.verify(WORLD.sign({})).type == TYPE  # one that never ends


def test_digests_and_disclosures_fit_one_another() -> None:
    one = disclosure("given_name", "Aino")
    assert reveal(WORLD.verify(WORLD.sign({"_sd": [digest(one)]}, one)).claims)["given_name"] == "Aino"
    assert refused(WORLD.sign({"_sd": [digest(one)]}, one, one)) == "disclosure-repeated"
    assert refused(WORLD.sign({"_sd": [digest("another")]}, one)) == "disclosure-unreferenced"
    assert refused(WORLD.sign({"_sd": [digest(one)], "more": {"_sd": [digest(one)]}}, one)) == "digest-repeated"
    assert refused(WORLD.sign({"_sd": [digest("decoy"), digest("decoy")]})) == "digest-repeated"
    assert refused(WORLD.sign({"_sd": [digest(one)], "given_name": "Maija"}, one)) == "claim-repeated"
    other = disclosure("given_name", "Maija")
    assert refused(WORLD.sign({"_sd": [digest(one), digest(other)]}, one, other)) == "claim-repeated"


@pytest.mark.parametrize("name", ["_sd", "..."])
def test_a_disclosure_may_not_name_what_digests_stand_under(name: str) -> None:
    one = disclosure(name, [])
    assert refused(WORLD.sign({"_sd": [digest(one)]}, one)) == "claim-name"


@pytest.mark.parametrize("name", ["iss", "exp", "nbf", "cnf", "vct", "status"])
def test_what_a_holder_may_not_leave_out_is_not_disclosed(name: str) -> None:
    held = {"iss": "https://pid.practice.luukku.example", "vct": TYPE, "cnf": {"jwk": WORLD.holder.public()}}.get(name, NOW + 99)
    one = disclosure(name, held)
    fault = refused(WORLD.sign({name: None, "_sd": [digest(one)]}, one))
    assert fault == ("issuer" if name == "iss" else "claim-reserved")


@pytest.mark.parametrize(
    "content",
    [["salt"], ["salt", "name"], ["salt", "name", 1, 2], "text", {"a": 1}, [1, "name", "value"], ["salt", 5, "value"], None],
    ids=repr,
)  # fmt: skip
def test_a_disclosure_of_another_shape(content: Any) -> None:
    one = encode64(json.dumps(content).encode())
    assert refused(WORLD.sign({"_sd": [digest(one)]}, one)) == "disclosure"


def test_elements_of_arrays_are_disclosed_one_by_one() -> None:
    first, second = disclosure("FI"), disclosure("SE")
    named = {"nationalities": [{"...": digest(first)}, {"...": digest(second)}, {"...": digest("decoy")}, "NO"]}
    credential = WORLD.verify(WORLD.sign(named, second))
    assert reveal(credential.claims)["nationalities"] == ["SE", "NO"] and credential.disclosed == (("nationalities", 0),)
    assert refused(WORLD.sign({"nationalities": [{"...": digest(first), "more": 1}]}, first)) == "claim-name"
    assert refused(WORLD.sign({"nationalities": [{"...": 5}]})) == "disclosure"
    three = disclosure("name", "FI")
    assert refused(WORLD.sign({"nationalities": [{"...": digest(three)}]}, three)) == "disclosure"


def test_digests_of_other_hashes() -> None:
    one = disclosure("given_name", "Aino")
    assert refused(WORLD.sign({"_sd_alg": "md5", "_sd": [digest(one)]}, one)) == "hash-algorithm"
    assert refused(WORLD.sign({"_sd_alg": 256})) == "hash-algorithm"
    assert refused(WORLD.sign({"more": {"_sd_alg": "sha-256"}})) == "claim-name"


def test_nesting_without_bounds_is_refused() -> None:
    inner = disclosure("name", "value")
    chain = [inner]
    for _ in range(60):
        chain.append(disclosure("name", {"_sd": [digest(chain[-1])]}))
    assert refused(WORLD.sign({"_sd": [digest(chain[-1])]}, *chain)) == "too-large"
    deep: Any = "x"
    for _ in range(40):
        deep = [deep]
    assert refused(WORLD.sign({"deep": deep})) == "json"
    assert fault_of(lambda: read_json(b"[" * 100_000)) == "json"


# Keys and algorithms are never the token's choice

@pytest.mark.parametrize("alg", ["none", "None", "HS256", "RS256", "ES384", "EdDSA", "", None, ["ES256"]])
def test_no_other_algorithm_is_taken(alg: Any) -> None:
    token, rest = WORLD.show().split("~", 1)
    assert refused(f"{with_header(token, alg=alg)}~{rest}") == "algorithm"
    front, _, proof = WORLD.show().rpartition("~")
    assert refused(f"{front}~{with_header(proof, alg=alg)}") == "binding-algorithm"


def test_a_public_key_is_never_a_secret() -> None:
    """The oldest confusion: HS256 with the issuer's public key as its secret."""
    token, rest = WORLD.show().split("~", 1)
    secret = jwk.OctKey.import_key(json.dumps(WORLD.issuer.public()))
    payload = decode64(token.split(".")[1])
    made = jws.serialize_compact({"alg": "HS256", "typ": "dc+sd-jwt", "kid": WORLD.issuer.key.kid}, payload, secret)
    assert refused(WORLD.bind(f"{made}~{rest}")) == "algorithm"


def test_a_key_that_the_token_brings_counts_for_nothing() -> None:
    payload = {"iss": "https://pid.practice.luukku.example", "vct": TYPE, "cnf": {"jwk": WORLD.holder.public()}}
    for brought in ({"jwk": OTHER_KEY.as_dict(private=False)}, {"jku": "https://keys.example/1"}, {"kid": "another"}):
        header = {"alg": "ES256", "typ": "dc+sd-jwt", **brought}
        token = jws.serialize_compact(header, json.dumps(payload), OTHER_KEY)
        assert refused(WORLD.bind(token + "~")) == ("issuer-key" if "kid" in brought else "issuer-signature")


@pytest.mark.parametrize("header", [{"crit": ["exp"], "exp": 1}, {"b64": False}])
def test_what_would_have_to_be_understood_is_refused(header: dict[str, Any]) -> None:
    token, rest = WORLD.show().split("~", 1)
    assert refused(f"{with_header(token, **header)}~{rest}") == "header"


@pytest.mark.parametrize("typ", ["vc+sd-jwt", "JWT", "kb+jwt", None])
def test_tokens_of_other_kinds(typ: Any) -> None:
    token, rest = WORLD.show().split("~", 1)
    assert refused(f"{with_header(token, typ=typ)}~{rest}") == "type"
    assert refused(WORLD.bind(WORLD.show(), typ="dc+sd-jwt")) == "binding-type"


def test_an_issuer_or_a_type_that_does_not_count() -> None:
    assert refused(WORLD.sign({"iss": "https://pid.example"})) == "issuer"
    assert refused(WORLD.sign({"iss": None})) == "issuer"
    assert refused(WORLD.sign({"vct": "urn:eudi:pid:2"})) == "credential-type"
    assert refused(WORLD.sign({"vct": [TYPE]})) == "credential-type"


@pytest.mark.parametrize("cnf", [None, {}, "key", {"kid": "1"}, {"jwk": "key"}, {"jwk": {"kty": "EC"}}, {"jwk": {"kty": "oct", "k": "c2VjcmV0"}}])
def test_a_credential_that_names_no_key_of_its_holder(cnf: Any) -> None:
    assert refused(WORLD.sign({"cnf": cnf})) in ("holder-key", "binding-algorithm")


# What cannot be read at all

@pytest.mark.parametrize("text", ["", "~", "a.b.c", "a.b.c~", "..~", "~~~", "eyJ9.e30.AA~", "ä.ö.å~", "a.b.c.d~", "x" * 300_000, "e30.e30.AA~" + "~" * 9])
def test_what_is_no_presentation(text: str) -> None:
    assert refused(text) in ("format", "base64", "json", "too-large", "type")


@pytest.mark.parametrize("raw", [b'{"a":1,"a":2}', b'{"a":NaN}', b'{"a":Infinity}', b'"\\ud800"', b"\xff", b"{", b""])
def test_json_that_two_readers_could_read_differently(raw: bytes) -> None:
    assert fault_of(lambda: read_json(raw)) == "json"


def test_one_spelling_of_base64() -> None:
    shown = WORLD.show()
    for spoilt in (shown + "=", shown.replace("~", "=~", 1), shown[:-1] + ("B" if shown[-1] != "B" else "C")):
        assert refused(spoilt) in ("base64", "binding-signature")


# Statuses

def test_the_list_says_whether_it_was_taken_back() -> None:
    world = World()
    credential = world.verify(world.show())
    assert credential.status is not None and credential.status.uri == STATUS
    held = statuslist.read(world.issuer.status_list(NOW), STATUS, world.trusted, NOW)
    statuslist.check(held, credential.status.index)
    world.issuer.take_back(world.credential)
    later = statuslist.read(world.issuer.status_list(NOW), STATUS, world.trusted, NOW)
    assert fault_of(lambda: statuslist.check(later, credential.status.index if credential.status else 0)) == "status-revoked"
    assert fault_of(lambda: statuslist.check(later, 10**9)) == "status-unknown"
    assert held.ends == NOW + 300


@pytest.mark.parametrize(
    ("bits", "packed", "statuses"),
    [
        (1, "78dadbb918000217015d", [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]),
        (2, "78da3be9f2130003df0207", [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]),
    ],
)  # fmt: skip
def test_the_examples_of_the_draft(bits: Any, packed: str, statuses: list[int]) -> None:
    held = StatusList(uri="", bits=bits, statuses=zlib.decompress(bytes.fromhex(packed)), ends=0)
    assert [held.status(index) for index in range(len(statuses))] == statuses
    assert held.status(len(statuses)) is None and held.status(-1) is None


def signed_list(**changed: Any) -> str:
    packed = encode64(zlib.compress(bytes(16)))
    said = {"sub": STATUS, "iat": NOW, "ttl": 99, "status_list": {"bits": 1, "lst": packed}, **changed}
    return WORLD.issuer.sign({"typ": "statuslist+jwt"}, {name: value for name, value in said.items() if value is not None})


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"sub": "https://status.practice.example/2"}, "status-list"),
        ({"sub": None}, "status-list"),
        ({"iss": "https://other.example"}, "status-list"),
        ({"iat": None}, "status-list"),
        ({"ttl": 0}, "status-list"),
        ({"ttl": "long"}, "status-list"),
        ({"iat": NOW + 99}, "status-old"),
        ({"exp": NOW - 99}, "status-old"),
        ({"status_list": None}, "status-list"),
        ({"status_list": {"bits": 3, "lst": "eNoDAAAAAAE"}}, "status-list"),
        ({"status_list": {"bits": True, "lst": "eNoDAAAAAAE"}}, "status-list"),
        ({"status_list": {"bits": 1, "lst": "AAAA"}}, "status-list"),
        ({"status_list": {"bits": 1, "lst": encode64(zlib.compress(bytes(99))[:-4])}}, "status-list"),
        ({"status_list": {"bits": 1, "lst": encode64(zlib.compress(bytes(5_000_000)))}}, "status-list"),
    ],
)
def test_a_list_that_says_nothing(changed: dict[str, Any], fault: str) -> None:
    assert fault_of(lambda: statuslist.read(signed_list(**changed), STATUS, WORLD.trusted, NOW)) == fault


def test_a_list_is_signed_by_the_credentials_issuer_and_kept_within_bounds() -> None:
    assert statuslist.read(signed_list(), STATUS, WORLD.trusted, NOW).status(5) == 0
    assert statuslist.read(signed_list(ttl=1), STATUS, WORLD.trusted, NOW).ends == NOW + 60
    assert statuslist.read(signed_list(ttl=10**9), STATUS, WORLD.trusted, NOW).ends == NOW + 24 * 3600
    assert statuslist.read(signed_list(ttl=None, exp=NOW + 90), STATUS, WORLD.trusted, NOW).ends == NOW + 120
    other = World()
    assert fault_of(lambda: statuslist.read(signed_list(), STATUS, other.trusted, NOW)) in ("issuer-key", "issuer-signature")
    assert fault_of(lambda: statuslist.read(WORLD.issuer.sign({"typ": "JWT"}, {"sub": STATUS, "iat": NOW}), STATUS, WORLD.trusted, NOW)) == "status-list"


@pytest.mark.parametrize("status", [None, {}, {"status_list": {}}, {"status_list": {"uri": STATUS}}, {"status_list": {"uri": STATUS, "idx": -1}}, {"status_list": {"uri": STATUS, "idx": True}}, {"other": {}}])
def test_a_status_that_is_not_understood_is_not_passed_over(status: Any) -> None:
    assert refused(WORLD.show(WORLD.issue(status=status))) == "status"


def test_every_fault_stands_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs" / "wallet.md").read_text()
    rows = [line.split("`")[1] for line in page.partition("## Faults")[2].splitlines() if line.startswith("| `")]
    assert rows == list(get_args(Fault))


def test_the_persons_of_the_practice_belong_to_nobody() -> None:
    signs = "0123456789ABCDEFHJKLMNPRSTUVWXY"
    for person in PERSONS.values():
        day, number, sign = (code := person["personal_administrative_number"])[:6], code[7:10], code[10]
        assert 900 <= int(number) <= 999 and sign == signs[int(day + number) % 31] and day == person["birthdate"][8:10] + person["birthdate"][5:7] + person["birthdate"][2:4]
    assert NONCE and AUDIENCE
