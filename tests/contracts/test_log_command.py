"""`luukku log verify` and `luukku log show` over a folder, with and without a server on it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from luukku.adapters.embedded.log_check import entries_of
from luukku.adapters.embedded.log_rows import own_verifier
from luukku.cli.log import app, prove_log, show_log, verified, verify_log
from luukku.errors import BadInput, Broken, NotFound
from luukku.ground.proof import check_proof
from tests.contracts.trust import CUSTOMER, Yard, yard_at


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with yard_at(tmp_path / "data") as found:
        asyncio.run(found.gate.new_customer(CUSTOMER, "kept"))
        asyncio.run(found.gate.serve(CUSTOMER, [found.fact("municipality", "Tampere")], "serve", "core/serve@1", "t-1"))
        with closing(sqlite3.connect(found.folder.store)) as db:  # as much of the store as the command reads
            db.execute("CREATE TABLE conversation (id TEXT, customer TEXT)")
            db.execute("INSERT INTO conversation VALUES ('talk-1', ?)", (CUSTOMER,))
            db.commit()
        yield found


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stdout


def test_the_log_verifies_while_the_server_has_the_folder(yard: Yard) -> None:
    yard.folder.lock()
    code, out = run("verify", "--data", str(yard.path))
    assert code == 0 and out.startswith("log verified: 1 entries of 1 customers")
    while (found := verify_log(yard.path))["checkpoint"] == 0:
        time.sleep(0.1)  # the entry has its place within a second, and then nothing changes any more
    code, out = run("verify", "--data", str(yard.path), "--json")
    assert code == 0 and json.loads(out) == found


def test_the_words_say_what_has_no_key_any_more(yard: Yard) -> None:
    yard.keys.destroy([CUSTOMER], "customer")
    assert any("1 have no key any more" in line for line in verified(verify_log(yard.path)))


def test_a_changed_entry_is_an_error_of_exit_5(yard: Yard) -> None:
    yard.close()
    with closing(sqlite3.connect(yard.folder.entries)) as db:
        db.execute("UPDATE entries SET commitment = ?", (bytes(32),))
        db.commit()
    with pytest.raises(Broken) as told:
        verify_log(yard.path)
    assert (told.value.exit, told.value.data["position"]) == (5, 0)


def test_the_uses_of_a_conversation_are_shown_without_any_value(yard: Yard) -> None:
    (entry,) = show_log(yard.path, "talk-1")
    assert (entry["n"], entry["facts"], entry["purpose"], entry["about"]) == (1, ["municipality"], "serve", "t-1")
    code, out = run("show", "talk-1", "--data", str(yard.path))
    assert code == 0 and "municipality" in out and "Tampere" not in out
    code, out = run("show", "talk-1", "--data", str(yard.path), "--json")
    assert code == 0 and json.loads(out)["entries"] == [entry]


def test_an_entry_is_proven_for_anybody_who_asks(yard: Yard, tmp_path: Path) -> None:
    yard.close()
    (entry,) = show_log(yard.path, "talk-1")
    code, proof = run("prove", entry["id"], "--data", str(yard.path))
    proven = check_proof(proof, own_verifier(yard.folder))
    assert code == 0 and proven.event["facts"] == ["municipality"]


def test_all_of_a_conversation_is_written_with_what_checks_it(yard: Yard, tmp_path: Path) -> None:
    yard.close()
    out = tmp_path / "proofs"
    assert run("prove", "--conversation", "talk-1", "--out", str(out), "--data", str(yard.path))[0] == 0
    assert sorted(file.name for file in out.iterdir()) == ["000001.tlog-proof", "log.vkey", "verify.py"]
    done = subprocess.run([sys.executable, "-I", str(out / "verify.py"), str(out)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{out}: holds; 1 entries proven\n")
    with pytest.raises(BadInput):
        prove_log(yard.path, "talk-1", out)
    code, text = run("verifier")
    assert code == 0 and text == (out / "verify.py").read_text()


@pytest.mark.parametrize("words", [[], ["e-1", "--conversation", "talk-1", "--out", "x"], ["--conversation", "talk-1"], ["e-1", "--out", "x"]])
def test_what_to_prove_is_said_in_one_way(yard: Yard, words: list[str]) -> None:
    assert isinstance(CliRunner().invoke(app, ["prove", *words, "--data", str(yard.path)]).exception, BadInput)


def test_what_is_not_there_is_not_proven(yard: Yard, tmp_path: Path) -> None:
    for words in (["nothing"], ["--conversation", "talk-2", "--out", str(tmp_path / "out")]):
        assert isinstance(CliRunner().invoke(app, ["prove", *words, "--data", str(yard.path)]).exception, NotFound)
    assert not (tmp_path / "out").exists()


def test_an_unknown_conversation_or_folder_is_not_found(yard: Yard, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        entries_of(yard.path, "talk-2")
    with pytest.raises(NotFound):
        entries_of(tmp_path / "nowhere", "talk-1")
    assert not (tmp_path / "nowhere").exists()
