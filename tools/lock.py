"""Writes locks/run.txt and locks/dev.txt anew from run.in and dev.in, with hashes and without a word about this machine."""

from __future__ import annotations

import subprocess
import tempfile
import venv
from pathlib import Path

LOCKS = Path(__file__).resolve().parent.parent / "locks"
HEADER = "# Exact versions with hashes of {name}.in. Written by `make locks`; do not edit.\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("making a place for pip-tools", flush=True)
        venv.create(folder, with_pip=True)
        python = f"{folder}/bin/python"
        subprocess.run([python, "-m", "pip", "install", "-q", "pip-tools"], check=True)
        for name in ("run", "dev"):
            print(f"locking {name}.in (a minute or two)", flush=True)
            subprocess.run([
                python, "-m", "piptools", "compile", "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links",
                "--no-emit-trusted-host", "--strip-extras", "--allow-unsafe", "--quiet", "--output-file", f"{name}.txt", f"{name}.in",
            ], cwd=LOCKS, check=True)  # fmt: skip
            lock = LOCKS / f"{name}.txt"
            lock.write_text(HEADER.format(name=name) + lock.read_text())


if __name__ == "__main__":
    main()
