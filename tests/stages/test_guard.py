"""The guard: who may send a form, what every answer carries, how much may be sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from luukku.errors import Busy, ForeignForm, TooLong
from luukku.web import guard

TOKEN = "a" * 43
OURS = "http://luukku.example"


def make_request(headers: dict[str, str] | None = None, *, token: str | None = TOKEN, scheme: str = "http") -> Request:
    held = {"host": "luukku.example", **(headers or {})}
    if token is not None:
        held["cookie"] = f"{guard.COOKIE}={token}"
    raw = [(name.lower().encode(), value.encode()) for name, value in held.items()]
    scope = {"type": "http", "method": "POST", "scheme": scheme, "path": "/messages", "query_string": b"", "headers": raw, "client": ("192.0.2.1", 4)}
    return Request(scope)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://luukku.example.evil.example"},
        {"origin": "http://luukku.example:81"},
        {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    ],
)
def test_a_form_from_elsewhere_is_refused_even_with_its_token(headers: dict[str, str]) -> None:
    with pytest.raises(ForeignForm):
        guard.check_form(make_request(headers), guard.form_token(TOKEN))


@pytest.mark.parametrize("headers", [{}, {"origin": OURS}, {"sec-fetch-site": "same-origin"}, {"origin": OURS, "sec-fetch-site": "same-origin"}])
def test_our_own_form_with_its_token_passes(headers: dict[str, str]) -> None:
    guard.check_form(make_request(headers), guard.form_token(TOKEN))


def test_a_browser_that_says_nothing_must_carry_the_token() -> None:
    with pytest.raises(ForeignForm):
        guard.check_form(make_request(), "")


@pytest.mark.parametrize("sent", [guard.form_token("b" * 43), "x", "ä", guard.form_token(TOKEN)[:-1]])
def test_a_wrong_token_is_refused_even_from_our_own_page(sent: str) -> None:
    with pytest.raises(ForeignForm):
        guard.check_form(make_request({"origin": OURS}), sent)


def test_the_first_message_needs_no_token_because_there_is_no_cookie_yet() -> None:
    guard.check_form(make_request(token=None), "")


def test_a_first_form_left_open_in_another_tab_still_sends() -> None:
    guard.check_form(make_request({"origin": OURS, "sec-fetch-site": "same-origin"}), "")


def test_a_code_needs_a_browser_that_says_where_the_form_comes_from() -> None:
    with pytest.raises(ForeignForm):
        guard.check_form(make_request(token=None), "", proof=True)
    guard.check_form(make_request({"origin": OURS}, token=None), "", proof=True)


def test_the_forms_token_does_not_show_the_cookie() -> None:
    assert TOKEN not in guard.form_token(TOKEN)
    assert guard.form_token(TOKEN) != guard.form_token("b" * 43)
    assert guard.form_token(None) == ""


def test_the_cookie_is_closed_to_scripts_and_to_other_sites() -> None:
    response = Response()
    guard.give_cookie(make_request(), response, TOKEN)
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie and "secure" not in cookie
    response = Response()
    guard.give_cookie(make_request(scheme="https"), response, TOKEN)
    assert "secure" in response.headers["set-cookie"].lower()


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "/plan/..//x", ""])
def test_going_back_never_leads_elsewhere(path: str) -> None:
    assert guard.csrf_safe_back(path) == "/"


async def _read(request: Request) -> Response:
    try:
        body = await request.body()
    except TooLong:
        return PlainTextResponse("too long", 413)
    return PlainTextResponse(str(len(body)))


def ask(method: str, path: str, content: bytes | AsyncIterator[bytes] = b"") -> httpx.Response:
    app = Starlette(routes=[Route("/in", _read, methods=["POST"]), Route("/messages", _read, methods=["POST"])])
    app.add_middleware(guard.Guard)

    async def asking() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=OURS) as client:
            return await client.request(method, path, content=content)

    return asyncio.run(asking())


def test_every_answer_carries_the_strict_policy_even_a_missing_page() -> None:
    for path in ("/in", "/nothing"):
        headers = ask("GET", path).headers
        assert headers["content-security-policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "same-origin"


def test_a_body_over_the_limit_is_not_read() -> None:
    assert ask("POST", "/in", b"x" * guard.BODY_LIMIT).text == str(guard.BODY_LIMIT)
    assert ask("POST", "/in", b"x" * (guard.BODY_LIMIT + 1)).status_code == 413


def test_a_body_that_hides_its_length_is_stopped_at_the_limit() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(guard.BODY_LIMIT // 1024 + 1):
            yield b"x" * 1024

    assert ask("POST", "/in", pieces()).status_code == 413


def test_a_message_too_long_to_send_may_still_come_in_to_be_given_back() -> None:
    assert ask("POST", "/messages", b"x" * (guard.BODY_LIMIT + 1)).status_code == 200
    assert ask("POST", "/messages", b"x" * (guard.FORM_LIMIT + 1)).status_code == 413


class Hands:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_one_too_many_waits_until_the_first_is_old() -> None:
    hands = Hands()
    limit = guard.Limit(2, 10.0, hands)
    limit.check("one")
    hands.at = 4.0
    limit.check("one")
    with pytest.raises(Busy) as caught:
        limit.check("one")
    assert caught.value.data == {"seconds": 6}
    limit.check("other")
    hands.at = 10.5
    limit.check("one")


def test_refused_tries_do_not_lengthen_the_wait() -> None:
    hands = Hands()
    limit = guard.Limit(1, 10.0, hands)
    limit.check("one")
    for at in (3.0, 6.0, 9.0):
        hands.at = at
        with pytest.raises(Busy):
            limit.check("one")
    hands.at = 10.0
    limit.check("one")


def test_a_limit_forgets_the_oldest_key_rather_than_grow() -> None:
    limit = guard.Limit(1, 10.0, Hands(), keys=2)
    for key in ("a", "b", "c"):
        limit.check(key)
    limit.check("a")
    with pytest.raises(Busy):
        limit.check("c")
