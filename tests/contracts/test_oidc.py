"""Sign-in against the practice provider in its own process, and against providers that forge, mix up or repeat."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
from joserfc import jwk, jwt

from luukku.adapters.oidc import MOST_AGE, Oidc
from luukku.errors import BadSettings, Refused, Unreached
from luukku.ports import SignIn
from tests.contracts.sandboxes import running

ACR = "urn:luukku:strong"
BACK = "http://127.0.0.1:8100/sign-in/back"
ISSUER = "https://id.example"
Kept = Mapping[str, str]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with running("identity") as identity:
        yield identity.address


def go(work: Callable[[Oidc], Any], issuer: str, client_id: str = "luukku", **words: Any) -> Any:
    async def run() -> Any:
        oidc = Oidc(issuer, client_id, ACR, **words)
        try:
            return await work(oidc)
        finally:
            await oidc.aclose()

    return asyncio.run(run())


async def choose(address: str, person: str = "aino") -> httpx.Response:
    """Opens the provider's page and follows the person's link, as somebody would."""
    async with httpx.AsyncClient(trust_env=False) as browser:
        page = await browser.get(address)
        links = [link.partition('"')[0].replace("&amp;", "&") for link in page.text.split('href="')[1:]]
        link = next(link for link in links if link.endswith(f"person={person}"))
        return await browser.get(httpx.URL(address).join(link))


def came_back(response: httpx.Response) -> dict[str, str]:
    assert response.status_code == 303
    assert response.headers["location"].startswith(BACK + "?")
    return dict(parse_qsl(urlsplit(response.headers["location"]).query))


async def code_for(oidc: SignIn, person: str = "aino") -> tuple[str, Kept]:
    address, kept = await oidc.start("the-state", "fi", BACK)
    back = came_back(await choose(address, person))
    assert back["state"] == "the-state"
    return back["code"], kept


@pytest.mark.parametrize("person", ["aino", "matti", "maija"])
def test_a_person_signs_in_strongly(provider: str, person: str) -> None:
    async def story(oidc: Oidc) -> tuple[str, str]:
        code, kept = await code_for(oidc, person)
        return await oidc.finish(code, kept, BACK)

    assert go(story, provider) == (f"{provider} practice-{person}", ACR)


def test_nonce_verifier_and_challenge_are_new_each_time_and_the_verifier_stays_here(provider: str) -> None:
    async def story(oidc: Oidc) -> list[tuple[str, Kept]]:
        return [await oidc.start("s", "sv", BACK) for _ in range(2)]

    (one, kept), (two, other) = go(story, provider)
    assert kept["nonce"] != other["nonce"] and kept["verifier"] != other["verifier"]
    assert kept["verifier"] not in one
    asked = parse_qs(urlsplit(one).query)
    assert asked["ui_locales"] == ["sv"] and asked["code_challenge_method"] == ["S256"] and asked["acr_values"] == [ACR]
    assert asked["code_challenge"] != parse_qs(urlsplit(two).query)["code_challenge"]


def test_a_code_works_once(provider: str) -> None:
    async def story(oidc: Oidc) -> None:
        code, kept = await code_for(oidc)
        await oidc.finish(code, kept, BACK)
        with pytest.raises(Refused):
            await oidc.finish(code, kept, BACK)

    go(story, provider)


@pytest.mark.parametrize("change", [{"verifier": "x" * 64}, {"nonce": "another"}, {"nonce": ""}])
def test_what_was_kept_must_fit(provider: str, change: Kept) -> None:
    async def story(oidc: Oidc) -> None:
        code, kept = await code_for(oidc)
        with pytest.raises(Refused):
            await oidc.finish(code, {**kept, **change}, BACK)

    go(story, provider)


def test_a_code_is_bound_to_the_place_it_was_given_for(provider: str) -> None:
    async def story(oidc: Oidc) -> None:
        code, kept = await code_for(oidc)
        with pytest.raises(Refused):
            await oidc.finish(code, kept, BACK.replace("8100", "8101"))

    go(story, provider)


def test_a_provider_that_is_away_is_unreached() -> None:
    with running("identity") as identity:
        address = identity.address
    with pytest.raises(Unreached):
        go(lambda oidc: oidc.start("s", "fi", BACK), address)


@pytest.mark.parametrize("issuer", ["", "id.example", "ftp://id.example", "https://a@id.example"])
def test_what_is_no_issuer_is_refused_when_it_is_named(issuer: str) -> None:
    with pytest.raises(BadSettings):
        Oidc(issuer, "luukku", ACR)


# A provider of our own, made by the book but for one thing


class Provider:
    """Answers from memory; tests change what it says. `claims` and `header` are laid over the right ones."""

    def __init__(self) -> None:
        self.key = jwk.ECKey.generate_key("P-256", {"kid": "k1"}, private=True)
        self.discovery: dict[str, Any] = {
            "issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/a", "token_endpoint": f"{ISSUER}/t", "jwks_uri": f"{ISSUER}/j",
        }
        self.keys: Any = {"keys": [self.key.as_dict(private=False)]}
        self.claims: dict[str, Any] = {}
        self.nonce = ""
        self.sign: Callable[[dict[str, Any]], str] = lambda claims: jwt.encode({"alg": "ES256", "kid": "k1"}, claims, self.key)
        self.answer: Any = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        match request.url.path:
            case "/.well-known/openid-configuration":
                content: Any = self.discovery
            case "/j":
                content = self.keys
            case "/t":
                content = self.answer if self.answer is not None else {"id_token": self.sign(self.right() | self.claims), "token_type": "Bearer"}
        return httpx.Response(200, headers={"content-type": "application/json"}, stream=httpx.ByteStream(json.dumps(content).encode()))

    def right(self) -> dict[str, Any]:
        now = int(time.time())
        return {"iss": ISSUER, "sub": "s-1", "aud": "luukku", "iat": now, "exp": now + 60, "nonce": self.nonce, "acr": ACR}

    def sign_in(self) -> tuple[str, str]:
        async def story(oidc: Oidc) -> tuple[str, str]:
            _, kept = await oidc.start("s", "fi", BACK)
            self.nonce = kept["nonce"]
            return await oidc.finish("code", kept, BACK)

        answer: tuple[str, str] = go(story, ISSUER, transport=httpx.MockTransport(self))
        return answer


def test_the_provider_by_the_book_is_believed() -> None:
    assert Provider().sign_in() == (f"{ISSUER} s-1", ACR)


def test_a_sign_in_without_acr_is_a_weak_one() -> None:
    provider = Provider()
    provider.claims = {"acr": None}
    assert provider.sign_in() == (f"{ISSUER} s-1", "")


NOW = time.time()
"""When the tests were read: minutes before they run, on a slow machine."""


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "wrong"}, {"nonce": None}, {"nonce": ["x"]},
        {"aud": "another"}, {"aud": ["luukku", "another"]}, {"aud": None}, {"azp": "another"},
        {"iss": "https://evil.example"}, {"iss": None}, {"iss": ISSUER + "/"},
        {"exp": NOW - 120}, {"exp": None}, {"exp": "soon"}, {"exp": True},
        {"iat": NOW + 86_400}, {"iat": None}, {"iat": NOW - MOST_AGE - 60}, {"nbf": NOW + 86_400},
        {"sub": None}, {"sub": ""}, {"sub": 7}, {"sub": "a\nb"}, {"sub": "a" * 256},
    ],
)  # fmt: skip
def test_a_token_with_a_wrong_claim_is_refused(claims: dict[str, Any]) -> None:
    provider = Provider()
    provider.claims = claims
    with pytest.raises(Refused):
        provider.sign_in()


def encode(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def test_an_unsigned_token_is_refused() -> None:
    provider = Provider()
    for alg in ("none", "None", "NONE"):
        provider.sign = lambda claims, alg=alg: f"{encode({'alg': alg, 'kid': 'k1'})}.{encode(claims)}."  # type: ignore[misc]  # bound now
        with pytest.raises(Refused):
            provider.sign_in()


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused() -> None:
    provider = Provider()

    def by_hand(claims: dict[str, Any]) -> str:
        signed = f"{encode({'alg': 'HS256', 'kid': 'k1'})}.{encode(claims)}"
        mac = hmac.digest(provider.key.as_pem(private=False), signed.encode(), "sha256")
        return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"

    provider.sign = by_hand
    with pytest.raises(Refused):
        provider.sign_in()


def test_a_shared_secret_among_the_providers_keys_is_no_key() -> None:
    provider = Provider()
    secret = jwk.OctKey.import_key("secret-secret-secret-secret-secret", {"kid": "k2"})
    provider.keys = {"keys": [*provider.keys["keys"], secret.as_dict(private=True)]}
    provider.sign = lambda claims: jwt.encode({"alg": "HS256", "kid": "k2"}, claims, secret)
    with pytest.raises(Refused):
        provider.sign_in()


def test_a_token_by_another_key_is_refused_also_when_it_carries_that_key() -> None:
    provider = Provider()
    other = jwk.ECKey.generate_key("P-256", private=True)
    for extra in ({}, {"jwk": other.as_dict(private=False)}, {"kid": "k9"}):
        provider.sign = lambda claims, extra=extra: jwt.encode({"alg": "ES256", "kid": "k1", **extra}, claims, other)  # type: ignore[misc]  # bound now
        with pytest.raises(Refused):
            provider.sign_in()


def test_a_tampered_token_is_refused() -> None:
    provider = Provider()
    good = provider.sign

    def tampered(claims: dict[str, Any]) -> str:
        head, _, tail = good(claims).split(".")
        return ".".join((head, encode({**claims, "sub": "somebody-else"}), tail))

    provider.sign = tampered
    with pytest.raises(Refused):
        provider.sign_in()


@pytest.mark.parametrize("answer", [[], {}, {"id_token": 3}, {"id_token": ""}, {"id_token": "a.b.c"}, {"id_token": "ä.ö.å"}, {"id_token": "." * 40}, {"error": "no"}])
def test_an_answer_that_is_no_token_is_refused(answer: Any) -> None:
    provider = Provider()
    provider.answer = answer
    with pytest.raises(Refused):
        provider.sign_in()


@pytest.mark.parametrize(
    "keys", [[], {}, {"keys": {}}, {"keys": []}, {"keys": [3]}, {"keys": [{"kty": "EC", "kid": "k1"}]}, {"keys": [{"kty": "EC", "kid": "k1", "crv": "P-256", "x": "AA", "y": "AA"}]}]
)
def test_without_usable_keys_nothing_is_believed(keys: Any) -> None:
    provider = Provider()
    provider.keys = keys
    with pytest.raises(Refused):
        provider.sign_in()


@pytest.mark.parametrize("changes", [{"issuer": "https://evil.example"}, {"token_endpoint": "https://evil.example/t"}, {"jwks_uri": "http://id.example/j"}, {"authorization_endpoint": None}])
def test_a_provider_that_sends_us_elsewhere_is_not_used(changes: dict[str, Any]) -> None:
    provider = Provider()
    provider.discovery |= changes
    with pytest.raises(Unreached):
        provider.sign_in()


def test_a_provider_that_changed_its_key_is_asked_for_it_once_more() -> None:
    provider = Provider()

    async def story(oidc: Oidc) -> None:
        for kid in ("k1", "k2", "k2"):
            if kid != provider.key.kid:
                provider.key = jwk.ECKey.generate_key("P-256", {"kid": kid}, private=True)
                provider.keys = {"keys": [provider.key.as_dict(private=False)]}
            provider.sign = lambda claims, kid=kid: jwt.encode({"alg": "ES256", "kid": kid}, claims, provider.key)  # type: ignore[misc]  # bound now
            _, kept = await oidc.start("s", "fi", BACK)
            provider.nonce = kept["nonce"]
            assert await oidc.finish("code", kept, BACK) == (f"{ISSUER} s-1", ACR)

    go(story, ISSUER, transport=httpx.MockTransport(provider))
