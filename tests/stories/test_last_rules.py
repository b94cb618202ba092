"""A set of rules that is not right never takes the place of the last good one; nothing is released by it, nothing is lost."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from luukku import app, packs, settings
from luukku.adapters.embedded.last_rules import LastRules
from luukku.cli.checks import THOROUGH, Patient, Said
from luukku.errors import BadPack, Broken
from luukku.flow.counter import Counter
from luukku.model.ids import CustomerId
from luukku.web.health import CHECKS
from tests.contracts.trust import PACKS

CUSTOMER = CustomerId("c" * 32)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The packs as they are, with rules that can be bent."""
    found = tmp_path / "packs"
    found.mkdir()
    for path in PACKS.iterdir():
        if path.name != "rules":
            (found / path.name).symlink_to(path)
    shutil.copytree(PACKS / "rules", found / "rules")
    return found


def misspell(root: Path) -> None:
    path = root / "rules" / "gate" / "rules.cedar"
    path.write_text(path.read_text(encoding="utf-8").replace("context.minor }", "context.minr }"), encoding="utf-8")


def set_of(root: Path, **more: str) -> settings.Settings:
    flags: Mapping[str, str] = {"data": str(root.parent / "data"), "packs": str(root), "embedder": "tfidf", "mailbox.folder": str(root.parent / "box"), **more}
    return settings.load(flags, {}, root.parent)


def open_counter(root: Path, do: Callable[[Counter], Awaitable[None]], **more: str) -> None:
    async def run() -> None:
        async with app.opened(set_of(root, **more), work=False) as counter:
            await do(counter)

    asyncio.run(run())


def said(root: Path) -> list[Said]:
    return list(THOROUGH["rules"](Patient(set_of(root))))


@pytest.mark.requirement("R-12")
def test_a_misspelt_rule_at_the_next_start_leaves_the_last_good_set_in_force_and_everybody_is_told(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    first: list[str] = []

    async def good(counter: Counter) -> None:
        await counter.gate.new_customer(CUSTOMER, "kept")
        assert counter.rules is not None and counter.rules_note is None
        first.append(counter.rules.sha256)
        await counter.log.append(CUSTOMER, "consent", actor="me", purpose="own", receiver=None, facts=(), permission=None, basis="", rule="", result="allowed", about="given")

    async def still(counter: Counter) -> None:
        assert counter.rules is not None and counter.rules.sha256 == first[0]
        assert counter.rules_note is not None and "rules/gate/rules.cedar:" in counter.rules_note and "minr" in counter.rules_note
        assert len(await counter.log.entries(CUSTOMER)) == 1, "nothing was lost"
        ready = await CHECKS["rules"](counter)
        assert ready["ok"] and ready["reason"] == counter.rules_note

    open_counter(root, good)
    assert said(root)[0][0] == "ok" and "signed by luukku-rules" in said(root)[0][1]
    misspell(root)
    with caplog.at_level(logging.ERROR, "luukku.app"):
        open_counter(root, still)
    assert "the last good rules decide" in caplog.text
    ((state, what, do),) = said(root)
    assert state == "wrong" and "rules/gate/rules.cedar:" in what and first[0][:16] in what and "pack check" in do


@pytest.mark.requirement("R-12")
def test_without_a_last_good_set_there_is_no_start(root: Path) -> None:
    async def nothing(counter: Counter) -> None:
        raise AssertionError("it opened")

    misspell(root)
    with pytest.raises(BadPack) as told:
        open_counter(root, nothing)
    assert told.value.data["file"] == "rules/gate/rules.cedar"
    assert said(root)[0][0] == "wrong" and "no server starts" in said(root)[0][1]


@pytest.mark.requirement("R-45")
def test_a_rule_does_not_go_without_a_word(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def nothing(counter: Counter) -> None:
        assert counter.rules is not None and counter.rules.rule("propose") is None

    last = LastRules(root.parent / "data")
    folder = root / "rules" / "gate"
    whole = packs.load_rules(packs.load(PACKS), PACKS)
    (root.parent / "data").mkdir()
    last.keep(whole, NOW)
    rules = (folder / "rules.cedar").read_text(encoding="utf-8")
    start = rules.index('@id("propose")')
    (folder / "rules.cedar").write_text(rules[:start] + rules[rules.index('@id("purpose-unlisted")') :], encoding="utf-8")
    blocks = (folder / "cases.toml").read_text(encoding="utf-8").split("\n[[cases]]\n")
    kept = [block for block in blocks if 'rule = "propose"' not in block and 'action = "propose"' not in block]
    (folder / "cases.toml").write_text("\n[[cases]]\n".join(kept), encoding="utf-8")
    (folder / "signature").unlink()
    with caplog.at_level(logging.WARNING, "luukku.app"):
        open_counter(root, nothing, **{"rules.unsigned": "sandbox"})
    assert "gone: propose" in caplog.text and "nobody has signed them: gate" in caplog.text
    change = last.changes()[-1]
    assert (change.removed, change.added, change.changed, change.was) == (("propose",), (), ("gate",), whole.sha256)
    told = list(THOROUGH["rules"](Patient(set_of(root, **{"rules.unsigned": "sandbox"}))))
    assert [state for state, _, _ in told] == ["ok", "note", "note"] and "gone: propose" in told[-1][1]


def test_the_last_set_and_its_changes_outlive_a_crash_and_the_same_set_is_no_change(tmp_path: Path) -> None:
    last, whole = LastRules(tmp_path), packs.load_rules(packs.load(PACKS), PACKS)
    assert last.read() is None and list(last.changes()) == []
    assert last.keep(whole, NOW) is not None and last.keep(whole, NOW + timedelta(days=1)) is None
    assert last.read() == whole
    with (tmp_path / "rules" / "changes.jsonl").open("a") as cut:
        cut.write('{"at":"2026')
    other = replace(whole, sha256="f" * 64)
    assert last.keep(other, NOW + timedelta(days=2)) is not None
    assert [change.sha256 for change in last.changes()] == [whole.sha256, other.sha256]
    (tmp_path / "rules" / "last.json").write_text("{", encoding="utf-8")
    with pytest.raises(Broken):
        last.read()
    assert last.keep(whole, NOW) is not None and last.read() == whole
