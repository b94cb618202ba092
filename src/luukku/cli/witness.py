"""`luukku witness`: a small server that remembers what other counters' logs have signed, so that none can take it back."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from luukku.errors import BadSettings, Taken


def command(
    log: Annotated[list[str], typer.Option("--log", metavar="VKEY", help="Key of a log to witness (log/log.vkey), or a file with it. May be given many times.")],
    name: Annotated[str, typer.Option("--name", help="The witness's name, as an address without https://.")],
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="Where it keeps what it signed.")] = Path("luukku-witness"),
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Its secret key, made when there is none. [default: DIR/witness.key]")] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8110,
) -> None:  # fmt: skip
    """Cosigns checkpoints of the named logs as long as each only adds to the one before. Prints its own key first."""
    from luukku import app as composed

    if not name or "+" in name or any(sign.isspace() for sign in name):
        raise BadSettings(key="--name", where=name, expected="a name without spaces and plus")
    witness, vkey = composed.open_witness(data, key or data / "witness.key", name, [_text_of(one) for one in log])
    try:
        print(vkey, flush=True)
        asyncio.run(_serve(witness, vkey, host, port))
    finally:
        witness.close()


def _text_of(given: str) -> str:
    return given if "+" in given else Path(given).read_text(encoding="utf-8").strip()


async def _serve(witness: object, vkey: str, host: str, port: int) -> None:
    import socket
    from typing import cast

    import uvicorn

    from luukku.web.witness import Witness, make_app

    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Taken(what="port", port=port) from error
    print(f"witness on http://{host}:{listening.getsockname()[1]}", file=sys.stderr, flush=True)
    server = uvicorn.Server(uvicorn.Config(make_app(cast(Witness, witness), vkey), log_level="warning", access_log=False))
    await server.serve(sockets=[listening])
    listening.close()
