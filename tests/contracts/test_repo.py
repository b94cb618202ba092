"""The checkout itself: locks with hashes, no machine in any file, shipped packs, a CI script that calls what people call."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_HERE = ("/" + "work/", "/" + "root/", "/" + "home/", "pypi" + ".org", "python" + "hosted", "/opt/" + "wheels")
"""Paths of a machine and hosts of registries: neither belongs into a committed file."""


def committed() -> list[Path]:
    seen = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if seen.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in seen.stdout.split("\0") if name and (ROOT / name).is_file()]


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "locks" / f"{lock}.txt").read_text()
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE))


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in committed()
        if path.suffix not in (".npz", ".png", ".gz")
        for word in NOT_HERE
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []


@pytest.mark.requirement("R-53")
@pytest.mark.parametrize("lock", ["run", "dev"])
def test_every_line_of_a_lock_has_an_exact_version_and_a_hash(lock: str) -> None:
    text = re.sub(r"\\\n", "", (ROOT / "locks" / f"{lock}.txt").read_text())
    wanted = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert wanted
    assert [line for line in wanted if not re.match(r"^[A-Za-z0-9._-]+==[^\s;]+( ;.*?)? .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_whoever_has_the_development_lock_has_the_counters_too() -> None:
    dev = pins("dev")
    assert {name: version for name, version in pins("run").items() if dev.get(name) != version} == {}


def test_what_the_package_needs_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[\[<>=]", line)[0].replace(".", "-").lower() for line in project["dependencies"]}
    assert needed <= {name.replace(".", "-").lower() for name in pins("run")}


def test_packs_are_shipped_in_the_wheel_where_the_loader_looks() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert build["force-include"] == {"packs": "luukku/_packs"}
    assert "_packs" in "".join(path.read_text() for path in (ROOT / "src" / "luukku" / "packs").glob("*.py"))


def test_ci_runs_what_the_readme_tells_people_to_run_and_lets_no_tool_be_missing() -> None:
    script = ROOT / ".ci" / "run"
    text = script.read_text()
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in text and "LUUKKU_TEST_NO_SKIPS=1" in text
    assert text.index("make check") < text.index("make test")
    assert "make test" in (ROOT / "README.md").read_text()


@pytest.mark.thorough
def test_a_skip_for_want_of_chromium_or_strace_is_a_failure_in_ci() -> None:
    test = "import pytest\ndef test_needs_it():\n    pytest.skip('strace is not installed')\n"
    folder = ROOT / "tests" / "contracts"
    for no_skips, outcome in (("", "1 skipped"), ("1", "1 failed")):
        seen = _pytest_of(test, folder, no_skips)
        assert outcome in seen, seen


def _pytest_of(test: str, folder: Path, no_skips: str) -> str:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "conftest.py").write_text((folder.parent / "conftest.py").read_text())
        (Path(place) / "test_one.py").write_text(test)
        env = os.environ | {"LUUKKU_TEST_NO_SKIPS": no_skips}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", place, place]
        return subprocess.run(command, capture_output=True, text=True, env=env, cwd=place, check=False).stdout
