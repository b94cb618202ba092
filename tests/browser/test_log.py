"""The log checked in the page: by the browser itself, with what it remembers."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.visitor import Visit, say, start_talk, stored


def found(page: Page) -> str:
    page.goto("/known")
    line = page.locator("#own-check:not([hidden])")
    line.wait_for()
    assert line.inner_text()
    return line.get_attribute("data-found") or ""


def kept(page: Page) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('luukku-log')"))
    return held


@pytest.mark.requirement("R-32")
def test_the_browser_remembers_the_log_and_checks_that_it_only_grew(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    assert found(page) == "first"
    first = kept(page)
    assert found(page) == "good" and kept(page) == first
    page.goto("/conversation")
    say(page, "palkkatöissä")
    assert found(page) == "good"
    assert kept(page)["size"] > first["size"]


@pytest.mark.requirement("R-32")
@pytest.mark.parametrize("change", [
    {"root": "A" * 43 + "="}, {"size": 10**9}, {"vkey": "luukku/other+00000000+AAAA"},
])  # fmt: skip
def test_a_log_that_is_not_what_the_browser_saw_is_said(visit: Visit, change: dict[str, Any]) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    assert found(page) == "first"
    page.evaluate("held => localStorage.setItem('luukku-log', JSON.stringify(held))", kept(page) | change)
    before = kept(page)
    assert found(page) == "bad"
    assert kept(page) == before  # what it saw stays, so that it is said again


@pytest.mark.requirement("R-31")
@pytest.mark.parametrize("harm", ["event", "path", "drop", "checkpoint", "signature"])
def test_a_forged_answer_is_noticed_by_the_browser(visit: Visit, harm: str) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    assert found(page) == "first"

    def forge(route: Route) -> None:
        answer = route.fetch()
        held = answer.json()
        proof = held["proofs"][0]["proof"]
        head, gap, note = proof.partition("\n\n")
        lines = head.split("\n")
        if harm == "event":
            lines[1] = lines[1][:-8] + ("AAAA" if lines[1][-8:-4] != "AAAA" else "BBBB") + lines[1][-4:]
        elif harm == "path":
            lines[3] = "A" * 43 + "="
        if harm in ("event", "path"):
            held["proofs"][0]["proof"] = "\n".join(lines) + gap + note
        elif harm == "drop":
            del held["proofs"][0]
        else:
            text, _, signed = held["checkpoint"].rpartition("\n\n")
            if harm == "checkpoint":
                origin, size, _root, *_ = text.split("\n")
                text = f"{origin}\n{size}\n{'A' * 43}="
            else:
                signed = signed[:-10] + ("AAAA" if signed[-10:-6] != "AAAA" else "BBBB") + signed[-6:]
            held["checkpoint"] = f"{text}\n\n{signed}"
        route.fulfill(response=answer, body=json.dumps(held))

    page.route("**/known/log?*", forge)
    assert found(page) == "bad"


def test_a_counter_that_does_not_answer_is_no_finding(visit: Visit) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    page.route("**/known/log?*", lambda route: route.fulfill(status=503, body="later"))
    with page.expect_response("**/known/log?*"):
        page.goto("/known")
    page.wait_for_timeout(200)
    assert page.locator("#own-check").is_hidden()


def test_a_safe_conversation_leaves_nothing_in_the_browser(visit: Visit) -> None:
    page = visit("/safe")
    start_talk(page)
    say(page, "Tampere")
    assert found(page) == "first"
    assert stored(page)["local"] == 0


@pytest.mark.requirement("R-36")
def test_the_proofs_that_one_downloads_are_checked_without_us(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    start_talk(page)
    say(page, "Tampere")
    found(page)
    with page.expect_download() as download:
        page.click("a[href='/known/proofs.zip']")
    path = tmp_path / "proofs.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as held:
        held.extract("verify.py", tmp_path)
    done = subprocess.run([sys.executable, "-I", str(tmp_path / "verify.py"), str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.startswith(f"{path}: holds; ")) == (0, True), done.stdout
