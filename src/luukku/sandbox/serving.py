"""How a practice organisation stands in its own process: one port, one line of JSON, a quiet end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_BYTES = 64 * 1024
TAKEN = 3
"""Exit code when the port is in use."""


def listen(port: int) -> tuple[socket.socket, str]:
    """A listening socket on the loopback and its address; port 0 picks a free one. Exits with 3 when it is taken."""
    # the protocol by its name: asyncio sends without delay only where it reads it off the socket
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        listening.close()
        print(f"port {port} is in use: choose another, or 0 for a free one", file=sys.stderr)
        raise SystemExit(TAKEN) from None
    listening.listen(64)
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}"


def end_with_stdin() -> None:
    """Ends this process when whoever started it is gone, however it went: then its end of the pipe closes."""

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def run(app: ASGIApp, listening: socket.socket, address: str) -> None:
    """Says {"address": …} on a line of its own and serves until SIGTERM or SIGINT, then ends with exit code 0."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=2))

    def stop(*_: object) -> None:
        """Also for a signal that comes before uvicorn listens to signals, and for the one that it raises again at its end."""
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    print(json.dumps({"address": address}), flush=True)
    server.run(sockets=[listening])


class Lines:
    """The open lines of one server, so that one can be cut."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    def opened(self, line: asyncio.Transport) -> None:
        host, port = line.get_extra_info("peername")[:2]
        self._open[(host, port)] = line

    def closed(self, line: asyncio.Transport) -> None:
        self._open = {client: other for client, other in self._open.items() if other is not line}

    def cut(self, client: tuple[str, int]) -> None:
        """Without a word: whoever waits for an answer gets none."""
        line = self._open.pop((client[0], client[1]), None)
        if line is not None:
            line.abort()


class Server(uvicorn.Server):
    """One of several in a process: signals are the process's own matter."""

    def __init__(self, app: ASGIApp, lines: Lines) -> None:
        class Line(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
                lines.opened(transport)
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                lines.closed(self.transport)
                super().connection_lost(exc)

        super().__init__(uvicorn.Config(app, http=Line, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=2))

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Door:
    """Before the organisation itself: 503 while `down` exists, 413 for a body over 64 KiB."""

    def __init__(self, app: ASGIApp, down: Path | None = None, most: int = MOST_BYTES) -> None:
        self._app = app
        self._down = down
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._down is not None and self._down.exists():
            await _answer(send, 503)
        elif (body := await _read(receive, self._most)) is None:
            await _answer(send, 413)
        else:
            await self._app(scope, _replay(body, receive), send)


async def _read(receive: Receive, most: int) -> bytes | None:
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        more: bytes = message.get("body", b"")
        body += more
        if len(body) > most:
            return None
        if not message.get("more_body", False):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _answer(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
