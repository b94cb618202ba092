"""One careful request to one origin that settings or the register name: no redirects, no proxies, bounded in time and size."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NoReturn

import httpx

from luukku.errors import BadAnswer, BadSettings, Unreached

CONNECT_SECONDS = 2.0
READ_SECONDS = 10.0
WHOLE_SECONDS = 20.0
"""For a whole exchange: who drips a byte a second is not reached either."""
MOST_BYTES = 64 * 1024
"""Of one answer."""
JSON_KINDS = ("application/json", "application/a2a+json", "application/jwk-set+json")
NOTHING_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Ways to fail before the first byte of a request."""
_PORTS = {"http": 80, "https": 443}


def origin_of(address: str) -> tuple[str, str, int] | None:
    """(scheme, host, port) as the client will connect, or None for what is no plain http(s) address."""
    if not address.isascii() or not address.isprintable():
        return None
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return None
    if url.scheme not in _PORTS or not url.host or url.userinfo:
        return None
    return url.scheme, url.host, url.port or _PORTS[url.scheme]


def bad(who: str, what: str) -> NoReturn:
    """`what` is a word of ours, never one of the answer's."""
    raise BadAnswer(organisation=who, what=what)


def read_json(who: str, raw: bytes) -> Any:
    """Strict JSON: UTF-8, no NaN, no numbers or nesting beyond reason. Raises BadAnswer."""

    def no_constant(_: str) -> NoReturn:
        raise ValueError

    try:
        return json.loads(raw.decode("utf-8"), parse_constant=no_constant)
    except (ValueError, RecursionError):
        bad(who, "json")


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed, read once for all lines."""
    return httpx.create_ssl_context(trust_env=False)


class Line:
    """The way to one origin, for `who`: an organisation's id, or "sign-in". Closed by `aclose`.

    Refused connections, time-outs, 5xx and 429 raise Unreached (try later); redirects, other states, other content
    than JSON, more than MOST_BYTES and addresses on another origin raise BadAnswer.
    """

    def __init__(self, who: str, origin: str, *, transport: httpx.AsyncBaseTransport | None = None, read_seconds: float = READ_SECONDS, whole_seconds: float = WHOLE_SECONDS) -> None:
        """`transport` and seconds are for tests. Raises BadSettings when `origin` is none."""
        place = origin_of(origin)
        if place is None:
            raise BadSettings(organisation=who, what="origin")
        self.who = who
        self._place = place
        self._whole = whole_seconds
        self._client = httpx.AsyncClient(
            transport=transport,
            verify=_trusted(),
            timeout=httpx.Timeout(read_seconds, connect=CONNECT_SECONDS),
            follow_redirects=False,
            trust_env=False,
            headers={"accept": "application/json", "accept-encoding": "identity", "user-agent": "luukku"},
        )

    async def aclose(self) -> None:
        await self._client.aclose()

    def holds(self, address: str) -> bool:
        """Whether an address lies on this origin, exactly."""
        return origin_of(address) == self._place

    async def get(self, address: str) -> Any:
        return await self._exchange(self._client.build_request("GET", self._here(address)))

    async def get_text(self, address: str, kind: str, most: int) -> str:
        """Text of one content type, at most so many bytes. Raises BadAnswer for anything else."""
        request = self._client.build_request("GET", self._here(address), headers={"accept": kind})
        try:
            return (await self._raw(request, (kind,), most)).decode("utf-8")
        except UnicodeDecodeError:
            bad(self.who, "text")

    async def post_json(self, address: str, content: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        return await self._exchange(self._client.build_request("POST", self._here(address), json=dict(content), headers=dict(headers)))

    async def post_form(self, address: str, form: Mapping[str, str]) -> Any:
        return await self._exchange(self._client.build_request("POST", self._here(address), data=dict(form)))

    def _here(self, address: str) -> str:
        if not self.holds(address):
            bad(self.who, "origin")
        return address

    async def _exchange(self, request: httpx.Request) -> Any:
        return read_json(self.who, await self._raw(request, JSON_KINDS, MOST_BYTES))

    async def _raw(self, request: httpx.Request, kinds: Sequence[str], most: int) -> bytes:
        try:
            async with asyncio.timeout(self._whole):
                response = await self._client.send(request, stream=True)
                try:
                    self._check(response, kinds)
                    return await self._read(response, most)
                finally:
                    await response.aclose()
        except (httpx.TransportError, TimeoutError) as error:
            unreached = Unreached(organisation=self.who, what=type(error).__name__)
            unreached.sent = not isinstance(error, NOTHING_LEFT)
            raise unreached from error

    def _check(self, response: httpx.Response, kinds: Sequence[str]) -> None:
        status = response.status_code
        if status >= 500 or status == 429:
            unreached = Unreached(organisation=self.who, what="status", status=status)
            unreached.sent = status not in (429, 503)  # those say: not taken
            raise unreached
        if status != 200:
            bad(self.who, "redirect" if 300 <= status < 400 else "status")
        if response.headers.get("content-type", "").partition(";")[0].strip().lower() not in kinds:
            bad(self.who, "content-type")
        if response.headers.get("content-encoding", "identity") != "identity":
            bad(self.who, "content-encoding")

    async def _read(self, response: httpx.Response, most: int) -> bytes:
        read = bytearray()
        async for piece in response.aiter_raw():
            read += piece
            if len(read) > most:
                bad(self.who, "too-large")
        return bytes(read)
