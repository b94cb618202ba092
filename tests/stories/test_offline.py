"""All of it works where there is no network at all: in a namespace of its own, in which not even the loopback is up."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APART = ("unshare", "--map-root-user", "--net")
CAN = shutil.which("unshare") is not None and subprocess.run([*APART, "true"], check=False, capture_output=True).returncode == 0


def apart(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command over the folder, in a namespace without any route."""
    env = {name: held for name, held in os.environ.items() if not name.startswith("LUUKKU_")} | {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([*APART, sys.executable, "-m", "luukku.cli", *words, "--data", str(data)], capture_output=True, text=True, env=env, cwd=data.parent, check=False)


@pytest.mark.requirement("R-53")
@pytest.mark.skipif(not CAN, reason="no network namespaces for this user")
def test_a_message_is_understood_entered_and_verified_without_a_network(tmp_path: Path) -> None:
    data = tmp_path / "data"
    there = subprocess.run([*APART, sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9), 1)"], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in there.stderr
    first = apart(data, "say", "Moi, meille syntyi eilen poika!", "--json")
    assert first.returncode == 0, first.stderr
    answer = json.loads(first.stdout)
    again = apart(data, "say", "Tampere", "--conversation", answer["conversation"], "--json")
    assert again.returncode == 0 and "child" in json.dumps(json.loads(again.stdout)["reading"]) + first.stdout
    verified = apart(data, "log", "verify", "--json")
    assert verified.returncode == 0 and json.loads(verified.stdout)["entries"] > 0
