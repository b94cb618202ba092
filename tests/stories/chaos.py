"""Kill -9 at random moments: what was acknowledged is answered exactly once, no step happens twice, nobody's human is lost.

    python -m tests.stories.chaos --random 20               50 conversations, 20 kills, a seed that is printed
    python -m tests.stories.chaos --random 20 --seed 4711   the same persons, and the same requests at which is killed

One server process, practice organisations and an employee at the desk. Several threads tell the persons' stories at once,
and a SIGKILL falls at some of their requests, a few milliseconds after they are sent; also while the server is only
opening. Whoever hears nothing sends the same again. Afterwards everything is counted.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import queue
import random
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luukku import app
from luukku.adapters.embedded.feed import Bells
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.gate import EmbeddedGate
from luukku.adapters.embedded.keys import Keys, SystemClock
from luukku.adapters.embedded.log import EmbeddedLog
from luukku.adapters.embedded.outbox import SqliteOutbox
from luukku.adapters.embedded.seals import Seals
from luukku.adapters.embedded.store import SqliteStore
from luukku.adapters.embedded.writer import Database
from luukku.cli.practice import Practice, practice
from luukku.model.handover import Employee as Staff
from luukku.model.ids import EmployeeId, new_id
from luukku.settings import load
from tests.contracts.trust import rules
from tests.stories import chaos_people
from tests.stories.chaos_people import LOGIN, PASSWORD, SETTLES_WITHIN, Employee, Json, Killer, Kind, Person, Sender, Server

PERSONS = 50
AT_ONCE = 6
KINDS: tuple[Kind, ...] = ("told", "human", "talk", "card", "human", "talk", "card", "talk")
REQUESTS: Mapping[Kind, int] = {"told": 9, "card": 6, "human": 6, "talk": 5}
"""How many each kind sends at the least."""
FLAGS = {"limits.burst": "1000", "limits.openings": "1000000", "desk.hours": "mon-sun 00:00-24:00"}
SHARES = 3
"""At the benefit institution for each person who allows all: two services, one of which asks back."""


@dataclass(slots=True)
class Found:
    """What a run saw. `wrong` is empty when all was well."""

    seed: int
    kills: int = 0
    starts: int = 0
    acknowledged: int = 0
    shares: int = 0
    humans: int = 0
    wrong: list[str] = field(default_factory=list)

    def check(self, right: bool, what: str) -> None:
        if not right:
            self.wrong.append(what)


def run(seed: int, kills: int, persons: int = PERSONS) -> Found:
    """One seed: everything is told, killed, told again, and counted."""
    found = Found(seed=seed)
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luukku-chaos-")))
        organisations = stack.enter_context(practice(place, place / "mailbox", 0.3, 0.3))
        asyncio.run(_let_in(place / "data"))
        server = stack.enter_context(chaos_people.closing(Server(place, {**FLAGS, **organisations.settings})))
        kinds = [KINDS[number % len(KINDS)] for number in range(persons)]
        killer = Killer(server, seed, kills, requests=sum(REQUESTS[kind] for kind in kinds))
        sender = Sender(server, killer)
        crowd = [Person(number=number, kind=kind, sender=sender) for number, kind in enumerate(kinds)]
        employee = Employee(sender)
        _tell(crowd, employee, random.Random(seed), found)
        while not killer.over and not found.wrong:
            crowd[0].look()
        _settle(crowd, found)
        for person in crowd:
            _check_answers(person, found)
            _check_human(person, found)
        _check_agents(place, organisations, crowd, found)
        found.check(employee.queue() == [], "somebody still waits at the desk")
        found.kills, found.starts = killer.kills, server.starts
        found.check(server.stop() == 0, "the server did not stop in order")
        _check_log(place / "data", found)
        found.wrong += asyncio.run(_orphans(place / "data"))
    return found


async def _let_in(data: Path) -> None:
    async with app.staff_of(load({"data": str(data)}, {}, data.parent)) as staff:
        await staff.add(Staff(id=EmployeeId(new_id()), login=LOGIN, name="Päivi Lehto", role="employee"), app.hash_password(PASSWORD))


def _tell(crowd: Sequence[Person], employee: Employee, chance: random.Random, found: Found) -> None:
    """All stories, some at once, while the employee is at work."""
    waiting: queue.SimpleQueue[Person] = queue.SimpleQueue()
    for person in chance.sample(crowd, len(crowd)):
        waiting.put(person)
    over = threading.Event()

    def tell() -> None:
        while True:
            try:
                person = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                person.tell()
            except Exception as error:  # noqa: BLE001  said with everything else that is wrong
                found.wrong.append(f"person {person.number} ({person.kind}): {type(error).__name__}: {error}")

    def work() -> None:
        try:
            employee.work(over)
        except Exception as error:  # noqa: BLE001  the same
            found.wrong.append(f"the employee: {type(error).__name__}: {error}")

    tellers = [threading.Thread(target=tell) for _ in range(min(AT_ONCE, len(crowd)))]
    desk = threading.Thread(target=work)
    for thread in (*tellers, desk):
        thread.start()
    for thread in tellers:
        thread.join()
    over.set()
    desk.join()
    found.wrong += employee.wrong


def _settle(crowd: Sequence[Person], found: Found) -> None:
    """Until every organisation has finished: nothing that was allowed is forgotten."""
    until = time.monotonic() + SETTLES_WITHIN
    left = [person for person in crowd if person.kind == "told"]
    while left and time.monotonic() < until:
        for person in left:
            person.look()
        left = [person for person in left if not person.steps() or set(person.steps().values()) != {"done"}]
        time.sleep(0.2 if left else 0)
    found.check(not left, f"steps that did not come to their end: {[person.steps() for person in left]}")


def _check_answers(person: Person, found: Found) -> None:
    """Each acknowledged message: one `accepted`, one `replied`, and the same stored answer when it is sent again."""
    who, events = f"person {person.number} ({person.kind})", person.events()
    replied = Counter(event["data"].get("turn") for event in events if event["type"] == "replied" and event["data"].get("turn"))
    accepted = Counter(event["data"].get("turn") for event in events if event["type"] == "accepted")
    turns = {answer["turn"] for _, answer in person.answers.values()}
    found.acknowledged += len(person.answers)
    found.check(len(turns) == len(person.answers), f"{who}: two messages share a turn")
    found.check(accepted == Counter(dict.fromkeys(turns, 1)), f"{who}: accepted {dict(accepted)} for {sorted(turns)}")
    found.check(replied == Counter(dict.fromkeys(turns, 1)), f"{who}: replies {dict(replied)} for {sorted(turns)}")
    found.check([event["seq"] for event in events] == sorted({event["seq"] for event in events}), f"{who}: events out of order")
    for id, (text, answer) in person.answers.items():
        found.check(person.again(id) == answer, f"{who}: another answer to the same message: {text}")
    if person.kind in ("told", "card"):
        sex = [fact["value"] for _, answer in person.answers.values() for fact in answer["reading"]["facts"] if fact["name"] == "child.sex"]
        found.check(sex == ["boy", "girl"], f"{who}: read as {sex}")


def _check_human(person: Person, found: Found) -> None:
    """Called once, taken once, answered once, handed back once, in this order; the machine silent in between."""
    events = person.events()
    story = [event["type"] for event in events if event["type"] in ("queued", "taken", "person-said", "handed-back")]
    wanted = ["queued", "taken", "person-said", "handed-back"] if person.kind == "human" else []
    if person.kind == "talk" and "queued" in story:  # what was said called a human by itself
        wanted = ["queued", "taken", "person-said", "handed-back"]
    found.check(story == wanted, f"person {person.number} ({person.kind}): with a human {story}")
    found.humans += bool(story)
    held = False
    for event in events:
        held = event["type"] == "taken" or (held and event["type"] != "handed-back")
        if held and event["type"] == "replied":
            found.check(bool(event["data"]["reply"]["silent"]), f"person {person.number}: the machine spoke while a human had it")


def _check_agents(place: Path, organisations: Practice, crowd: Sequence[Person], found: Found) -> None:
    """At the agents: one matter for each person and service, told once and asked back once."""
    journals = [place / id / "received.jsonl" for id in organisations.origins]
    lines: list[Json] = [json.loads(line) for one in journals if one.exists() for line in one.read_text().splitlines()]
    taken = [line for line in lines if line["assurance"] == "strong"]
    whose = {line["task"]: line["facts"]["event.date"] for line in taken if "event.date" in line["facts"]}
    told = Counter((line["service"], whose.get(line["task"]), tuple(sorted(line["facts"]))) for line in taken)
    matters = {(line["service"], line["task"]): whose.get(line["task"]) for line in taken}
    expected = {person.born.isoformat() for person in crowd if person.kind == "told"}
    found.check(len({line["message"] for line in lines}) == len(lines), "a message was taken twice")
    found.check(all(number == 1 for number in told.values()), f"told twice: {[one for one, number in told.items() if number > 1]}")
    found.check(Counter((service, day) for (service, _), day in matters.items()) == Counter((service, day) for service in ("parental-allowance", "child-benefit") for day in expected), f"matters at the agents: {matters}")
    found.shares = len(taken)
    found.check(len(taken) == SHARES * len(expected), f"{len(taken)} shares for {len(expected)} persons")


def _check_log(data: Path, found: Found) -> None:
    seen = subprocess.run([sys.executable, "-m", "luukku.cli", "log", "verify", "--data", str(data)], capture_output=True, text=True, check=False)
    found.check(seen.returncode == 0, f"the log does not verify: {seen.stdout}{seen.stderr}")


async def _orphans(data: Path) -> list[str]:
    """What hangs in the air in the folder as the last stop left it, before any start could put it right."""
    folder, wrong = Folder(data, create=False), []
    seals = Seals(keys := Keys(folder, SystemClock()))
    log = EmbeddedLog(folder, seals)
    with closing(Database(folder.store)) as database:
        outbox = SqliteOutbox(database, bells := Bells())
        store = SqliteStore(database, seals, bells, outbox)
        gate = EmbeddedGate(keys, seals, log, rules())
        alive, used = await outbox.shares(), {share for _, share in await log.unfinished()}
        waiting, rows = await store.waiting(), await store.envelopes()
        loose = await gate.envelopes() - rows
        gate.shut()
    log.close()
    if used - alive:
        wrong.append(f"{len(used - alive)} uses in the log that nobody will ever carry out")
    if waiting:
        wrong.append(f"{len(waiting)} accepted messages without an answer")
    if loose:
        wrong.append(f"{len(loose)} keys of envelopes that are not there")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description="Kills the counter at random moments and counts what was lost or doubled.")
    parser.add_argument("--random", type=int, default=20, metavar="N", help="kill at N random moments (20)")
    parser.add_argument("--people", type=int, default=PERSONS, metavar="N", help=f"conversations ({PERSONS})")
    parser.add_argument("--seed", type=int, default=None, help="of an earlier run")
    chosen: Any = parser.parse_args()
    seed = secrets.randbelow(10**6) if chosen.seed is None else chosen.seed
    print(f"seed {seed}: {chosen.people} conversations, {chosen.random} kills", flush=True)
    began = time.monotonic()
    found = run(seed, chosen.random, chosen.people)
    print(f"{found.kills} kills, {found.starts} starts, {found.acknowledged} messages answered, {found.shares} shares, {found.humans} humans called, {time.monotonic() - began:.0f} s")
    for what in found.wrong:
        print(f"    WRONG: {what}")
    print("all well: nothing lost, nothing doubled" if not found.wrong else f"{len(found.wrong)} wrong; again with --seed {seed}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
