"""Where the counter cannot work: a broken pack, a full disk, a taken port or folder, wrong settings. Said in words, and nothing is lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from luukku import app as composition
from luukku import settings as settings_of
from luukku.cli import commands
from luukku.errors import NoRoom
from luukku.flow import serve, start
from luukku.flow.counter import Counter
from luukku.web.server import make_app
from tests.stories.counters import Customer, counter, customer

ROOT = Path(__file__).resolve().parents[2]
FIRST = "Moi, meille syntyi eilen poika!"
FLAGS = {"embedder": "tfidf", "limits.burst": "1000"}


def luukku(*words: str | bytes, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("LUUKKU_")} | {"NO_COLOR": "1", "LUUKKU_EMBEDDER": "tfidf"} | more
    seen = subprocess.run([sys.executable, "-m", "luukku.cli", *words], cwd=cwd, env=own, capture_output=True, stdin=subprocess.DEVNULL, timeout=600, check=False)
    out, err = seen.stdout.decode(), seen.stderr.decode()
    assert "Traceback" not in out + err
    return subprocess.CompletedProcess(seen.args, seen.returncode, out, err)


@dataclass(frozen=True, slots=True)
class Ended:
    code: object
    out: str
    err: str


Typed = Callable[..., Ended]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """The whole command line in this process: quicker where a command ends before it opens anything."""
    monkeypatch.chdir(tmp_path)

    def type(*words: str, **more: str) -> Ended:
        for name, value in {"NO_COLOR": "1", "LUUKKU_EMBEDDER": "tfidf", **more}.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            commands.run(list(words))
        shown = capsys.readouterr()
        return Ended(ended.value.code, shown.out, shown.err)

    return type


# Packs


def broken(folder: Path, file: str, change: Callable[[bytes], bytes]) -> Path:
    packs = folder / "packs"
    shutil.copytree(ROOT / "packs", packs)
    path = packs / file
    path.write_bytes(change(path.read_bytes()))
    return packs


def lines_of(file: str) -> int:
    return (ROOT / "packs" / file).read_bytes().count(b"\n")


@pytest.mark.parametrize(
    ("command", "file", "added", "what"),
    [
        ("serve", "service/child/services.toml", b'\nefect = "asks"\n', 'unknown key "efect"'),
        ("serve", "service/child/pack.toml", b"\nid = \n", "not TOML"),
        ("say", "service/child/facts.toml", b"\n# \xff\xfe\n", "not UTF-8"),
        ("say", "language/fi/words.toml", b"\n[x\n", "not TOML"),
        ("say", "language/fi/common.ftl", b"\nbroken = { $x\n", "not Fluent"),
    ],
)
def test_a_broken_pack_is_not_started_and_its_file_and_line_stand_on_one_line(
    tmp_path: Path, typed: Typed, command: str, file: str, added: bytes, what: str
) -> None:
    packs = broken(tmp_path, file, lambda held: held + added)
    words = ["say", FIRST] if command == "say" else ["serve", "--port", "0"]
    seen = typed(*words, "--set", f"packs={packs}")
    assert seen.code == 3 and seen.out == "" and "Code: bad-pack" in seen.err
    named = next(line for line in seen.err.splitlines() if file in line)
    assert named.startswith(f"  {file}:") and what in named
    line = int(named.split(":")[1])
    assert lines_of(file) < line <= lines_of(file) + 3


def test_a_pack_nested_too_deeply_is_a_broken_pack(tmp_path: Path, typed: Typed) -> None:
    packs = broken(tmp_path, "service/child/facts.toml", lambda held: held + b"\n[facts.x]\na = " + b"[" * 5000 + b"]" * 5000 + b"\n")
    seen = typed("say", FIRST, "--set", f"packs={packs}")
    assert seen.code == 3 and "service/child/facts.toml:0: nested too deeply" in seen.err


# Ports, folders, settings, options


def test_a_taken_port_and_folder_end_with_3_and_say_what_to_do_while_say_goes_through_the_server(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with counter(data, FLAGS) as here, customer(here.address) as one:
        one.open().say(FIRST)
        port = here.address.rpartition(":")[2]
        seen = luukku("serve", "--port", port, "--data", "other", cwd=tmp_path)
        assert seen.returncode == 3 and "Code: taken" in seen.stderr and f"port: {port}" in seen.stderr and "--port" in seen.stderr
        second = luukku("serve", "--port", "0", "--data", str(data), cwd=tmp_path)
        assert second.returncode == 3 and f"pid: {here.process.pid}" in second.stderr and "--data" in second.stderr
        said = luukku("say", FIRST, "--data", str(data), "--json", cwd=tmp_path)
        assert said.returncode == 0 and '"municipality"' in said.stdout
        refused = luukku("say", b"moi \xff", "--data", str(data), cwd=tmp_path)
        assert (refused.returncode, refused.stdout) == (2, "") and "Code: not-text" in refused.stderr
        assert one.say("Tampere")["question"]["name"] == "mother.work"
    log = (tmp_path / "data.log").read_text()
    assert "Traceback" not in log and "Tampere" not in log


@pytest.mark.parametrize(
    ("words", "more", "code", "told"),
    [
        (["serve", "--port", "0"], {"LUUKKU_PROT": "1"}, 3, ["LUUKKU_PROT", "nearest: port"]),
        (["say", FIRST], {"LUUKKU_ORGANISATION__FONE": "1"}, 3, ["LUUKKU_ORGANISATION__FONE", "nearest: organisation.phone"]),
        (["say", FIRST], {"LUUKKU_LIMITS__BURST": "many"}, 3, ["limits.burst", "a whole number from 1 to 1000"]),
        (["serve", "--port", "99999"], {}, 3, ["a whole number from 0 to 65535"]),
        (["serve", "--port", "0", "--host", "203.0.113.9"], {}, 3, ["203.0.113.9", "Code: bad-settings"]),
        (["serve", "--port", "0", "--data", "file"], {}, 3, ["key: data", "a folder that can be written"]),
        (["serve", "--prot", "1"], {}, 2, ["--prot", "--port"]),
        (["sya", "moi"], {}, 2, ["say"]),
        (["say", FIRST, "--conversation", os.fsdecode(b"\xff")], {}, 2, ["Code: not-found"]),
    ],
)
def test_wrong_settings_end_with_3_and_wrong_use_with_2(
    tmp_path: Path, typed: Typed, words: list[str], more: Mapping[str, str], code: int, told: list[str]
) -> None:
    (tmp_path / "file").touch()
    seen = typed(*words, **more)
    assert seen.code == code and seen.out == ""
    assert [part for part in told if part not in seen.err] == []


# A full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB, where this user may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True, check=False) if shutil.which("mount") else None
    if made is None or made.returncode != 0:
        pytest.skip("no file system may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Leaves so many bytes free."""
    room = os.statvfs(disk)
    (disk / "filling").write_bytes(b"x" * max(0, room.f_bavail * room.f_bsize - left))
    return disk / "filling"


def test_on_a_full_disk_nothing_is_lost_and_nothing_is_promised(small_disk: Path, tmp_path: Path) -> None:
    data = small_disk / "data"
    with counter(data, {**FLAGS, "mailbox.folder": str(tmp_path / "mailbox")}) as here, customer(here.address) as one:
        one.open().say(FIRST)
        codes: dict[str, int] = {}
        for left in (0, 16_384, 49_152, 65_536, 98_304, 131_072):
            filling = fill(small_disk, left)
            for more in ({}, {"prefer": "respond-async"}):
                text = f"pitkä {left} {len(more)} " + "juttu " * 600
                body = {"id": str(uuid.uuid4()), "text": text}
                answer = one.http.post(f"/api/v1/conversations/{one.conversation}/messages", json=body, headers=one.headers | more)
                codes[text.strip()] = answer.status_code
                assert answer.status_code in (200, 202) or answer.json()["code"] == "no-room"
            assert one.http.post("/api/v1/conversations", json={}).status_code in (201, 507)
            assert one.get("events")["events"][0]["type"] == "opened"
            filling.unlink()
        assert {200, 202, 507} >= set(codes.values()) and 507 in codes.values()
        taken = [text for text, code in codes.items() if code != 507]
        assert [text for text in accepted(one) if text != FIRST] == taken
        until(lambda: len(turns(one, "replied")) == len(taken) + 1)
        assert one.say("Tampere")["question"]["name"] == "mother.work"
    log = (small_disk / "data.log").read_text()
    assert "Traceback" not in log and "pitkä" not in log


@pytest.mark.thorough
def test_a_counter_does_not_open_on_a_full_disk_and_opens_when_there_is_room(small_disk: Path) -> None:
    for left in (0, 150_000):
        filling = fill(small_disk, left)
        seen = luukku("say", FIRST, "--data", str(small_disk / "data"), cwd=small_disk.parent)
        assert seen.returncode == 1 and "Code: no-room" in seen.stderr
        filling.unlink()
    assert luukku("say", FIRST, "--data", str(small_disk / "data"), cwd=small_disk.parent).returncode == 0


def accepted(one: Customer) -> list[str]:
    return [event["data"]["text"] for event in one.events() if event["type"] == "accepted"]


def turns(one: Customer, type: str) -> list[str]:
    return [event["data"]["turn"] for event in one.events() if event["type"] == type]


def until(holds: Callable[[], bool]) -> None:
    for _ in range(1_200):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


# The same in one process, where the moment can be chosen


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[Counter, httpx.AsyncClient]]:
    flags = {"data": str(folder / "data"), **FLAGS}
    async with composition.opened(settings_of.load(flags, {}, folder)) as here:
        transport = httpx.ASGITransport(app=make_app(here), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://luukku.example") as http:
            yield here, http


async def begin(http: httpx.AsyncClient) -> tuple[str, dict[str, str]]:
    made = (await http.post("/api/v1/conversations", json={})).json()
    path, headers = f"/api/v1/conversations/{made['conversation']}", {"authorization": f"Bearer {made['token']}"}
    assert (await http.post(f"{path}/messages", json={"id": "first", "text": FIRST}, headers=headers)).status_code == 200
    return path, headers


async def events_of(http: httpx.AsyncClient, path: str, headers: Mapping[str, str], type: str) -> list[dict[str, Any]]:
    found = (await http.get(f"{path}/events", headers=headers)).json()["events"]
    return [event["data"] for event in found if event["type"] == type]


def test_a_full_database_takes_nothing_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as (here, http):
            path, headers = await begin(http)
            database: Any = here.store._database  # type: ignore[attr-defined]
            pages = await database.write(lambda db: int(db.execute("PRAGMA page_count").fetchone()[0]))
            await database.write(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchone())
            body = {"id": "second", "text": "Tampere, " + "pitkä juttu " * 800}
            full = await http.post(f"{path}/messages", json=body, headers=headers)
            assert full.status_code == 507 and full.json()["code"] == "no-room"
            page = await http.post("/messages", data={"id": str(uuid.uuid4()), "text": body["text"]}, headers={"origin": "http://luukku.example"})
            assert page.status_code == 507 and body["text"] in page.text and "set-cookie" not in page.headers
            assert len(await events_of(http, path, headers, "accepted")) == 1
            await database.write(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchone())
            assert (await http.post(f"{path}/messages", json=body, headers=headers)).status_code == 200

    asyncio.run(story())


def test_what_was_accepted_before_the_disk_was_full_is_said_to_be_kept_and_answered_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with opened(tmp_path) as (here, http):
            path, headers = await begin(http)
            commit = type(here.store).commit

            async def full(*_: object) -> None:
                raise NoRoom(what="luukku.db")

            monkeypatch.setattr(type(here.store), "commit", full)
            kept = await http.post(f"{path}/messages", json={"id": "second", "text": "Tampere"}, headers=headers)
            assert kept.status_code == 202 and set(kept.json()) == {"turn"}
            again = await http.post(f"{path}/messages", json={"id": "second", "text": "Tampere"}, headers=headers)
            assert again.json() == kept.json()
            monkeypatch.setattr(type(here.store), "commit", commit)
            for _ in range(600):
                await asyncio.sleep(0.1)
                if len(replies := await events_of(http, path, headers, "replied")) == 2:
                    break
            assert replies[-1]["turn"] == kept.json()["turn"] and replies[-1]["question"]["name"] == "mother.work"

    asyncio.run(story())


def test_one_turn_that_cannot_be_answered_keeps_neither_the_counter_shut_nor_others_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    answer = serve.answer_accepted

    async def fails(here: Counter, turn: Any) -> Any:
        if turn.message == "bad":
            raise ValueError("Tampere")
        return await answer(here, turn)

    async def accepts() -> tuple[str, dict[str, str]]:
        monkeypatch.setattr(serve, "answer_later", lambda *_, **__: None)
        async with opened(tmp_path) as (_, http):
            path, headers = await begin(http)
            for id in ("bad", "good"):
                await http.post(f"{path}/messages", json={"id": id, "text": "Tampere"}, headers=headers | {"prefer": "respond-async"})
            return path, headers

    async def answered(path: str, headers: dict[str, str]) -> int:
        async with opened(tmp_path) as (_, http):
            return len(await events_of(http, path, headers, "replied"))

    path, headers = asyncio.run(accepts())
    monkeypatch.setattr(start, "answer_accepted", fails)
    assert asyncio.run(answered(path, headers)) == 2
    assert "ValueError" in caplog.text and "Tampere" not in caplog.text
    monkeypatch.setattr(start, "answer_accepted", answer)
    assert asyncio.run(answered(path, headers)) == 3


def test_what_nobody_expected_is_an_answer_and_a_line_in_the_log_without_a_word_of_the_customer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("Tampere 131052-900X")

    async def story() -> None:
        async with opened(tmp_path) as (_, http):
            path, headers = await begin(http)
            monkeypatch.setattr(serve, "answer_turn", breaks)
            failed = await http.post(f"{path}/messages", json={"id": "second", "text": "Tampere"}, headers=headers)
            assert failed.status_code == 500 and failed.json()["code"] == "failed"
            assert failed.headers["x-content-type-options"] == "nosniff"
            token = headers["authorization"].removeprefix("Bearer ")
            form = {"id": str(uuid.uuid4()), "text": "Tampere"}
            page = await http.post("/messages", data=form, headers={"origin": "http://luukku.example", "sec-fetch-site": "same-origin", "cookie": f"luukku={token}"})
            assert page.status_code == 500 and page.headers["content-type"].startswith("text/html")

    asyncio.run(story())
    assert "unexpected RuntimeError at" in caplog.text
    assert "Tampere" not in caplog.text and "900X" not in caplog.text and "Traceback" not in caplog.text
