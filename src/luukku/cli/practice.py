"""Practice organisations beside the counter: one process with all of them and a clerk, one with an identity provider, one with a wallet."""

from __future__ import annotations

import json
import os
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Where they are. `settings` are the flags by which a counter finds them."""

    origins: Mapping[str, str]
    """Of the agents, by the ids of packs/organisations/sandbox."""
    issuer: str
    mailbox: Path
    wallet: str
    """Where the practice wallet is; its issuers stand in `issuers`."""
    issuers: Path

    @property
    def settings(self) -> Mapping[str, str]:
        return {f"organisations.{id}.origin": origin for id, origin in self.origins.items()} | {
            "identity.issuer": self.issuer,
            "identity.client_id": "luukku",
            "mailbox.folder": str(self.mailbox),
            "wallet.enabled": "on",
            "wallet.issuers": str(self.issuers),
            "wallet.link": f"{self.wallet}/show",
        }


@contextmanager
def practice(folder: Path, mailbox: Path, finish_after: float = 2.0, clerk_after: float = 2.0) -> Iterator[Practice]:
    """Starts them on free ports with their data under `folder` and stops them by their process ids. Raises Unreached.

    Whoever runs the two finds each agent's /sandbox/mode and /sandbox/received on its own port (docs/organisations.md).
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:

        def started(name: str, *arguments: str) -> subprocess.Popen[str]:
            return stack.enter_context(_process(name, folder, list(arguments)))

        agents = started(
            "organisations", "--port-base", "0", "--data", str(folder), "--finish-after", str(finish_after), "--mailbox", str(mailbox), "--clerk-after", str(clerk_after)
        )
        identity = started("identity", "--port", "0")
        wallet = started("wallet", "--port", "0", "--data", str(folder / "wallet"))
        origins = {line["id"]: line["origin"] for line in _said(agents, "organisations")}
        (provider,) = _said(identity, "identity")
        (held,) = _said(wallet, "wallet")
        yield Practice(origins=origins, issuer=provider["address"], mailbox=mailbox, wallet=held["address"], issuers=folder / "wallet" / "issuers.toml")


@contextmanager
def _process(name: str, folder: Path, arguments: list[str]) -> Iterator[subprocess.Popen[str]]:
    """One child process, which ends with this one, however that ends; what it says goes to a file."""
    with (folder / f"{name}.log").open("a") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", f"luukku.sandbox.{name}", "--with-stdin", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
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
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _said(process: subprocess.Popen[str], name: str) -> list[Mapping[str, str]]:
    """The lines of JSON that it prints once it is ready: in one piece, and nothing after them."""
    assert process.stdout is not None
    until = time.monotonic() + STARTS_WITHIN
    said = b""
    while time.monotonic() < until and (process.poll() is None or said):
        if select.select([process.stdout], [], [], 0.2)[0]:
            said += (piece := os.read(process.stdout.fileno(), 65536))
            if said.endswith(b"\n"):
                return [json.loads(line) for line in said.splitlines()]
            if not piece:
                break
    raise Unreached(organisation=name, why="did not start")
