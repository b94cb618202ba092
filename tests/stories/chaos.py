"""Kill -9 at random moments: what was acknowledged is answered exactly once, and no step happens twice.

    python -m tests.stories.chaos --random 20      twenty seeds, printed
    python -m tests.stories.chaos 17 4711          these seeds

One run is one seed: a server process, three persons telling story 1 in turn, and a SIGKILL at some of their requests,
a few milliseconds after they are sent. Whoever hears nothing sends the same again. Afterwards everything is counted.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import secrets
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx

from luukku.cli.practice import Practice, practice

Json = dict[str, Any]
PERSONS = 3
KILLS = 4
OPENS_WITHIN = 60.0
SETTLES_WITHIN = 60.0
GONE = (httpx.TransportError, json.JSONDecodeError)
BIRTHDAYS = ("1.11.2026", "2.11.2026", "3.11.2026")
"""One each, so that the agent's journal tells the persons apart."""


@dataclass(slots=True)
class Found:
    """What a run saw. `wrong` is empty when all was well."""

    seed: int
    kills: int = 0
    acknowledged: int = 0
    steps: int = 0
    wrong: list[str] = field(default_factory=list)

    def check(self, right: bool, what: str) -> None:
        if not right:
            self.wrong.append(what)


class Server:
    """The counter as a child process that can be killed and started again over the same folder."""

    def __init__(self, folder: Path, organisations: Practice) -> None:
        self._folder = folder
        self._said = (folder / "server.log").open("a")
        pairs = [f"--set={name}={value}" for name, value in organisations.settings.items()]
        self._command = [sys.executable, "-m", "luukku.cli", "serve", "--port", "0", "--data", str(folder / "data"), "--set=limits.burst=1000", *pairs]
        self._process: subprocess.Popen[str] | None = None
        self.address = ""

    def start(self) -> None:
        """Until it says where it is. Raises RuntimeError with what it said when it does not open."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("LUUKKU_")}
        process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._said, text=True, env=env)
        self._process = process
        assert process.stdout is not None
        if select.select([process.stdout], [], [], OPENS_WITHIN)[0]:
            self.address = process.stdout.readline().strip()
        if not self.address or process.poll() is not None:
            self.stop()
            raise RuntimeError("the server did not open: " + (self._folder / "server.log").read_text()[-2000:])

    def kill(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGKILL)

    @property
    def gone(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def stop(self) -> int:
        """In order; the exit code."""
        if self._process is None:
            return 0
        self._process.terminate()
        try:
            code = self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process, self.address = None, ""
        return code

    def start_again(self) -> None:
        self.stop()
        self.start()

    def close(self) -> None:
        self.stop()
        self._said.close()


class Killer:
    """Kills at some requests, a few milliseconds after they are sent; which and when follows from the seed."""

    def __init__(self, seed: int, kills: int, requests: int) -> None:
        chance = random.Random(seed)
        at = sorted(chance.sample(range(1, requests), kills))
        self._plan = {number: chance.uniform(0.0, 0.08) for number in at}
        self._sent = 0
        self.kills = 0

    @contextmanager
    def watch(self, server: Server) -> Iterator[None]:
        """Around one request."""
        self._sent += 1
        delay = self._plan.pop(self._sent, None)
        if delay is None:
            yield
            return
        timer = threading.Timer(delay, server.kill)
        timer.start()
        try:
            yield
        finally:
            timer.join()
            self.kills += 1


@dataclass(slots=True)
class Person:
    """One person's whole story; each act is sent until it was acknowledged."""

    server: Server
    killer: Killer
    birthday: str
    conversation: str = ""
    token: str = ""
    answers: dict[str, tuple[str, Json]] = field(default_factory=dict)
    """message id → (text, the answer that acknowledged it)."""
    plan: list[Json] = field(default_factory=list)
    returning: str = ""
    """Path and query by which the person comes back from signing in, until that was answered."""

    def tell(self) -> Iterator[None]:
        """The acts in order; between two of them others have their turn."""
        opened = self._until(lambda client: client.post("/api/v1/conversations", json={"language": "fi"}))
        self.conversation, self.token = opened["conversation"], opened["token"]
        card = None
        for text in (f"Hei, meille syntyi poika {self.birthday}", "Tampere", "ei kun tyttö", "palkkatöissä"):
            yield
            card = self.say(text)["card"]
        assert card is not None, "the story did not come to its card"
        yield
        allow = {row["id"]: "allow" for row in card["allow"]}
        send = [row["id"] for row in card["request"]]
        self._until(lambda client: client.post(self._at(f"cards/{card['id']}"), json={"answers": allow, "send": send}))
        yield
        self._sign_in()
        for _ in range(5):
            yield
            self.look()

    def say(self, text: str) -> Json:
        id = str(uuid.UUID(bytes=secrets.token_bytes(16)))
        answer = self._until(lambda client: client.post(self._at("messages"), json={"id": id, "text": text}))
        self.answers[id] = (text, answer)
        return answer

    def again(self, id: str) -> Json:
        """The same message once more, after everything."""
        return self._until(lambda client: client.post(self._at("messages"), json={"id": id, "text": self.answers[id][0]}))

    def look(self) -> list[Json]:
        self.plan = self._until(lambda client: client.get(self._at("plan")))["plans"]
        return self.plan

    def events(self) -> list[Json]:
        return list(self._until(lambda client: client.get(self._at("events")))["events"])

    def steps(self) -> dict[str, str]:
        return {step["id"]: step["state"] for plan in self.plan for step in plan["told"]}

    def _sign_in(self) -> None:
        """Until the plan no longer asks for it: a sign-in that a kill broke off is begun anew."""
        until = time.monotonic() + SETTLES_WITHIN
        while time.monotonic() < until:
            self.look()
            if not any(plan["sign_in"] for plan in self.plan):
                return
            address = str(self._until(lambda client: client.post(self._at("sign-in")))["address"])
            with suppress(*GONE), self.killer.watch(self.server):
                self._walk(address)
            self._come_back()
        raise AssertionError("the sign-in did not come about")

    def _walk(self, address: str) -> None:
        with httpx.Client(timeout=20, trust_env=False) as browser:
            link = re.search(r'href="([^"]*\baino\b[^"]*)"', browser.get(address).text)
            assert link is not None
            back = browser.get(urljoin(address, link[1].replace("&amp;", "&"))).headers["location"]
            self.returning = back.removeprefix(self.server.address)
            self._return(browser)

    def _come_back(self) -> None:
        """A return that got no answer is made once more, as by loading the page again: its new cookie must not be lost."""
        while self.returning:
            if self.server.gone:
                self.server.start_again()
            with suppress(*GONE), httpx.Client(timeout=20, trust_env=False) as browser:
                self._return(browser)

    def _return(self, browser: httpx.Client) -> None:
        page = browser.get(self.server.address + self.returning, headers={"cookie": f"luukku={self.token}"})
        self.returning, self.token = "", page.cookies.get("luukku") or self.token

    def _at(self, what: str) -> str:
        return f"/api/v1/conversations/{self.conversation}/{what}"

    def _until(self, send: Callable[[httpx.Client], httpx.Response]) -> Json:
        """Sends until there is an acknowledgement. A broken line or a dead server: start it again and send the same."""
        for _ in range(20):
            if self.server.gone:
                self.server.start_again()
            headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
            try:
                with self.killer.watch(self.server), httpx.Client(base_url=self.server.address, headers=headers, timeout=30, trust_env=False) as client:
                    response = send(client)
                    said: Json = response.json()
            except GONE:
                time.sleep(0.05)
                continue
            assert response.is_success, f"{response.status_code} {said.get('code')}"
            return said
        raise AssertionError("no acknowledgement after twenty tries")


def run(seed: int, kills: int = KILLS) -> Found:
    """One seed: everything is told, killed, told again, and counted."""
    found = Found(seed=seed)
    with tempfile.TemporaryDirectory(prefix="luukku-chaos-") as place, practice(Path(place), Path(place) / "mailbox", 0.3, 0.3) as organisations:
        server = Server(Path(place), organisations)
        killer = Killer(seed, kills, requests=PERSONS * 14)
        try:
            server.start()
            persons = [Person(server=server, killer=killer, birthday=birthday) for birthday in BIRTHDAYS[:PERSONS]]
            _tell_in_turn(persons, random.Random(seed))
            _settle(persons, found)
            for person in persons:
                _check_answers(person, found)
            _check_agent(organisations.received, persons, found)
            found.kills = killer.kills
            found.check(server.stop() == 0, "the server did not stop in order")
            _check_log(Path(place) / "data", found)
        finally:
            server.close()
    return found


def _tell_in_turn(persons: list[Person], chance: random.Random) -> None:
    stories = [person.tell() for person in persons]
    while stories:
        story = chance.choice(stories)
        try:
            next(story)
        except StopIteration:
            stories.remove(story)


def _settle(persons: list[Person], found: Found) -> None:
    """Until every organisation has finished: nothing that was allowed is forgotten."""
    until = time.monotonic() + SETTLES_WITHIN
    while time.monotonic() < until:
        for person in persons:
            person.look()
        if all(person.steps() and set(person.steps().values()) == {"done"} for person in persons):
            return
        time.sleep(0.2)
    found.check(False, f"steps that did not come to their end: {[person.steps() for person in persons]}")


def _check_answers(person: Person, found: Found) -> None:
    """Each acknowledged message: one `accepted`, one `replied`, and the same stored answer when it is sent again."""
    events = person.events()
    replied = Counter(event["data"].get("turn") for event in events if event["type"] == "replied" and event["data"].get("turn"))
    accepted = Counter(event["data"].get("turn") for event in events if event["type"] == "accepted")
    turns = {answer["turn"] for _, answer in person.answers.values()}
    found.acknowledged += len(person.answers)
    found.check(len(turns) == len(person.answers), "two messages share a turn")
    found.check(replied == Counter(dict.fromkeys(turns, 1)), f"replies: {dict(replied)} for {sorted(turns)}")
    found.check(accepted == Counter(dict.fromkeys(turns, 1)), f"accepted: {dict(accepted)} for {sorted(turns)}")
    found.check([event["seq"] for event in events] == sorted({event["seq"] for event in events}), "events out of order")
    for id, (text, answer) in person.answers.items():
        found.check(person.again(id) == answer, f"another answer to the same message: {text}")
    sex = [fact["value"] for _, answer in person.answers.values() for fact in answer["reading"]["facts"] if fact["name"] == "child.sex"]
    found.check(sex == ["boy", "girl"], f"read as {sex}")


def _check_agent(received: Path, persons: list[Person], found: Found) -> None:
    """At the agent: one matter for each person and service, told once and asked back once."""
    lines: list[Mapping[str, Any]] = [json.loads(line) for line in received.read_text().splitlines()]
    taken = [line for line in lines if line["assurance"] == "strong"]
    found.check(len({line["message"] for line in lines}) == len(lines), "a message was taken twice")
    whose = {line["task"]: line["facts"]["event.date"] for line in taken if "event.date" in line["facts"]}
    told = Counter((line["service"], whose.get(line["task"]), tuple(sorted(line["facts"]))) for line in taken)
    found.check(all(number == 1 for number in told.values()), f"told twice: {told}")
    matters = Counter((service, day) for service, day in {(line["service"], line["task"]): whose.get(line["task"]) for line in taken}.items())
    found.check(len(matters) == 2 * len(persons), f"matters at the agent: {sorted(map(str, matters))}")
    found.check(len({(service, whose.get(task)) for service, task in {(line["service"], line["task"]) for line in taken}}) == len(matters), "a step has two matters")
    found.steps = len(taken)


def _check_log(data: Path, found: Found) -> None:
    seen = subprocess.run([sys.executable, "-m", "luukku.cli", "log", "verify", "--data", str(data)], capture_output=True, text=True, check=False)
    found.check(seen.returncode == 0, f"the log does not verify: {seen.stdout}{seen.stderr}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Kills the counter at random moments and counts what was lost or doubled.")
    parser.add_argument("seeds", type=int, nargs="*")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="N random seeds, printed")
    chosen = parser.parse_args()
    seeds = chosen.seeds + [secrets.randbelow(10**6) for _ in range(chosen.random)]
    failed = 0
    for number, seed in enumerate(seeds, start=1):
        print(f"{number}/{len(seeds)}  seed {seed:>6}  ", end="", flush=True)
        began = time.monotonic()
        found = run(seed)
        print(f"{found.kills} kills, {found.acknowledged} messages, {found.steps} shares, {time.monotonic() - began:.0f} s: {'all well' if not found.wrong else 'WRONG'}", flush=True)
        for what in found.wrong:
            print(f"    {what}")
        failed += bool(found.wrong)
    print(f"{len(seeds) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
