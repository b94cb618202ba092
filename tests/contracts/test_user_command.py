"""`luukku user`: the same with and without a server on the folder; its way in is the local socket alone."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from typer.testing import CliRunner, Result

from luukku import app as composed
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.staff import SqliteStaff
from luukku.adapters.embedded.writer import Database
from luukku.cli import commands
from luukku.errors import BadInput, Clash, LuukkuError, NotFound, NotText, Taken
from luukku.web.control import STAFF, control_routes

SECRET = "kanarialintu laulaa"
ADD = ("add", "Paivi", "--name", "Päivi Lehto", "--password-stdin")
HASH = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"


def user(data: Path, *words: str, said: str | bytes = SECRET + "\n") -> Result:
    return CliRunner().invoke(commands.make_app("user"), ["user", *words, "--data", str(data)], input=said)


def check(data: Path, login: str, password: str = SECRET) -> bool:
    """Whether they can come in, read from the folder itself."""
    async def story() -> bool:
        with closing(Database(data / "luukku.db")) as database:
            return await SqliteStaff(database).check(login, password) is not None

    return asyncio.run(story())


@dataclass(frozen=True)
class Server:
    address: str
    control: str


@contextmanager
def serving(data: Path, place: Path) -> Iterator[Server]:
    """The routes of control over one folder, on a port and a local socket, as the counter serves them."""
    folder = Folder(data)
    database = Database(folder.store)
    application = FastAPI()
    application.state.counter = SimpleNamespace(staff=SqliteStaff(database))
    application.include_router(control_routes())

    async def told(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, LuukkuError)
        return JSONResponse({"detail": "Not Found"}, error.status)

    application.add_exception_handler(LuukkuError, told)
    tcp, local = socket.socket(), socket.socket(socket.AF_UNIX)
    tcp.bind(("127.0.0.1", 0))
    local.bind(str(place))
    for sock in (tcp, local):
        sock.listen()
    folder.lock(socket=str(place))
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [tcp, local]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield Server(f"http://127.0.0.1:{tcp.getsockname()[1]}", str(place))
    finally:
        server.should_exit = True
        thread.join()
        folder.unlock()
        database.close()


@pytest.fixture(params=["folder", "server"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder without and with a server that holds it."""
    if request.param == "folder":
        yield tmp_path / "data"
        return
    with serving(tmp_path / "data", tmp_path / "control"):
        yield tmp_path / "data"


def test_somebody_is_added_listed_and_switched_off(data: Path) -> None:
    added = user(data, *ADD)
    assert added.exit_code == 0 and "paivi" in added.stdout and "Päivi Lehto" in added.stdout
    assert user(data, "add", "sari", "--name", "Sari Niemi", "--role", "steward", "--password-stdin").exit_code == 0
    assert check(data, "paivi") and not check(data, "paivi", "another password")
    found = json.loads(user(data, "list", "--json").stdout)["staff"]
    assert [(one["login"], one["name"], one["role"], one["active"]) for one in found] == [
        ("paivi", "Päivi Lehto", "employee", True), ("sari", "Sari Niemi", "steward", True),
    ]
    assert set(found[0]) == {"id", "login", "name", "role", "active"}
    assert user(data, "off", "PAIVI").exit_code == 0
    assert not check(data, "paivi") and check(data, "sari")
    assert [line.endswith("(off)") for line in user(data, "list").stdout.splitlines()] == [True, False]


def test_a_login_is_given_once(data: Path) -> None:
    user(data, *ADD)
    assert isinstance(user(data, *ADD, said="another password\n").exception, Clash)
    assert check(data, "paivi")


@pytest.mark.parametrize(("login", "name", "role"), [
    ("-", "Päivi Lehto", "employee"), ("päivi", "Päivi Lehto", "employee"), ("a" * 65, "Päivi Lehto", "employee"), ("pai vi", "Päivi Lehto", "employee"),
    ("paivi", " ", "employee"), ("paivi", "P" * 81, "employee"), ("paivi", "Päivi\u202eLehto", "employee"), ("paivi", "Päivi Lehto", "boss"),
])
def test_what_cannot_be_is_refused_with_the_reason(data: Path, login: str, name: str, role: str) -> None:
    told = user(data, "add", "--name", name, "--role", role, "--password-stdin", "--", login)
    assert isinstance(told.exception, BadInput) or told.exit_code == 2
    assert not (data / "luukku.db").exists() or json.loads(user(data, "list", "--json").stdout)["staff"] == []


def test_who_is_not_there_cannot_be_switched_off(data: Path) -> None:
    user(data, *ADD)
    assert isinstance(user(data, "off", "nobody").exception, NotFound)


@pytest.mark.parametrize(("said", "error"), [("short\n", BadInput), ("\n", BadInput), ("x" * 1001, BadInput), (b"\xff" * 20, NotText)])
def test_a_password_that_will_not_do_is_refused_before_anything_is_kept(tmp_path: Path, said: str | bytes, error: type[Exception]) -> None:
    told = user(tmp_path / "data", *ADD, said=said)
    assert type(told.exception) is error and "short" not in str(told.exception)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_line_end_is_no_part_of_the_password(tmp_path: Path, end: str) -> None:
    user(tmp_path / "data", *ADD, said=SECRET + end)
    assert check(tmp_path / "data", "paivi")


def test_listing_makes_no_folder(tmp_path: Path) -> None:
    assert isinstance(user(tmp_path / "data", "list").exception, NotFound)
    assert not (tmp_path / "data").exists()


def test_a_server_that_cannot_be_asked_keeps_its_folder(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    folder.lock()
    assert isinstance(user(tmp_path / "data", *ADD).exception, Taken)
    folder.unlock()


def test_without_a_terminal_the_password_is_not_asked_for(tmp_path: Path) -> None:
    told = user(tmp_path / "data", "add", "paivi", "--name", "Päivi Lehto")
    assert isinstance(told.exception, BadInput) and told.exception.data["instead"] == "--password-stdin"


@pytest.mark.parametrize(("second", "code"), [(SECRET, 0), ("another password", 2)])
def test_at_a_terminal_the_password_is_asked_twice_and_not_shown(tmp_path: Path, second: str, code: int) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "luukku.cli", "user", "add", "paivi", "--name", "Päivi Lehto", "--data", str(tmp_path / "data")]
    env = {**os.environ, "PYTHONPATH": str(Path(composed.__file__).parents[1])}
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=env, start_new_session=True, cwd=tmp_path) as child:
        os.close(follower)
        shown = _answer(leader, [SECRET, second])
    assert child.returncode == code, shown
    assert SECRET.encode() not in shown and second.encode() not in shown
    assert (tmp_path / "data").exists() == (code == 0)


def _answer(leader: int, answers: list[str]) -> bytes:
    """Types an answer at each question; all that was shown."""
    shown = b""
    with open(leader, "r+b", buffering=0) as terminal:
        while True:
            try:
                part = terminal.read(1024)
            except OSError:  # the other side is closed
                return shown
            if not part:
                return shown
            shown += part
            if answers and shown.endswith(b": "):
                terminal.write(answers.pop(0).encode() + b"\n")


# Over the wire


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path / "data", tmp_path / "control") as found:
        yield found


def over_socket(server: Server, **sent: Any) -> httpx.Response:
    with httpx.Client(transport=httpx.HTTPTransport(uds=server.control), base_url="http://localhost") as client:
        return client.post(STAFF, **sent)


ASKED = {"do": "add", "login": "paivi", "name": "Päivi Lehto", "role": "steward", "password_hash": HASH}
DISGUISES: list[dict[str, str]] = [
    {}, {"x-forwarded-for": ""}, {"x-forwarded-for": "unix:"}, {"x-forwarded-for": "/tmp/control"}, {"host": "localhost"}, {"forwarded": "for=_hidden"},
    {"x-forwarded-host": "", "x-forwarded-port": "", "x-real-ip": ""},
]


@pytest.mark.parametrize("headers", DISGUISES)
def test_over_tcp_it_is_not_there_whatever_the_headers_say(server: Server, headers: dict[str, str]) -> None:
    nowhere = httpx.post(server.address + "/control/nowhere", json=ASKED, headers=headers)
    for sent in ({"json": ASKED}, {"json": {"do": "list"}}, {"content": b"{"}, {"content": b""}):
        told = httpx.post(server.address + STAFF, headers=headers, **sent)
        assert (told.status_code, told.json()) == (404, nowhere.json())
    assert over_socket(server, json={"do": "list"}).json() == {"staff": []}


def test_over_the_socket_it_answers_and_never_tells_a_hash(server: Server) -> None:
    told = over_socket(server, json=ASKED)
    assert told.status_code == 200 and told.json()["staff"][0]["role"] == "steward"
    assert "argon2" not in told.text + over_socket(server, json={"do": "list"}).text


@pytest.mark.parametrize(("body", "where"), [
    (b"{", "body"), (b"[]", "body"), (b"\xff", "body"), (b"{}", "do"), (b'{"do":"drop"}', "do"), (b'{"do":"off"}', "login"),
    (json.dumps({**ASKED, "password_hash": SECRET}).encode(), "password_hash"), (json.dumps({**ASKED, "name": 7}).encode(), "name"),
])
def test_what_is_malformed_is_refused_by_its_place_and_repeats_nothing(server: Server, body: bytes, where: str) -> None:
    told = over_socket(server, content=body)
    assert (told.status_code, told.json()) == (422, {"where": where, "code": "malformed"})
    assert over_socket(server, json={"do": "list"}).json() == {"staff": []}


def test_the_routes_stand_in_no_schema() -> None:
    application = FastAPI()
    application.include_router(control_routes())
    assert application.openapi()["paths"] == {}
