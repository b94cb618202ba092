"""For the tests of erasing: children that kill themselves after the nth step of an erasure; what the next start makes of it.

`python -m tests.stories.killed_steps FOLDER` prints one JSON line a child, the last of one that was not killed.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from luukku.flow import erase, upkeep
from luukku.model.fact import Fact, Personal
from luukku.model.ids import ConversationId, CustomerId, EnvelopeId, StepId, new_id
from luukku.model.journey import Envelope
from tests.stories.desks import MONDAY, Standing, fact, loaded, small_counter, visitor

STEPS = (("ledger", "begin"), ("key_rounds", "shred"), ("log", "forget"), ("rounds", "forget"), ("ledger", "note"), ("rounds", "tidy"), ("log", "tidy"))


async def fill(folder: Path) -> tuple[ConversationId, CustomerId]:
    """Somebody with a case, an envelope, and a share in the log; and somebody else beside."""
    async with small_counter(folder, Standing()) as counter:
        conversation = await visitor(counter, fact("municipality", "Tampere"), fact("child.sex", "boy"))
        await visitor(counter, fact("municipality", "Turku"))
        talk = await counter.store.talk(conversation)
        ends = MONDAY + timedelta(days=30)
        blank = Envelope(
            id=EnvelopeId(new_id()), case=talk.cases[0].id, step=StepId("early-education"), purpose="early-education", receiver="tampere-mailbox",
            names=("municipality",), ends=ends, sealed=b"",
        )  # fmt: skip
        await counter.gate.wrap(blank, [Fact(name="municipality", about="me", value=Personal("Tampere"), at=MONDAY)])
        await counter.log.append(
            talk.customer, "share", actor="counter", purpose="early-education", receiver="tampere-mailbox", facts=("municipality",), permission="p",
            basis="GDPR 6(1)(a)", rule="child@0", result="allowed", about="early-education",
        )  # fmt: skip
        return conversation, talk.customer


def marks(folder: Path, customer: str) -> list[bytes]:
    """Bytes that must be found nowhere afterwards: the id, the wrapped key, sealed facts and entries."""
    found = [customer.encode()]
    asked = (("keys.db", "SELECT wrapped FROM keys WHERE id = ?"), ("luukku.db", "SELECT sealed FROM fact WHERE customer = ?"), ("log/entries.db", "SELECT sealed FROM entries WHERE customer = ?"))
    for name, sql in asked:
        with closing(sqlite3.connect(folder / name)) as db:
            found += [sealed for (sealed,) in db.execute(sql, (customer,))]
    assert len(found) == 5, found
    return found


def left_in(folder: Path, held: list[bytes]) -> list[str]:
    """Files that hold any of it."""
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and any(mark in path.read_bytes() for mark in held)]


def dying(left: list[int], do: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def step(*given: Any, **named: Any) -> Any:
        done = await do(*given, **named)
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return step


async def erase_or_die(folder: Path, conversation: ConversationId, after: int) -> None:
    async with small_counter(folder, Standing()) as counter:
        left = [after]
        for port in {id(getattr(counter, name)): getattr(counter, name) for name, _ in STEPS}.values():
            for name in {name for _, name in STEPS}:
                if hasattr(port, name):
                    setattr(port, name, dying(left, getattr(port, name)))
        await erase.erase(counter, conversation)


async def look_after(folder: Path, customer: CustomerId, held: list[bytes]) -> dict[str, Any]:
    """The next start, and what is there then."""
    async with small_counter(folder, Standing()) as counter:
        await upkeep.at_start(counter)
        rows = await counter.ledger.rows(counter.ledger.number(customer))
        notices = await counter.notices.notices()
        people = await counter.rounds.customers()
        whole = (await counter.log.verify())["ok"]
    return {"states": [row.state for row in rows], "left": left_in(folder, held), "notices": len(notices), "people": len(people), "whole": whole}


def apart(do: Callable[[], Any], told: Path) -> bool:
    """Runs it in a child that writes what comes of it; whether the child was killed.

    This process itself never opens a counter: a fork beside threads of the past may find a lock of OpenSSL taken for good.
    """
    child = os.fork()
    if not child:
        try:
            told.write_text(json.dumps(do()))
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def main(place: Path) -> None:
    loaded()
    whole, told = place / "whole", place / "told.json"
    apart(lambda: asyncio.run(fill(whole)), told)
    conversation, customer = json.loads(told.read_text())
    held = marks(whole, customer)
    for after in range(100):
        folder = place / str(after)
        shutil.copytree(whole, folder)
        killed = apart(partial(_erase_or_die, folder, conversation, after), told)
        apart(partial(_look_after, folder, customer, held), told)
        print(json.dumps({"killed": killed, **json.loads(told.read_text())}), flush=True)
        if not killed:
            return


def _erase_or_die(folder: Path, conversation: ConversationId, after: int) -> None:
    asyncio.run(erase_or_die(folder, conversation, after))


def _look_after(folder: Path, customer: CustomerId, held: list[bytes]) -> dict[str, Any]:
    return asyncio.run(look_after(folder, customer, held))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
