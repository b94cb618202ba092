"""For tests: one counter with everything around it that stories need, started once for all of them (`conftest.town`)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from luukku import app
from luukku.model.handover import Employee
from luukku.model.ids import EmployeeId, new_id
from luukku.settings import load
from tests.contracts.sandboxes import Organisations, organisations, running
from tests.stories.counters import counter
from tests.stories.pages import Page

SECRET = "a-secret-for-tests-only"
PASSWORD = "riittävän pitkä sana"


@dataclass(slots=True)
class Town:
    """A counter with a desk, its practice organisations, an identity provider and a mailbox. Nobody else writes into its folders."""

    address: str
    folder: Path
    around: Organisations
    figures: str = ""
    """Where /metrics is."""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def mailbox(self) -> Path:
        return self.folder / "mailbox"

    def received(self) -> dict[str, dict[str, Any]]:
        """Share → its "service" and "facts", of all that any organisation was told."""
        return {id: share for kind in self.around.origins for id, share in self.around.received(kind).items()}


@contextmanager
def town(folder: Path) -> Iterator[Town]:
    with ExitStack() as stack:
        around = stack.enter_context(organisations(folder / "organisations", "--finish-after", "0.2"))
        identity = stack.enter_context(running("identity", "--port", "0"))
        with ThreadPoolExecutor(1) as apart:
            apart.submit(lambda: asyncio.run(_let_in(folder / "data"))).result()
        flags = {
            **around.settings, "identity.issuer": identity.address, "mailbox.folder": str(folder / "mailbox"), "rest.token": SECRET,
            "limits.burst": "1000", "desk.hours": "mon-sun 00:00-24:00", "organisation.phone": "09 123 4567", "metrics.port": str(port := free_port()),
        }
        opened = stack.enter_context(counter(folder / "data", flags))
        yield Town(opened.address, folder, around, f"http://127.0.0.1:{port}")


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


async def _let_in(data: Path) -> None:
    async with app.staff_of(load({"data": str(data)}, {}, data.parent)) as staff:
        await staff.add(Employee(id=EmployeeId(new_id()), login="paivi", name="Päivi Lehto", role="employee"), app.hash_password(PASSWORD))


@dataclass(slots=True)
class Clerk:
    """The employee Päivi Lehto with a browser without scripts."""

    http: httpx.Client
    cookie: str = ""

    def sign_in(self) -> Clerk:
        origin = str(self.http.base_url).rstrip("/")
        answer = self.http.post("/desk/sign-in", data={"login": "paivi", "password": PASSWORD}, headers={"origin": origin})
        self.cookie = answer.cookies["luukku-desk"]
        self.http.cookies.clear()
        return self

    def look(self, path: str = "/desk") -> str:
        return self.http.get(path, headers={"cookie": f"luukku-desk={self.cookie}", "accept-language": "fi"}).raise_for_status().text

    def post(self, path: str, **fields: str) -> httpx.Response:
        form = Page(self.look()).hidden["form"]
        return self.http.post(path, data={"form": form, **fields}, headers={"cookie": f"luukku-desk={self.cookie}", "accept-language": "fi"})


@contextmanager
def clerk(address: str) -> Iterator[Clerk]:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        yield Clerk(http).sign_in()


@dataclass(slots=True)
class Chat:
    """A chat program that speaks the REST form for one sender."""

    http: httpx.Client
    sender: str = field(default_factory=new_id)
    secret: str = SECRET

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secret}"}

    def post(self, text: str, **more: Any) -> httpx.Response:
        return self.http.post("/webhooks/rest/webhook", json={"sender": self.sender, "message": text, **more}, headers=self.headers)

    def say(self, text: str, **more: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.post(text, **more).raise_for_status().json()
        assert all(one["recipient_id"] == self.sender for one in found)
        return found

    def poll(self, after: int = 0) -> list[dict[str, Any]]:
        asked = self.http.get("/webhooks/rest/messages", params={"sender": self.sender, "after": after}, headers=self.headers)
        found: list[dict[str, Any]] = asked.raise_for_status().json()
        return found


def texts(found: list[dict[str, Any]]) -> str:
    return "\n".join(one["text"] for one in found)


def payloads(found: list[dict[str, Any]]) -> list[str]:
    return [button["payload"] for one in found for button in one.get("buttons", [])]


def payload(found: list[dict[str, Any]], begins: str) -> str:
    """The one button that asks for that."""
    return next(one for one in payloads(found) if one.startswith(begins))


@contextmanager
def chat(address: str) -> Iterator[Chat]:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        yield Chat(http)
