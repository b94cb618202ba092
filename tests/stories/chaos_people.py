"""For `chaos`: the server that is killed, who kills it, the customers who send until they are heard, and the employee."""

from __future__ import annotations

import json
import os
import random
import re
import secrets
import select
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

import httpx

from tests.stories.pages import Page

Json = dict[str, Any]
Kind = Literal["told", "card", "human", "talk"]
OPENS_WITHIN = 90.0
SETTLES_WITHIN = 120.0
TRIES = 60
GONE = (httpx.TransportError, json.JSONDecodeError)
LOGIN, PASSWORD = "paivi", "riittävän pitkä sana"
TALKS = (
    ("Mieheni kuoli viime viikolla, en jaksa näitä papereita.", "Tampere", "en tiedä vielä", "kiitos"),
    ("Haemme avioeroa", "kyllä", "kaksi lasta", "Espoo"),
    ("pikavippejä 14 kpl ja perintätoimisto soittelee joka päivä", "joo", "en", "Turku"),
    ("My mother died yesterday", "yes", "Helsinki", "I don’t know"),
    ("Vi flyttar till Åbo nästa månad", "ja", "två barn", "tack"),
)


class Server:
    """The counter as a child process that can be killed at any moment and is started again over the same folder."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self._folder = folder
        self._said = (folder / "server.log").open("a")
        pairs = [f"--set={name}={value}" for name, value in settings.items()]
        self._command = [sys.executable, "-m", "luukku.cli", "serve", "--port", "0", "--data", str(folder / "data"), *pairs]
        self._process: subprocess.Popen[str] | None = None
        self._one_starts = threading.Lock()
        self.address = ""
        self.starts = 0

    def up(self) -> str:
        """Where it is; started first when it is gone, again if it is killed meanwhile. Raises RuntimeError with what it said."""
        with self._one_starts:
            for _ in range(5):
                if not self.gone:
                    return self.address
                self._end()
                if self._start():
                    return self.address
        raise RuntimeError("the server did not open: " + (self._folder / "server.log").read_text()[-3000:])

    def kill(self) -> bool:
        """As a power cut. False when there was nothing to kill."""
        process = self._process
        if process is None or process.poll() is not None:
            return False
        process.send_signal(signal.SIGKILL)
        return True

    @property
    def gone(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def stop(self) -> int:
        """In order; the exit code."""
        process = self._process
        if process is None:
            return 0
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        return self._end()

    def close(self) -> None:
        self._end()
        self._said.close()

    def _start(self) -> bool:
        env = {name: value for name, value in os.environ.items() if not name.startswith("LUUKKU_")}
        process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._said, text=True, env=env)
        self._process, self.starts = process, self.starts + 1
        assert process.stdout is not None
        if select.select([process.stdout], [], [], OPENS_WITHIN)[0]:
            self.address = process.stdout.readline().strip()
        return bool(self.address) and process.poll() is None

    def _end(self) -> int:
        process, self._process, self.address = self._process, None, ""
        if process is None:
            return 0
        if process.poll() is None:
            process.kill()
        code = process.wait(10)
        if process.stdout is not None:
            process.stdout.close()
        return code


class Killer:
    """Kills at some requests, a few milliseconds after they are sent; which and when follows from the seed."""

    def __init__(self, server: Server, seed: int, kills: int, requests: int) -> None:
        chance = random.Random(seed)
        self._server = server
        self._plan = [(number, chance.uniform(0.0, 0.08)) for number in sorted(chance.sample(range(1, requests), kills))]
        self._guard = threading.Lock()
        self._sent = 0
        self.kills = 0

    @property
    def over(self) -> bool:
        return not self._plan

    def sent(self) -> None:
        """A request is sent now."""
        with self._guard:
            self._sent += 1
            if self._plan and self._sent >= self._plan[0][0]:
                _, delay = self._plan.pop(0)
                threading.Timer(delay, self._kill).start()

    def _kill(self) -> None:
        killed = self._server.kill()
        with self._guard:
            if killed:
                self.kills += 1
            else:  # it was down already: at the next request then
                self._plan.insert(0, (0, 0.01))


@dataclass(slots=True)
class Sender:
    """Whoever sends the same again until there is an acknowledgement."""

    server: Server
    killer: Killer

    def until(self, send: Callable[[httpx.Client], httpx.Response]) -> httpx.Response:
        """The first whole answer. A broken line or a dead server: it is started again and the same is sent."""
        for _ in range(TRIES):
            address = self.server.up()
            try:
                with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
                    self.killer.sent()
                    response = send(client)
                    response.read()
            except GONE:
                time.sleep(0.05)
                continue
            return response
        raise AssertionError(f"no acknowledgement after {TRIES} tries")

    def json(self, send: Callable[[httpx.Client], httpx.Response]) -> Json:
        response = self.until(send)
        said: Json = response.json()
        assert response.is_success, f"{response.status_code} {said.get('code')}"
        return said


@dataclass(slots=True)
class Person:
    """One person's whole story; each act is sent until it was acknowledged."""

    number: int
    kind: Kind
    sender: Sender
    conversation: str = ""
    token: str = ""
    answers: dict[str, tuple[str, Json]] = field(default_factory=dict)
    """message id → (text, the answer that acknowledged it)."""
    plan: list[Json] = field(default_factory=list)
    returning: str = ""
    """Path and query by which the person comes back from signing in, until that was answered."""

    @property
    def born(self) -> date:
        """Another day for each: so the agents' journals tell the persons apart."""
        return date.today() - timedelta(days=1 + self.number)

    def tell(self) -> None:
        opened = self.sender.json(lambda client: client.post("/api/v1/conversations", json={"language": "fi"}))
        self.conversation, self.token = opened["conversation"], opened["token"]
        {"told": self._all, "card": self._until_card, "human": self._with_human, "talk": self._talk}[self.kind]()

    def say(self, text: str) -> Json:
        id = str(uuid.UUID(bytes=secrets.token_bytes(16)))
        answer = self._post("messages", {"id": id, "text": text})
        self.answers[id] = (text, answer)
        return answer

    def again(self, id: str) -> Json:
        """The same message once more, after everything."""
        return self._post("messages", {"id": id, "text": self.answers[id][0]})

    def look(self) -> list[Json]:
        self.plan = self._get("plan")["plans"]
        return self.plan

    def events(self) -> list[Json]:
        return list(self._get("events")["events"])

    def steps(self) -> dict[str, str]:
        return {step["id"]: step["state"] for plan in self.plan for step in plan["told"]}

    def _until_card(self) -> Json:
        card = None
        for text in (f"Hei, meille syntyi poika {self.born.day}.{self.born.month}.{self.born.year}", "Tampere", "ei kun tyttö", "palkkatöissä"):
            card = self.say(text)["card"]
        assert card is not None, "the story did not come to its card"
        if self.kind == "card":
            self._post(f"cards/{card['id']}", {"answers": {row["id"]: "deny" for row in card["allow"]}, "send": []})
        return dict(card)

    def _all(self) -> None:
        """Story 1, up to the organisations."""
        card = self._until_card()
        send = [row["id"] for row in card["request"]]
        self._post(f"cards/{card['id']}", {"answers": {row["id"]: "allow" for row in card["allow"]}, "send": send})
        self._sign_in()

    def _with_human(self) -> None:
        """Asks for a human, is answered, and goes on with the machine."""
        self.say(f"Hei, meille syntyi poika {self.born.day}.{self.born.month}.{self.born.year}")
        self.say("Haluan puhua ihmisen kanssa")
        self.say("Oletteko siellä?")
        until = time.monotonic() + SETTLES_WITHIN
        while not any(event["type"] == "handed-back" for event in self.events()):
            assert time.monotonic() < until, "no human came"
            time.sleep(0.3)
        self.say("Tampere")

    def _talk(self) -> None:
        for text in TALKS[self.number % len(TALKS)]:
            self.say(text)

    def _sign_in(self) -> None:
        """Until the plan no longer asks for it: a sign-in that a kill broke off is begun anew."""
        until = time.monotonic() + SETTLES_WITHIN
        while time.monotonic() < until:
            self.look()
            if not any(plan["sign_in"] for plan in self.plan):
                return
            address = str(self._post("sign-in", None)["address"])
            with suppress(*GONE):
                self._walk(address)
            self._come_back()
        raise AssertionError("the sign-in did not come about")

    def _walk(self, address: str) -> None:
        with httpx.Client(timeout=20, trust_env=False) as browser:
            link = re.search(r'href="([^"]*\baino\b[^"]*)"', browser.get(address).text)
            assert link is not None
            back = browser.get(urljoin(address, link[1].replace("&amp;", "&"))).headers["location"]
            self.returning = "/" + back.split("/", 3)[3]

    def _come_back(self) -> None:
        """A return that got no answer is made once more, as by loading the page again: its new cookie must not be lost."""
        if self.returning:
            page = self.sender.until(lambda client: client.get(self.returning, headers={"cookie": f"luukku={self.token}"}))
            self.returning, self.token = "", page.cookies.get("luukku") or self.token

    def _post(self, what: str, body: object) -> Json:
        return self.sender.json(lambda client: client.post(self._at(what), json=body, headers=self._headers()))

    def _get(self, what: str) -> Json:
        return self.sender.json(lambda client: client.get(self._at(what), headers=self._headers()))

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def _at(self, what: str) -> str:
        return f"/api/v1/conversations/{self.conversation}/{what}"


@dataclass(slots=True)
class Employee:
    """At the desk with a browser: takes whoever waits, looks, answers, and hands back."""

    sender: Sender
    cookie: str = ""
    served: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def work(self, stop: threading.Event) -> None:
        """Until `stop`, and until nobody waits any more."""
        self._sign_in()
        while True:
            ended, rows = stop.is_set(), self.queue()
            for id in rows:
                self._serve(id)
            if ended and not rows:
                return
            stop.wait(0.2)

    def queue(self) -> list[str]:
        return list(dict.fromkeys(re.findall(r'href="/desk/([0-9a-f]{32})"', self._look("/desk"))))

    def _serve(self, id: str) -> None:
        self._do(id, "take")
        self._look(f"/desk/{id}")
        self._do(id, "say", id=str(uuid.uuid4()), text="Hei, täällä Päivi. Autan mielelläni.")
        self._do(id, "hand-back", text="")
        self.served.append(id)

    def _do(self, handover: str, what: str, **fields: str) -> None:
        form = Page(self._look("/desk")).hidden["form"]
        answer = self.sender.until(lambda client: client.post(f"/desk/{handover}/{what}", data={"form": form, **fields}, headers=self._headers()))
        if answer.status_code != 303:
            self.wrong.append(f"the desk answered {answer.status_code} to {what}")

    def _sign_in(self) -> None:
        answer = self.sender.until(
            lambda client: client.post("/desk/sign-in", data={"login": LOGIN, "password": PASSWORD}, headers={"origin": str(client.base_url).rstrip("/")})
        )
        self.cookie = answer.cookies["luukku-desk"]

    def _look(self, path: str) -> str:
        answer = self.sender.until(lambda client: client.get(path, headers=self._headers()))
        assert answer.status_code == 200, f"{answer.status_code} at {path.partition('/desk')[1]}"
        return answer.text

    def _headers(self) -> dict[str, str]:
        return {"cookie": f"luukku-desk={self.cookie}", "accept-language": "fi"}


@contextmanager
def closing(server: Server) -> Iterator[Server]:
    try:
        yield server
    finally:
        server.close()
