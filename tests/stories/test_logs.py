"""What the counter says of itself holds nothing of a person: by construction, by what may be logged at all, and over whole stories."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import luukku
from luukku import app, logs
from luukku.errors import LuukkuError
from luukku.flow import open, serve
from luukku.model.conversation import Message
from luukku.model.fact import Personal
from luukku.model.ids import ShareId, new_id
from luukku.model.use import Outgoing
from luukku.settings import load
from tests.stories.counters import Customer
from tests.stories.pages import Page
from tests.stories.towns import Town, clerk, free_port

SOURCE = Path(luukku.__file__).parent
CANARY = "Kanarianlintu"
SAID = ("Meille syntyi tyttö 3.5.2026, vaimoni on palkkatöissä", "Tampere", "Lapsen nimi on Kanarianlintu", "HETU on 030526A9042")
CANARIES = ("2026-05-03", "3.5.2026", "palkkatöissä", "employed", CANARY, "030526A9042", "Tampere", "syntyi")
KEYS = {"at", "level", "logger", "event", *logs.FIELDS}


def record(name: str, message: str, *args: object, path: str = __file__, error: BaseException | None = None, **extra: object) -> logging.LogRecord:
    held = (type(error), error, error.__traceback__) if error is not None else None
    made = logging.LogRecord(name, logging.WARNING, path, 7, message, args, held)
    made.__dict__.update(extra)
    return made


# One line


def test_it_is_one_object_a_line_with_at_level_logger_and_event() -> None:
    line = logs.JsonLines().format(record("luukku.flow", "delivery\nfailed: %s", "unreached", share="s-1", error=None))
    held = json.loads(line)
    assert "\n" not in line
    assert (held["level"], held["logger"], held["event"], held["share"]) == ("warning", "luukku.flow", "delivery failed: unreached", "s-1")
    assert held["at"].endswith("+00:00")


def test_what_is_not_on_the_list_is_dropped_and_what_is_too_long_is_cut() -> None:
    held = logs.plain(record("luukku.flow", "x" * 5000, person=CANARY, text=CANARY, headers={"cookie": CANARY}, kind="y" * 5000, ms=12.5))
    assert set(held) == {"at", "level", "logger", "event", "kind", "ms"}
    assert (len(held["event"]), len(held["kind"]), held["ms"]) == (logs.LONGEST, logs.LONGEST, 12.5)


def test_of_an_error_only_kind_and_place_are_said() -> None:
    try:
        raise ValueError(f"cannot read {CANARY}")
    except ValueError as error:
        shown = logs.JsonLines().format(record("luukku.flow", "worker failed", error=error))
        short = logs.ShortLines().format(record("luukku.flow", "worker failed", error=error))
    assert CANARY not in shown + short
    assert json.loads(shown)["error"] == "ValueError" and json.loads(shown)["places"].startswith("test_logs.py:")


LIBRARY = """
logger.warning(f"cannot send {text} to %s", name)
logger.warning("cannot send: %s", text)
"""


def test_a_librarys_words_are_written_only_when_they_stand_in_its_source(tmp_path: Path) -> None:
    path = tmp_path / "library.py"
    path.write_text(LIBRARY)
    its_own = record("library", "cannot send: %s", CANARY, path=str(path))
    put_together = record("library", f"cannot send {CANARY} to %s", CANARY, path=str(path))
    one_word = record("library", "text", path=str(path))
    nowhere = record("library", CANARY, path="<string>")
    assert [logs.event_of(one) for one in (its_own, put_together, one_word, nowhere)] == ["cannot send: %s", "said at library:7", "said at library:7", "said at <string>:7"]


def test_at_a_terminal_it_is_a_short_line() -> None:
    assert logs.ShortLines().format(record("luukku.flow", "not cleared", share="s-1")).endswith("warning   luukku.flow: not cleared (share=s-1)")


def test_warnings_and_errors_of_threads_do_not_print_around_it(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    import threading

    for module, name in ((threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(logging, "captureWarnings", lambda on: None)
    logs.catch_strays()
    error = ValueError(CANARY)
    threading.excepthook(threading.ExceptHookArgs((ValueError, error, None, None)))
    sys.unraisablehook(type("Args", (), {"exc_value": error})())
    assert [one.__dict__["error"] for one in caplog.records] == ["ValueError", "ValueError"]
    assert CANARY not in caplog.text


# What may be logged at all

LEVELS = ("debug", "info", "warning", "error", "critical", "exception", "log")
MAY_STAND_IN = {
    "broken.code", "error.code", "failure.code", "type(error).__name__", "type(failure).__name__", "error.sqlite_errorname",
    "part.__name__.strip('_')", "note", "' > '.join(places)", "settings.data", "error",
    "one.verifier.name", "change_text(change)", "unsigned", "again",
    "why or 'signs again'",
}  # fmt: skip
"""Codes, kinds of errors, places in the code, our own folder, a witness of the settings and what is wrong with it, rule packs that changed, how many erasures were carried on; "error" only where it is one of the tree's (its data is never personal)."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "sandbox" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
                if isinstance(node.func.value, ast.Name) and node.func.value.id in ("logger", "_logger", "stray", "logging"):
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


@pytest.mark.requirement("R-15")
def test_only_constant_words_codes_and_kinds_are_ever_logged() -> None:
    found = list(calls())
    assert len(found) > 10
    for place, call in found:
        words, *args = call.args
        assert isinstance(words, ast.Constant) and isinstance(words.value, str), f"{place}: not constant words"
        assert {ast.unparse(arg) for arg in args} <= MAY_STAND_IN, f"{place}: {[ast.unparse(arg) for arg in args]}"
        for keyword in call.keywords:
            assert keyword.arg == "extra", f"{place}: {keyword.arg}"
            if isinstance(keyword.value, ast.Dict):
                names = {key.value for key in keyword.value.keys if isinstance(key, ast.Constant)}
                assert names <= set(logs.FIELDS), f"{place}: {names} would be dropped"


# Whole stories


@pytest.mark.requirement("R-15")
def test_the_log_of_whole_stories_is_json_and_holds_nothing_of_a_person(town: Town, someone: Customer) -> None:
    card = next(answer["card"] for text in SAID if (answer := someone.say(text))["card"])
    someone.sign_in()
    someone.answer(card["id"], {row["id"]: "allow" for row in card["allow"]}, [row["id"] for row in card["request"]])
    someone.until(lambda states: states["parental-allowance"] == "done")
    someone.say("En jaksa enää elää")
    with clerk(town.address) as at_the_desk:
        Page(at_the_desk.look())
    someone.http.get(f"/api/v1/conversations/{someone.conversation}/{CANARY}", headers=someone.headers)
    someone.http.post("/api/v1/conversations", content=f'{{"language": "{CANARY}"')
    lines = (town.folder / "data.log").read_text().splitlines()
    assert json.loads(lines[0])["event"].startswith("Opening the counter")
    for line in lines:
        assert set(json.loads(line)) <= KEYS, line
    said = "\n".join(lines).replace(str(town.folder), "")
    assert [canary for canary in (*CANARIES, "elää", "Aino", someone.conversation, someone.token) if canary in said] == []


@pytest.mark.requirement("R-15")
def test_even_with_every_library_at_its_loudest_nothing_of_a_person_is_written(tmp_path: Path, town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """All that any library says on the way to an organisation and back, in this process, as it would be written."""
    closed = {"organisations.insurer-sandbox.origin": f"http://127.0.0.1:{free_port()}"}
    folder = {"data": str(tmp_path / "data"), "embedder": "tfidf", **town.around.settings, **closed}

    async def story() -> None:
        async with app.opened(load(folder, {}, tmp_path)) as here:
            conversation, _ = await open.open_conversation(here, "fi")
            for text in SAID:
                await serve.serve(here, Message(conversation=conversation, id=new_id(), text=Personal(text)))
            facts = {"event.date": "2026-05-03", "municipality": "Tampere", "mother.work": "employed", "child.name": CANARY}
            for organisation, service in (("kela-sandbox", "parental-allowance"), ("insurer-sandbox", "cover")):
                message = Outgoing(share=ShareId(new_id()), service=service, assurance="strong", facts=Personal(facts))
                with contextlib.suppress(LuukkuError):
                    await here.peers[organisation].tell(message)

    with caplog.at_level(logging.DEBUG):
        asyncio.run(story())
    written = [logs.JsonLines().format(one) for one in caplog.records]
    assert any(json.loads(line)["logger"].startswith("httpcore") for line in written)
    assert [line for line in written for canary in CANARIES if canary in line] == []
