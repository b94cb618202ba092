"""The witness's door: c2sp.org/tlog-witness over HTTP. It knows nothing of customers, and speaks to nobody by itself."""

from __future__ import annotations

from typing import Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

LARGEST = 64 * 1024


class Witness(Protocol):
    """What answers."""

    def add(self, body: bytes) -> tuple[int, str, str]: ...

    def newest(self, hash: str) -> str | None: ...


def make_app(witness: Witness, vkey: str) -> Starlette:
    """POST /add-checkpoint, GET /<origin hash>/checkpoint, and the witness's key at /."""

    async def add(request: Request) -> Response:
        body = b""
        async for some in request.stream():
            body += some
            if len(body) > LARGEST:
                return PlainTextResponse("too long\n", 413)
        status, kind, text = await run_in_threadpool(witness.add, body)
        return Response(text.encode(), status, {"content-type": kind})

    async def newest(request: Request) -> Response:
        found = await run_in_threadpool(witness.newest, request.path_params["hash"])
        return PlainTextResponse("none\n", 404) if found is None else PlainTextResponse(found, headers={"cache-control": "no-cache"})

    async def key(_: Request) -> Response:
        return PlainTextResponse(f"{vkey}\n")

    return Starlette(routes=[
        Route("/", key), Route("/add-checkpoint", add, methods=["POST"]), Route("/{hash:str}/checkpoint", newest),
    ])  # fmt: skip
