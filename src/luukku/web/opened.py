"""What a customer's device handed over comes with one request: by its ticket in a header, or in a page's address."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from luukku.flow.counter import Counter

HEADER = b"luukku-opened"
FIELD = "opened"
"""In an address, where a page is asked for: a ticket of one use, which tells nothing."""


class Opened:
    """Wraps the app: while a request with a ticket is answered, what was handed over under it can be opened. Then it is forgotten."""

    def __init__(self, app: ASGIApp, counter: Counter) -> None:
        self.app = app
        self._counter = counter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ticket = _ticket(scope) if scope["type"] == "http" else ""
        if not ticket:
            await self.app(scope, receive, send)
            return
        with self._counter.devices.handed(ticket):
            await self.app(scope, receive, send)


def brings(request: Request) -> bool:
    """Whether the request comes with a ticket."""
    return bool(_ticket(request.scope))


def _ticket(scope: Scope) -> str:
    named = next((value.decode("latin-1") for name, value in scope["headers"] if name == HEADER), "")
    if named or FIELD.encode() not in scope["query_string"]:
        return named
    return next((value for name, value in parse_qsl(scope["query_string"].decode("latin-1")) if name == FIELD), "")
