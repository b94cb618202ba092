"""Sets up .venv from a lock with hashes, and says what it does. Needs Python 3.11 with venv, nothing else.

    python3.11 tools/set_up.py run      what the counter needs
    python3.11 tools/set_up.py dev      that, and what the tests and checks need

The second time it sees by a stamp that nothing has changed and says nothing. `src` is put on the path by a .pth
file, and `.venv/bin/luukku` is a small shell script: no build, no second download.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
COVERS = {"run": ("run", "dev"), "dev": ("dev",)}
"""Which stamps are good enough: whoever has the development tools has all that the counter needs."""
WRAPPER = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -m luukku.cli "$@"
"""
QUIET_SECONDS = 4.0


def main(kind: str) -> int:
    if sys.version_info[:2] != (3, 11):
        print(f"Luukku needs Python 3.11; this is {sys.version.split()[0]}. Try: make PYTHON=/path/to/python3.11", file=sys.stderr)
        return 1
    if any(_is_set_up(covering) for covering in COVERS[kind]):
        return 0
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if any(_is_set_up(covering) for covering in COVERS[kind]):
            return 0
        return _set_up(kind)


def _mark(kind: str) -> str:
    """What the set-up was made from: the lock, this script, this Python, this place (scripts of a venv name their place)."""
    seen = hashlib.sha256()
    for part in (_lock(kind).read_bytes(), Path(__file__).read_bytes(), sys.version.encode(), str(VENV).encode()):
        seen.update(hashlib.sha256(part).digest())
    return seen.hexdigest()


def _lock(kind: str) -> Path:
    return ROOT / "locks" / f"{kind}.txt"


def _stamp(kind: str) -> Path:
    return VENV / f"luukku-{kind}.stamp"


def _is_set_up(kind: str) -> bool:
    stamp = _stamp(kind)
    return stamp.exists() and stamp.read_text() == _mark(kind) and (VENV / "bin" / "python").exists()


def _set_up(kind: str) -> int:
    started = time.monotonic()
    total = len(re.findall(r"^[A-Za-z0-9][^\s=]*==", _lock(kind).read_text(), re.MULTILINE))
    print(f"Setting up .venv from locks/{kind}.txt ({total} packages, each checked by its hash; this is the part that downloads)", flush=True)
    if not _venv_is_ours():
        shutil.rmtree(VENV, ignore_errors=True)
        print("  making .venv", flush=True)
        if _told([sys.executable, "-m", "venv", str(VENV)], 0):
            print("  that did not work: on Debian, apt-get install python3.11-venv", file=sys.stderr)
            return 1
    python = str(VENV / "bin" / "python")
    failed = _told([
        python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--no-deps",
        "--only-binary", ":all:", "--require-hashes", "-r", str(_lock(kind)),
    ], total)  # fmt: skip
    failed = failed or _told([python, "-m", "pip", "check", "--disable-pip-version-check"], 0)
    if failed:
        print("  not set up; what pip said stands above. Run the same command again to go on.", file=sys.stderr)
        return 1
    _make_importable()
    for other in COVERS:
        _stamp(other).unlink(missing_ok=True)
    _stamp(kind).write_text(_mark(kind))
    print(f"  ready in {time.monotonic() - started:.0f} s", flush=True)
    return 0


def _venv_is_ours() -> bool:
    """There, runs, of this Python version, and not moved from elsewhere."""
    python = VENV / "bin" / "python"
    if not python.exists():
        return False
    script = "import sys, pip; print(sys.version); print(sys.prefix)"
    seen = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    return seen.returncode == 0 and seen.stdout.strip().splitlines() == [*sys.version.splitlines(), str(VENV)]


def _make_importable() -> None:
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV), "platbase": str(VENV)}))
    (site / "luukku-src.pth").write_text(os.path.relpath(ROOT / "src", site) + "\n")
    wrapper = VENV / "bin" / "luukku"
    wrapper.write_text(WRAPPER)
    wrapper.chmod(0o755)


def _told(command: list[str], total: int) -> int:
    """Runs a command and tells about it at least every few seconds; its whole output only when it fails. The exit code."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    said: list[str] = []
    lines: Queue[str | None] = Queue()
    Thread(target=_read, args=(process, lines), daemon=True).start()
    told_at, seen, doing = time.monotonic(), 0, "working"
    while True:
        try:
            line = lines.get(timeout=0.5)
            if line is None:
                break
            said.append(line)
            if line.startswith(("Collecting ", "Requirement already")):
                seen += 1
                doing = f"package {seen} of {total}: {re.split(r'[ =(]', line.removeprefix('Requirement already satisfied: ').removeprefix('Collecting '))[0]}"
            elif line.startswith("Installing collected"):
                doing = "unpacking them into .venv"
                told_at = 0.0
        except Empty:
            pass
        if time.monotonic() - told_at > QUIET_SECONDS:
            told_at = time.monotonic()
            print(f"  {doing} …", flush=True)
    code = process.wait()
    if code:
        print("".join(f"  | {line}\n" for line in said[-40:]), file=sys.stderr, flush=True)
    return code


def _read(process: subprocess.Popen[str], lines: Queue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line.rstrip())
    lines.put(None)


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["dev"]):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1]))
