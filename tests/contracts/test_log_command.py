"""`luukku log verify` and `luukku log show` over a folder, with and without a server on it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from luukku.adapters.embedded.log_check import entries_of
from luukku.cli.log import app, show_log, verified, verify_log
from luukku.errors import Broken, NotFound
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
    code, out = run("verify", "--data", str(yard.path), "--json")
    assert code == 0 and json.loads(out) == verify_log(yard.path)


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


def test_an_unknown_conversation_or_folder_is_not_found(yard: Yard, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        entries_of(yard.path, "talk-2")
    with pytest.raises(NotFound):
        entries_of(tmp_path / "nowhere", "talk-1")
    assert not (tmp_path / "nowhere").exists()
