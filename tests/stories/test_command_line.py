"""The commands as people type them: what they print, and the code with which they end."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST = "Moi, meille syntyi eilen poika!"


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("LUUKKU_")} | {"NO_COLOR": "1"}


def luukku(*words: str | bytes, cwd: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luukku.cli", *words]
    seen = subprocess.run(command, capture_output=True, cwd=cwd, env=environment(), input=stdin or b"", timeout=600, check=False)
    return subprocess.CompletedProcess(command, seen.returncode, seen.stdout.decode(), seen.stderr.decode())


def said(*words: str, cwd: Path) -> Any:
    seen = luukku("say", *words, "--json", cwd=cwd)
    assert seen.returncode == 0, seen.stderr
    return json.loads(seen.stdout)


@contextmanager
def serving(cwd: Path, *words: str) -> Iterator[str]:
    command = [sys.executable, "-m", "luukku.cli", "serve", "--port", "0", *words]
    process = subprocess.Popen(command, cwd=cwd, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        assert select.select([process.stdout], [], [], 240)[0], "the server did not open"
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_say_answers_in_json_with_the_conversation_in_which_to_go_on(tmp_path: Path) -> None:
    first = said(FIRST, "--today", "2026-11-21", "--trace", cwd=tmp_path)
    assert {"turn", "conversation", "reply", "reading", "card", "question"} <= set(first)
    facts = {fact["name"]: fact["value"] for fact in first["reading"]["facts"]}
    assert facts["event.date"] == "2026-11-20" and facts["child.sex"] == "boy"
    assert first["question"]["name"] == "municipality"
    second = said("Tampere", "--conversation", first["conversation"], cwd=tmp_path)
    assert second["question"]["name"] == "mother.work" and "trace" not in second
    check_trace(first["trace"])


def check_trace(trace: list[Any]) -> None:
    """Stages, milliseconds, and lines that are there."""
    assert {"hear", "understand", "plan", "explain", "record"} <= {stage["stage"] for stage in trace}
    assert all(stage["ms"] >= 0 for stage in trace)
    decided = [line for stage in trace for line in stage["decided"]]
    assert decided and all({"pack", "file", "line", "id"} <= set(line) for line in decided)
    packs = [ROOT / "packs" / "service", ROOT / "packs"]
    in_child = [line for line in decided if line["pack"] == "child" and line["file"].endswith(".toml")]
    assert in_child and all(any((place / line["file"]).exists() or (place / "child" / line["file"]).exists() for place in packs) for line in in_child)


@pytest.mark.thorough
def test_say_in_words_shows_the_answer_on_stdout_and_the_rest_beside_it(tmp_path: Path) -> None:
    seen = luukku("say", FIRST, cwd=tmp_path)
    assert seen.returncode == 0
    assert "--conversation" in seen.stderr and "--conversation" not in seen.stdout
    assert "\x1b" not in seen.stdout


@pytest.mark.thorough
def test_say_talks_to_the_server_that_holds_the_folder(tmp_path: Path) -> None:
    with serving(tmp_path):
        first = said(FIRST, cwd=tmp_path)
        assert said("Tampere", "--conversation", first["conversation"], cwd=tmp_path)["question"]["name"] == "mother.work"
        refused = luukku("say", FIRST, "--today", "2026-11-21", cwd=tmp_path)
        assert refused.returncode == 2 and "--today" in refused.stderr
    again = said("ei kun tyttö", "--conversation", first["conversation"], cwd=tmp_path)
    assert again["question"]["name"] == "mother.work"


@pytest.mark.parametrize(
    ("text", "code"), [(b"\xe2\x80\x8b\n", "empty"), (b"\xff\xfe\x00", "not-text"), (b"x" * 1_000_000, "too-long")]
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, text: bytes, code: str) -> None:
    seen = luukku("say", "-", cwd=tmp_path, stdin=text)
    assert seen.returncode == 2
    assert f"Code: {code}" in seen.stderr and "What to do:" in seen.stderr and seen.stdout == ""


def test_an_unknown_conversation_is_not_found(tmp_path: Path) -> None:
    seen = luukku("say", FIRST, "--conversation", "0" * 32, cwd=tmp_path)
    assert seen.returncode == 2 and "Code: not-found" in seen.stderr


def test_a_taken_port_ends_with_3_and_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        seen = luukku("serve", "--port", str(taken.getsockname()[1]), cwd=tmp_path)
    assert seen.returncode == 3
    assert "Code: taken" in seen.stderr and "--port" in seen.stderr


@pytest.mark.thorough
def test_a_second_server_on_the_folder_ends_with_3_and_the_first_goes_on(tmp_path: Path) -> None:
    with serving(tmp_path):
        seen = luukku("serve", "--port", "0", cwd=tmp_path)
        assert seen.returncode == 3 and "Code: taken" in seen.stderr and "--data" in seen.stderr
        assert said(FIRST, cwd=tmp_path)["question"]["name"] == "municipality"


def test_a_broken_pack_is_not_started_and_its_line_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "packs", tmp_path / "packs")
    file = tmp_path / "packs" / "service" / "child" / "services.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    where = next(number for number, line in enumerate(lines) if line.startswith("effect = "))
    lines[where] = 'efect = "asks"'
    file.write_text("\n".join(lines), encoding="utf-8")
    seen = luukku("serve", "--port", "0", "--set", f"packs={tmp_path / 'packs'}", cwd=tmp_path)
    assert seen.returncode == 3
    assert "Code: bad-pack" in seen.stderr and "services.toml" in seen.stderr and str(where + 1) in seen.stderr


def test_a_wrong_setting_is_not_started_and_the_nearest_name_is_said(tmp_path: Path) -> None:
    (tmp_path / "luukku.toml").write_text('[organisation]\nfone = "1"\n')
    seen = luukku("serve", cwd=tmp_path)
    assert seen.returncode == 3
    assert "luukku.toml:2" in seen.stderr and "organisation.phone" in seen.stderr


def test_wrong_use_ends_with_2(tmp_path: Path) -> None:
    assert luukku("serve", "--nothing", cwd=tmp_path).returncode == 2
    assert luukku("demo", "--language", "de", cwd=tmp_path).returncode == 2
    assert luukku("say", FIRST, "--today", "yesterday", cwd=tmp_path).returncode == 2
