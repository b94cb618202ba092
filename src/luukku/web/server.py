"""The web server: pages and API over one counter, on a TCP port and, for our own commands, on a local socket."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import errno
import gc
import json
import logging
import os
import socket
import tempfile
import traceback
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from luukku import app as composition
from luukku import explain
from luukku.errors import BadPack, BadSettings, Busy, LuukkuError, Malformed, NotFound, NotText, Taken, TooLong
from luukku.flow import open as opening
from luukku.flow.alarm import Alarm
from luukku.flow.counter import Counter
from luukku.model.ids import Language
from luukku.settings import Settings
from luukku.web import api, control, device, guard, health, heard, metrics, pages, proposals, rules, show, wallet
from luukku.web.opened import Opened

logger = logging.getLogger("luukku.web")
GRACE_SECONDS = 5
PROGRAMS = ("/api/", "/webhooks/")
"""Where programs knock, not people."""


def make_app(counter: Counter, *more: APIRouter) -> FastAPI:
    """The application over an open counter. Pages stand outside the API's schema. `more`: doors of other channels."""
    app = FastAPI(title="Luukku", version="1", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    now = asyncio.get_running_loop().time
    app.state.counter = counter
    app.state.stopping = asyncio.Event()
    app.state.burst = guard.Limit(counter.settings.limits.burst, counter.settings.limits.burst, now)
    app.state.codes = guard.Limit(20, 60, now)
    app.include_router(api.router)
    app.include_router(device.router)
    app.include_router(wallet.router)
    app.include_router(rules.router)
    app.include_router(proposals.router)
    app.include_router(control.control_routes())
    app.include_router(health.routes())
    for router in more:
        app.include_router(router)
    pages.mount(app, counter)
    app.add_exception_handler(LuukkuError, _answer_error)
    app.add_exception_handler(RequestValidationError, _answer_error)
    app.add_exception_handler(HTTPException, _answer_error)
    app.add_middleware(Opened, counter=counter)
    app.add_middleware(Unexpected)
    app.add_middleware(guard.Guard)
    return app


class Unexpected:
    """What nobody caught: answered like any other error, and said to the log by its kind and places only.

    Its message and the values around it may hold what a person said, so neither is written anywhere.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except ClientDisconnect:
            pass  # nobody is there any more
        except Exception as error:  # noqa: BLE001  the last place that can answer
            _log_unexpected(error)
            if not begun:
                request = Request(scope, receive)
                await (await _answer_anyhow(request, error))(scope, receive, send)


async def _answer_anyhow(request: Request, error: Exception) -> Response:
    """The error's page or problem; the problem when even the page fails."""
    try:
        return await _answer_error(request, error)
    except Exception as second:  # noqa: BLE001  as above
        _log_unexpected(second)
        return problem(request.app.state.counter, LuukkuError(), await _alarm(request))


def _log_unexpected(error: Exception) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-6:]]
    logger.error("unexpected %s at %s", type(error).__name__, " > ".join(places))


async def _answer_error(request: Request, error: Exception) -> Response:
    """Problems as RFC 9457 for programs, as a page for people."""
    known = _as_ours(error)
    if request.url.path.startswith(PROGRAMS):
        return problem(request.app.state.counter, known, await _alarm(request))
    response: Response = await pages.answer_error(request, known)
    return response


async def _alarm(request: Request) -> Alarm | None:
    """What somebody in danger is shown beside the error. When even that fails the error is answered all the same."""
    counter: Counter = request.app.state.counter
    if request.url.path.startswith("/webhooks/rest/") and not counter.settings.rest_token:
        return None  # that door is not there
    try:
        return await heard.alarm_of(request, await _language(request))
    except Exception as error:  # noqa: BLE001  an alarm must never hide what happened
        _log_unexpected(error)
        return None


async def _language(request: Request) -> Language:
    """The conversation's, where the token that came along opens one; else what the client asks for."""
    counter: Counter = request.app.state.counter
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    try:
        token = token.strip() if kind.lower() == "bearer" else guard.token_of(request) or ""
        return (await counter.store.talk(await opening.who(counter, token))).language
    except Exception:  # noqa: BLE001  the store may be what does not work
        return show.preferred(request)


def _as_ours(error: Exception) -> LuukkuError:
    if isinstance(error, LuukkuError):
        return error
    if isinstance(error, RequestValidationError):
        return Malformed(where=_where(error))
    if isinstance(error, HTTPException):
        return _of_reading(error.__cause__) or {404: NotFound, 405: NotFound, 413: TooLong}.get(error.status_code, Malformed)()
    return LuukkuError()


def _of_reading(cause: BaseException | None) -> LuukkuError | None:
    """FastAPI says 400 for whatever stops the reading of a body: this is what it was, if we know it."""
    if isinstance(cause, UnicodeDecodeError):
        return NotText(at=cause.start)
    return cause if isinstance(cause, LuukkuError) else None


def _where(error: RequestValidationError) -> str:
    """The first field that does not fit, by its name only: never what was sent, a name of the sender's own included."""
    first: Any = next(iter(error.errors()), {})
    place = first.get("loc", ())[:2]
    if first.get("type") in ("extra_forbidden", "json_invalid"):
        place = place[:1]
    return ".".join(str(part) for part in place)


def problem(counter: Counter, error: LuukkuError, alarm: Alarm | None = None) -> JSONResponse:
    """`application/problem+json` with `code`; the title in the counter's language. In danger `numbers` and `text` too."""
    try:
        title = explain.error_text(counter.texts, counter.settings.language, error)
    except BadPack:  # a text that lacks must not hide what happened
        title = error.code
    body = {**error.data, "type": "about:blank", "title": title, "status": error.status, "code": error.code, **heard.as_data(alarm)}
    headers = {"retry-after": str(error.data.get("seconds", 1))} if isinstance(error, Busy) else None
    return JSONResponse(body, error.status, headers, "application/problem+json")


@asynccontextmanager
async def _serving(counter: Counter, routers: Sequence[APIRouter], figures: int | None) -> AsyncIterator[uvicorn.Server]:
    """`figures`: the port on which /metrics is shown, None: nowhere."""
    app = make_app(counter, *routers)
    served: ASGIApp = app
    if figures is not None:
        counted = metrics.Metrics()
        counted.install(counter)
        served = metrics.OnItsPort(app, metrics.make_app(counter, counted), figures)
    config = uvicorn.Config(
        served, log_config=None, log_level="warning", access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=GRACE_SECONDS
    )
    server = _Server(config, app.state.stopping)
    yield server


class _Server(uvicorn.Server):
    """Tells open streams to end as soon as the stop signal comes, so that a graceful stop is quick."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    def handle_exit(self, sig: int, frame: Any) -> None:
        self._stopping.set()
        super().handle_exit(sig, frame)


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises Taken when the port is in use, BadSettings when this machine has no such address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # the protocol by its name: asyncio sends without delay (TCP_NODELAY) only where it reads it off the socket
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        if error.errno == errno.EADDRINUSE:
            raise Taken(what="port", host=host, port=port) from error
        raise BadSettings(key="host", where=f"{host}:{port}", expected=f"an address of this machine, and a port that may be used ({error.strerror})") from error
    sock.listen(2048)
    return sock


def _local_socket(folder: Path) -> socket.socket:
    path = folder / "control"
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    sock.bind(str(path))
    path.chmod(0o600)
    sock.listen(64)
    return sock


def run(settings: Settings, *routers: APIRouter, announce: Any = None, plan_date: Any = None) -> None:
    """Serves until SIGTERM or SIGINT. Raises Taken (port, folder), BadPack, BadSettings, Broken before it opens.

    `announce(address)` is called once people can come in. `routers`: doors of other channels.
    """
    tcp = bind(settings.host, settings.port)
    host, port = tcp.getsockname()[:2]
    address = settings.address or f"http://{'localhost' if host in ('0.0.0.0', '::') else host}:{port}"  # noqa: S104  only compared
    with contextlib.ExitStack() as stack:
        stack.callback(tcp.close)
        figures = bind(settings.host, settings.metrics_port) if settings.metrics_port else None
        if figures is not None:
            stack.callback(figures.close)
        runtime = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luukku-")))
        local = stack.enter_context(contextlib.closing(_local_socket(runtime)))
        asyncio.run(_run(settings, [tcp, local], figures, address, str(runtime / "control"), routers, announce, plan_date))


async def _run(
    settings: Settings, sockets: list[socket.socket], figures: socket.socket | None, address: str, control: str, routers: Sequence[APIRouter],
    announce: Any, plan_date: Any,
) -> None:  # fmt: skip
    port = figures.getsockname()[1] if figures is not None else None
    sockets = sockets if figures is None else [*sockets, figures]
    async with composition.opened(settings, plan_date=plan_date, lock={"address": address, "socket": control}) as counter:
        _settle()
        async with _serving(counter, routers, port) as server:
            serving = asyncio.create_task(server.serve(sockets=sockets))
            checking = asyncio.create_task(health.keep_verified(counter))
            while not server.started and not serving.done():
                await asyncio.sleep(0.01)
            if announce is not None and server.started:
                announce(address)
            await serving
            checking.cancel()


def _settle() -> None:
    """What the start has made stays as long as the process: the collector need not walk over it again and again (some
    80 ms each time, in which nobody is answered), and what the start has freed goes back to the machine."""
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError):  # not glibc
        ctypes.CDLL(None).malloc_trim(0)


def lock_data(folder: Path) -> dict[str, Any]:
    """What a running server wrote into the lock file: pid, address, socket."""
    with contextlib.suppress(OSError, ValueError):
        data: dict[str, Any] = json.loads((folder / "lock").read_text())
        if data.get("pid") and os.path.exists(f"/proc/{data['pid']}"):
            return data
    return {}
