"""For tests: practice organisations as real processes, and odd agents in threads. Both always end."""

from __future__ import annotations

import json
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
        return self.process.wait(10)


@contextmanager
def running(name: str, *words: str) -> Iterator[Running]:
    """`python -m luukku.sandbox.<name>`, ready to answer."""
    process = subprocess.Popen([sys.executable, "-m", f"luukku.sandbox.{name}", *words], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"{name} ended with {process.wait(10)} before it was ready"
        yield Running(process, str(json.loads(line).get("address", "")))
    finally:
        process.kill()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


def benefit(data: Path, *words: str, port: int = 0) -> Any:
    return running("benefit", "--port", str(port), "--data", str(data), *words)


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


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Waits until it holds; fails when it does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)
