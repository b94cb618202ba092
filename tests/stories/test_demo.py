"""`luukku demo` as a new person runs it, without a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from luukku.cli.story import LINES


def test_the_demo_tells_the_whole_story_and_leaves_nothing(tmp_path: Path) -> None:
    check_story(run(tmp_path, "--today", "2026-11-21"), "fi")
    assert list(tmp_path.iterdir()) == []


def check_story(seen: str, language: str) -> None:
    for line in LINES[language]:
        assert line in seen
    assert "→" in seen and " ms" in seen, "the stages with their milliseconds"
    assert "✉" in seen, "the letter to the municipality"
    assert "log verified:" in seen


@pytest.mark.thorough
def test_with_keep_everything_stays_and_verifies_again(tmp_path: Path) -> None:
    check_story(run(tmp_path, "--keep", "kept", "--language", "sv"), "sv")
    data = tmp_path / "kept" / "data"
    assert (data / "luukku.db").exists() and (tmp_path / "kept" / "mailbox").exists()
    seen = subprocess.run([sys.executable, "-m", "luukku.cli", "log", "verify", "--data", str(data)], capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stderr
    (data / "log" / "entries.db").write_bytes(_flipped((data / "log" / "entries.db").read_bytes()))
    seen = subprocess.run([sys.executable, "-m", "luukku.cli", "log", "verify", "--data", str(data)], capture_output=True, text=True, check=False)
    assert seen.returncode == 5


def _flipped(held: bytes) -> bytes:
    """One bit of a stored commitment or seal changed: the last byte that is not zero lies in a row."""
    at = len(held.rstrip(b"\0")) - 40
    return held[:at] + bytes([held[at] ^ 1]) + held[at + 1 :]


def run(folder: Path, *words: str) -> str:
    """What it printed; it ended with 0 and put nothing on stderr."""
    temporary = folder.parent / f"{folder.name}-tmp"
    temporary.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith("LUUKKU_")} | {"TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "luukku.cli", "demo", *words]
    seen = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env, stdin=subprocess.DEVNULL, timeout=600, check=False)
    assert seen.returncode == 0, seen.stdout + seen.stderr
    assert seen.stderr == ""
    assert list(temporary.iterdir()) == []
    return seen.stdout
