"""All practice organisations in one process: `python -m luukku.sandbox.organisations --data DIR`.

Each is an A2A agent on a port of its own with its own file under DIR; a clerk answers for those that have only a
mailbox. One line of JSON for each, {"id", "kind", "origin"}, when all of them listen.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from starlette.types import ASGIApp

from luukku.sandbox import clerk
from luukku.sandbox.agent import PATH, app
from luukku.sandbox.control import Control
from luukku.sandbox.matters import Matters
from luukku.sandbox.offices import OFFICES, Office
from luukku.sandbox.serving import Lines, Server, end_with_stdin, listen


def main(words: Sequence[str] | None = None) -> None:
    chosen = _parser().parse_args(words)
    if chosen.with_stdin:
        end_with_stdin()
    offices = [office for office in OFFICES if not chosen.only or chosen.only & {office.kind, office.id}]
    with ExitStack() as stack:
        serving: list[tuple[ASGIApp, socket.socket, Lines]] = []
        said: list[str] = []
        for n, office in enumerate(offices):
            listening, address = listen(_port(office, n, chosen))
            stack.enter_context(listening)
            matters = stack.enter_context(closing(Matters(chosen.data / office.id, chosen.finish_after, office)))
            lines = Lines()
            serving.append((Control(app(address, matters), matters, PATH, lines.cut), listening, lines))
            said.append(json.dumps({"id": office.id, "kind": office.kind, "origin": address}))
        if chosen.mailbox is not None:
            stack.enter_context(_clerk(chosen.mailbox, chosen.clerk_after))
        asyncio.run(_serve(serving, said))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m luukku.sandbox.organisations", description="Practice organisations (A2A agents), one port each.")
    parser.add_argument("--data", type=Path, required=True, help="a folder: in it one for each organisation")
    ports = parser.add_mutually_exclusive_group()
    ports.add_argument("--port-base", type=int, metavar="N", help="ports N, N+1 …; 0 picks free ones [default: 8201–8208]")
    ports.add_argument("--ports", type=_ports, default={}, metavar="kela=8201,…", help="those that are not named keep their own")
    parser.add_argument("--only", type=_names, default=frozenset(), metavar="kela,bank", help="only these")
    parser.add_argument("--finish-after", type=float, default=2.0, metavar="SECONDS", help="from having everything to the end")
    parser.add_argument("--mailbox", type=Path, metavar="DIR", help="a clerk answers the letters in this folder")
    parser.add_argument("--clerk-after", type=float, default=2.0, metavar="SECONDS", help="how long a letter waits")
    parser.add_argument("--with-stdin", action="store_true", help="end when stdin is closed: when whoever started it is gone")
    return parser


def _names(text: str) -> frozenset[str]:
    known = {name for office in OFFICES for name in (office.kind, office.id)}
    names = frozenset(name.strip() for name in text.split(","))
    if not names <= known:
        raise argparse.ArgumentTypeError(f"only these are here: {', '.join(office.kind for office in OFFICES)}")
    return names


def _ports(text: str) -> dict[str, int]:
    ports: dict[str, int] = {}
    for part in text.split(","):
        name, equals, port = part.partition("=")
        if not equals or not port.strip().isdecimal():
            raise argparse.ArgumentTypeError(f"kind=port, not {part!r}")
        (_,) = _names(name)
        ports[name.strip()] = int(port)
    return ports


def _port(office: Office, n: int, chosen: argparse.Namespace) -> int:
    if chosen.port_base is not None:
        return int(chosen.port_base + n) if chosen.port_base else 0
    return int(chosen.ports.get(office.kind, chosen.ports.get(office.id, office.port)))


async def _serve(serving: Sequence[tuple[ASGIApp, socket.socket, Lines]], said: Sequence[str]) -> None:
    """All of them in one loop, until SIGTERM or SIGINT; then they end together, with exit code 0."""
    servers = [Server(application, lines) for application, _, lines in serving]

    def stop() -> None:
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    sys.stdout.write("".join(f"{line}\n" for line in said))  # in one piece: who reads it need not wait for more
    sys.stdout.flush()
    await asyncio.gather(*(server.serve(sockets=[listening]) for server, (_, listening, _) in zip(servers, serving, strict=True)))


@contextmanager
def _clerk(folder: Path, after: float) -> Iterator[None]:
    """The clerk in a thread of this process."""
    over = threading.Event()
    thread = threading.Thread(target=clerk.work, args=(folder, after, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main()
