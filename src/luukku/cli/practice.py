"""Practice organisations beside the counter: an agent, an identity provider and a clerk, each a process of its own."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from luukku.errors import Unreached

STARTS_WITHIN = 20.0
AGENT = "kela-sandbox"
"""The organisation of packs/organisations/sandbox that the agent plays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Where they are. `settings` are the flags by which a counter finds them."""

    agent: str
    issuer: str
    mailbox: Path
    received: Path
    """What the agent got, one JSON object a line."""

    @property
    def settings(self) -> Mapping[str, str]:
        return {
            f"organisations.{AGENT}.origin": self.agent,
            "identity.issuer": self.issuer,
            "identity.client_id": "luukku",
            "mailbox.folder": str(self.mailbox),
        }


@contextmanager
def practice(folder: Path, mailbox: Path, finish_after: float = 2.0, clerk_after: float = 2.0) -> Iterator[Practice]:
    """Starts them on free ports with their data under `folder` and stops them by their process ids. Raises Unreached."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:

        def started(name: str, *arguments: str) -> subprocess.Popen[str]:
            return stack.enter_context(_process(name, folder, list(arguments)))

        agent = started("benefit", "--port", "0", "--data", str(folder / "benefit"), "--finish-after", str(finish_after))
        identity = started("identity", "--port", "0")
        started("clerk", "--folder", str(mailbox), "--after", str(clerk_after))
        yield Practice(
            agent=_address(agent, "benefit"), issuer=_address(identity, "identity"), mailbox=mailbox, received=folder / "benefit" / "received.jsonl"
        )


@contextmanager
def _process(name: str, folder: Path, arguments: list[str]) -> Iterator[subprocess.Popen[str]]:
    """One organisation as a child process; what it says goes to a file."""
    with (folder / f"{name}.log").open("a") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", f"luukku.sandbox.{name}", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _address(process: subprocess.Popen[str], name: str) -> str:
    """The address that it prints as its first line of JSON."""
    assert process.stdout is not None
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        if select.select([process.stdout], [], [], 0.2)[0]:
            line = process.stdout.readline()
            if line.startswith("{"):
                return str(json.loads(line)["address"])
    raise Unreached(organisation=name, why="did not start")
