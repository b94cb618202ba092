"""For tests: practice organisations as real processes, and odd agents in threads. Both always end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from luukku.model.fact import Personal, Value
from luukku.model.ids import ShareId, new_id
from luukku.model.use import Outgoing


@dataclass(frozen=True, slots=True)
class Running:
    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        self.process.terminate()
        return self.process.wait(60)


@contextmanager
def running(name: str, *words: str) -> Iterator[Running]:
    """`python -m luukku.sandbox.<name>`, ready to answer."""
    process = subprocess.Popen([sys.executable, "-m", f"luukku.sandbox.{name}", *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"{name} ended with {process.wait(60)} before it was ready"
        yield Running(process, str(json.loads(line).get("address", "")))
    finally:
        process.kill()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


def benefit(data: Path, *words: str, port: int = 0) -> Any:
    return running("benefit", "--port", str(port), "--data", str(data), *words)


@dataclass(frozen=True, slots=True)
class Organisations:
    """The process of all practice organisations; `origins` by kind."""

    process: subprocess.Popen[str]
    origins: Mapping[str, str]

    @property
    def settings(self) -> dict[str, str]:
        """The flags by which a counter finds them."""
        return {f"organisations.{kind}-sandbox.origin": origin for kind, origin in self.origins.items()}

    def behave(self, kind: str, mode: str = "normal", **more: Any) -> None:
        httpx.post(f"{self.origins[kind]}/sandbox/mode", json={"mode": mode, **more}, trust_env=False).raise_for_status()

    def received(self, kind: str) -> dict[str, Any]:
        """Share → {"service", "assurance", "facts"}, oldest first."""
        shares: dict[str, Any] = self.seen(kind)["shares"]
        return shares

    def seen(self, kind: str) -> dict[str, Any]:
        answer: dict[str, Any] = httpx.get(f"{self.origins[kind]}/sandbox/received", trust_env=False).raise_for_status().json()
        return answer

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        self.process.terminate()
        return self.process.wait(60)


@contextmanager
def organisations(data: Path, *words: str, only: str = "", free: bool = True) -> Iterator[Organisations]:
    """`python -m luukku.sandbox.organisations`, on free ports unless `words` say which."""
    ports = ("--port-base", "0") if free else ()
    command = [sys.executable, "-m", "luukku.sandbox.organisations", "--data", str(data), *ports, *(("--only", only) if only else ()), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = os.read(process.stdout.fileno(), 65536)
        assert said.endswith(b"\n"), f"it ended with {process.wait(60)} before it was ready"
        lines = [json.loads(line) for line in said.splitlines()]
        yield Organisations(process, {line["kind"]: line["origin"] for line in lines})
    finally:
        process.kill()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


def received(data: Path) -> list[dict[str, Any]]:
    """What the practice benefit institution wrote into its journal."""
    journal = data / "received.jsonl"
    return [json.loads(line) for line in journal.read_text().splitlines()] if journal.exists() else []


def outgoing(service: str, facts: Mapping[str, Value], *, share: str | None = None, assurance: str = "strong", task: str | None = None) -> Outgoing:
    return Outgoing(share=ShareId(share or new_id()), service=service, assurance=assurance, facts=Personal(dict(facts)), task=task)


Answer = tuple[int, Mapping[str, str], bytes]
"""HTTP status, headers, body."""


def as_json(content: object, status: int = 200) -> Answer:
    return status, {"content-type": "application/json"}, json.dumps(content).encode()


@contextmanager
def odd_server(answer: Callable[[str, str, bytes], Answer], wait: float = 0) -> Iterator[str]:
    """An HTTP server that answers `answer(method, path, body)`, `wait` seconds late; gives its address."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._do()

        def do_POST(self) -> None:
            self._do()

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            over.wait(wait)
            status, headers, content = answer(self.command, self.path, body)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "content-length" not in headers:
                    self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                self.close_connection = True  # the other side hung up, which some tests are about

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Waits until it holds; fails when it does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)
