"""A very small HTTP client for measuring: one open connection each, little work of its own beside the server's."""

from __future__ import annotations

import asyncio
import json
import re
import select
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
OPENS_WITHIN = 120.0


class Line:
    """One connection to an address like http://127.0.0.1:8100; one question at a time, in order. One that was closed
    for being idle is opened again."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)
        self._mine = asyncio.Lock()

    @staticmethod
    async def open(address: str) -> Line:
        line = Line(address)
        await line.again()
        return line

    async def again(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(self._parts.hostname, self._parts.port, limit=2**20)

    async def ask(self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> tuple[int, Any]:
        """(status, what its JSON says; None without a body)."""
        async with self._mine:
            try:
                status, held = await self._exchange(method, path, body, headers or {})
            except (asyncio.IncompleteReadError, ConnectionError):
                await self.again()
                status, held = await self._exchange(method, path, body, headers or {})
        return status, json.loads(held) if held else None

    async def listen(self, path: str, headers: Mapping[str, str]) -> AsyncIterator[Json]:
        """The events of a stream (WHATWG HTML, 9.2) as they come, until it ends."""
        await self._send("GET", path, None, {"accept": "text/event-stream", **headers})
        status, _ = await self._head()
        if status != 200:
            raise OSError(f"status {status}")
        held = b""
        while size := int((await self._reader.readline()).strip() or b"0", 16):
            held += await self._reader.readexactly(size)
            await self._reader.readexactly(2)
            *whole, held = held.split(b"\n\n")
            for block in whole:
                for line in block.split(b"\n"):
                    if line.startswith(b"data: "):
                        yield json.loads(line[6:])

    def close(self) -> None:
        self._writer.close()

    async def _exchange(self, method: str, path: str, body: object, headers: Mapping[str, str]) -> tuple[int, bytes]:
        if self._reader.at_eof():
            await self.again()
        await self._send(method, path, body, headers)
        status, told = await self._head()
        return status, await self._body(told)

    async def _send(self, method: str, path: str, body: object, headers: Mapping[str, str]) -> None:
        held = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"host: {self._parts.netloc}", f"content-length: {len(held)}", "content-type: application/json"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + held)
        await self._writer.drain()

    async def _head(self) -> tuple[int, dict[bytes, bytes]]:
        first, *rest = (await self._reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        told = dict(line.lower().split(b": ", 1) for line in rest if b": " in line)
        return int(first.split()[1]), told

    async def _body(self, told: Mapping[bytes, bytes]) -> bytes:
        if told.get(b"transfer-encoding") != b"chunked":
            return await self._reader.readexactly(int(told.get(b"content-length", b"0")))
        held = b""
        while size := int((await self._reader.readline()).strip(), 16):
            held += await self._reader.readexactly(size)
            await self._reader.readexactly(2)
        await self._reader.readexactly(2)
        return held


@contextmanager
def server(folder: Path, *settings: str) -> Iterator[tuple[str, int]]:
    """`luukku serve` over the folder, in a process of its own: (address, pid)."""
    command = [sys.executable, "-m", "luukku.cli", "serve", "--port", "0", "--data", str(folder / "data"), "--set", f"mailbox.folder={folder / 'box'}"]
    command += [word for one in settings for word in ("--set", one)]
    with (folder / "server.log").open("a") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip() if select.select([process.stdout], [], [], OPENS_WITHIN)[0] else ""
        if not address:
            raise RuntimeError("the server did not open: " + (folder / "server.log").read_text()[-2000:])
        yield address, process.pid
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def resident(pid: int) -> float:
    """MB of the process that are in memory."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def cpu_seconds(pid: int) -> float:
    """What the process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


async def until_open(address: str, path: str, seconds: float) -> float:
    """Waits until it answers 200 there; how long that took. Raises TimeoutError."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        with suppress(OSError, asyncio.IncompleteReadError, ValueError):
            line = await Line.open(address)
            try:
                if (await line.ask("GET", path))[0] == 200:
                    return time.perf_counter() - began
            finally:
                line.close()
        await asyncio.sleep(0.2)
    raise TimeoutError(address)
