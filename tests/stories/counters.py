"""For tests: a real counter in a process of its own, and a customer who talks to it over HTTP."""

from __future__ import annotations

import json
import select
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx

STARTS_WITHIN = 240.0


@dataclass(slots=True)
class Counter:
    process: subprocess.Popen[str]
    address: str

    def kill(self) -> None:
        """As a power cut: nothing is told, nothing is finished."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(60)


@contextmanager
def counter(data: Path, flags: Mapping[str, str] | None = None, *more: str, port: int = 0) -> Iterator[Counter]:
    """`luukku serve` over `data`, open; killed at the end if it still runs. What it says lies beside the folder."""
    words = [word for name, value in (flags or {}).items() for word in ("--set", f"{name}={value}")]
    command = [sys.executable, "-m", "luukku.cli", "serve", "--data", str(data), "--port", str(port), *words, *more]
    with data.with_name(data.name + ".log").open("a") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True)
    try:
        yield Counter(process, _address(process, data))
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


def _address(process: subprocess.Popen[str], data: Path) -> str:
    assert process.stdout is not None
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        if select.select([process.stdout], [], [], 0.2)[0]:
            line = process.stdout.readline().strip()
            if "http://" in line:
                return line[line.index("http://") :].split()[0].rstrip('",}')
    raise AssertionError("the counter did not open: " + data.with_name(data.name + ".log").read_text()[-3000:])


@dataclass(slots=True)
class Customer:
    """Talks to API v1."""

    http: httpx.Client
    conversation: str = ""
    token: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)

    def open(self, language: str | None = None) -> Customer:
        body = self.http.post("/api/v1/conversations", json={"language": language} if language else {}).raise_for_status().json()
        self.conversation, self.token = body["conversation"], body["token"]
        return self

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def _path(self, rest: str) -> str:
        return f"/api/v1/conversations/{self.conversation}/{rest}"

    def post(self, rest: str, body: object) -> httpx.Response:
        return self.http.post(self._path(rest), json=body, headers=self.headers)

    def say(self, text: str, id: str | None = None) -> dict[str, Any]:
        id = id or str(uuid.uuid4())
        self.said.append((id, text))
        answer: dict[str, Any] = self.post("messages", {"id": id, "text": text}).raise_for_status().json()
        return answer

    def get(self, rest: str) -> dict[str, Any]:
        body: dict[str, Any] = self.http.get(self._path(rest), headers=self.headers).raise_for_status().json()
        return body

    def answer(self, card: str, answers: Mapping[str, str], send: Sequence[str] = ()) -> dict[str, Any]:
        body: dict[str, Any] = self.post(f"cards/{card}", {"answers": answers, "send": list(send)}).raise_for_status().json()
        return body

    def plan(self) -> dict[str, Any]:
        plans: list[dict[str, Any]] = self.get("plan")["plans"]
        return plans[0]

    def states(self) -> dict[str, str]:
        """State by step, of the newest plan."""
        plan = self.plan()
        return {step["id"]: step["state"] for part in ("told", "own", "law") for step in plan[part]}

    def events(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("events")["events"]
        return found

    def until(self, holds: Callable[[dict[str, str]], bool], seconds: float = 120) -> dict[str, str]:
        """Looks at the plan until it holds."""
        end = time.monotonic() + seconds
        while not holds(states := self.states()):
            assert time.monotonic() < end, f"it never came: {states}"
            time.sleep(0.1)
        return states

    def browse(self, path: str, **headers: str) -> httpx.Response:
        """A page as the customer's browser gets it, with the token as its cookie; redirects are not followed."""
        return httpx.get(self.http.base_url.join(path), headers={"cookie": f"luukku={self.token}", **headers}, timeout=30, trust_env=False)

    def sign_in(self, person: str = "aino") -> None:
        """Walks the redirects of the practice identity provider as a browser would, with the page's cookie: a new one comes."""
        there = self.browse("/sign-in")
        assert there.status_code == 303, there.text
        home = self.browse(chosen(there.headers["location"], person))
        assert home.status_code == 303, home.text
        self.token = home.cookies["luukku"]


def chosen(address: str, person: str) -> str:
    """Who opens the identity provider's page and clicks that person: the address to which it sends them back."""
    choice = httpx.get(address, trust_env=False).raise_for_status()
    back = httpx.get(_link(choice.text, person, str(choice.url)), trust_env=False)
    assert back.status_code in (302, 303), back.text
    return str(back.headers["location"])


def _link(html: str, person: str, base: str) -> str:
    class Links(HTMLParser):
        found = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            href = dict(attrs).get("href") or ""
            if tag == "a" and person in href:
                self.found = href

    links = Links()
    links.feed(html)
    assert links.found, "no such person on the page"
    return urljoin(base, links.found)


@contextmanager
def customer(address: str) -> Iterator[Customer]:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        yield Customer(http)


def letters(mailbox: Path) -> list[dict[str, Any]]:
    """What lies in the mailbox for the clerk."""
    return [json.loads(path.read_text()) for path in sorted((mailbox / "out").glob("*.json"))]
