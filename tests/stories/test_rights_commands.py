"""What a steward types: set a record aside, look at the clock, erase somebody, back up, put back."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from luukku.model.ids import ConversationId, CustomerId
from tests.stories.counters import counter
from tests.stories.desks import Standing, events, small_counter
from tests.stories.desks import held as told_in
from tests.stories.killed_steps import fill, left_in, marks

ROOT = Path(__file__).parents[2]


def luukku(data: Path, *words: str) -> tuple[int, str, str]:
    """(exit code, stdout, stderr) of a command over the folder."""
    env = {name: held for name, held in os.environ.items() if not name.startswith("LUUKKU_")} | {"PYTHONPATH": str(ROOT / "src"), "LUUKKU_EMBEDDER": "tfidf"}
    done = subprocess.run([sys.executable, "-m", "luukku.cli", *words, "--data", str(data)], capture_output=True, text=True, env=env, cwd=data.parent)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.requirement("R-21")
def test_from_a_hold_to_a_restore_by_commands_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    conversation, customer = asyncio.run(fill(data))
    held = marks(data, customer)
    code, out, _ = luukku(data, "hold", "add", conversation, "municipality", "--ground", "Riita 12", "--owner", "Päivi", "--until", "2090-12-31")
    assert code == 0 and "until 2090-12-31  Päivi: Riita 12" in out
    code, out, _ = luukku(data, "backup", str(tmp_path / "copies"), "--json")
    copied = json.loads(out)
    assert code == 0 and (Path(copied["data"]) / "luukku.db").exists() and Path(copied["keys"]).parent == tmp_path / "copies-keys"
    code, _, err = luukku(data, "person", "erase", conversation)
    assert code == 2 and "--yes" in err
    code, out, err = luukku(data, "person", "erase", conversation, "--yes")
    assert code == 0 and out.startswith("luukku erasure 1\n") and "Riita 12" in out and left_in(data, held) == []
    code, out, _ = luukku(data, "hold", "list", "--json")
    assert code == 0 and [one["fact"] for one in json.loads(out)["holds"]] == ["municipality"]
    code, out, err = luukku(data, "rights", "list")
    assert code == 0 and out == "" and "No request waits." in err
    code, out, _ = luukku(data, "restore", copied["data"], "--keys", copied["keys"])
    assert code == 0 and "Erased again: 1." in out and left_in(data, held) == []
    (data / "ledger.db").rename(tmp_path / "ledger.db")
    code, _, err = luukku(data, "restore", copied["data"])
    assert code == 5 and "ledger" in err
    code, _, err = luukku(data, "serve", "--port", "0")
    assert code == 5 and "ledger" in err
    code, out, _ = luukku(data, "restore", copied["data"], "--ledger", str(tmp_path / "ledger.db"))
    assert code == 0 and "Erased again: 1." in out
    code, out, _ = luukku(data, "log", "verify")
    assert code == 0 and "log verified" in out


@pytest.mark.requirement("R-26")
def test_a_steward_takes_somebodys_own_along_for_them_and_the_customer_is_told(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "own.zip"
    conversation, customer = asyncio.run(fill(data))
    code, _, err = luukku(data, "person", "export", conversation, "--out", str(out), "--by", "Sirkka Virta")
    assert code == 0 and str(out) in err and out.stat().st_mode & 0o777 == 0o600
    checked = subprocess.run([sys.executable, "-m", "luukku.verify", str(out)], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
    assert checked.returncode == 0, checked.stdout + checked.stderr
    with zipfile.ZipFile(out) as held:
        told = json.loads(held.read("luukku.jsonld"))
        assert {"luukku.jsonld", "facts.csv", "manifest.json"} <= set(held.namelist()) and "Tampere" in held.read("facts.csv").decode()
    assert told["log"] and told["log"][-1]["kind"] != "export"  # its own entry comes after
    said = asyncio.run(what_was_told(data, conversation, customer))
    assert said == ("Sirkka Virta", "person:Sirkka Virta")
    code, _, err = luukku(data, "person", "export", conversation, "--out", str(out), "--by", "Sirkka Virta")
    assert code != 0 and out.exists()  # never over a file that is there
    for wrong in (("nobody", "Sirkka"), (conversation, " ")):
        code, _, _ = luukku(data, "person", "export", wrong[0], "--out", str(tmp_path / "no.zip"), "--by", wrong[1])
        assert code == 2 and not (tmp_path / "no.zip").exists()


async def what_was_told(data: Path, conversation: ConversationId, customer: CustomerId) -> tuple[str, str]:
    """(the name in the conversation, the actor in the log) of the export that a steward made; told before it was logged."""
    async with small_counter(data, Standing()) as counter:
        (event,) = [one for one in await events(counter, conversation) if one.type == "exported"]
        (entry,) = [one for one in await counter.log.entries(customer) if one.kind == "export"]
        assert event.at <= entry.at
        return str(told_in(event)["name"]), entry.actor


def test_a_running_counter_is_asked_over_its_socket_and_copied_while_it_runs(tmp_path: Path) -> None:
    data = tmp_path / "data"
    conversation, _ = asyncio.run(fill(data))
    with counter(data, {"embedder": "tfidf"}):
        code, out, _ = luukku(data, "backup", str(tmp_path / "copies"))
        assert code == 0 and out.startswith("Copied to ")
        code, _, err = luukku(data, "restore", str(next((tmp_path / "copies").glob("2*"))))
        assert code == 3 and "folder" in err
        code, out, _ = luukku(data, "person", "erase", conversation, "--yes")
        assert code == 0 and out.startswith("luukku erasure 1\n")
        code, _, err = luukku(data, "person", "erase", conversation, "--yes")
        assert code == 2 and "not-found" in err
