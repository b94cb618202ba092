#!/usr/bin/env python3
"""Checks, without Luukku and without a network, that entries of its log are what was signed for.

    python3 verify.py FOLDER | EXPORT.zip | ENTRY.tlog-proof …  [--log VKEY] [--witness VKEY]…

Each proof: event and salt give the leaf, the leaf leads to the root, the root was signed by the log, and by each witness
that is named. Of a folder or a ZIP also: no entry is missing, twice or out of order. A VKEY is the key's text or a file
with it; without --log the log.vkey beside the proofs counts: hold it against the one that the service publishes. Needs
Python 3.11 and `cryptography`. Ends with 0 when all holds, else 5. Built from src/luukku/ground by tools/build_verify.py.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
import zlib
from pathlib import Path
from typing import IO

from luukku.errors import Broken
from luukku.ground.note import Verifier, open_checkpoint, read_vkey
from luukku.ground.proof import check_proof

LARGEST, KEPT = 1 << 20, (".tlog-proof", "log.vkey", "checkpoint")

def read_files(path: Path) -> dict[str, str]:
    """Proofs, keys and checkpoints of a folder or a ZIP by their name in it, or the one proof. Raises Broken, OSError."""
    if path.is_dir():
        return {str(file.relative_to(path)): _text(file.name, file.open("rb")) for file in sorted(path.rglob("*")) if file.name.endswith(KEPT)}
    if not zipfile.is_zipfile(path):
        return {path.with_suffix(".tlog-proof").name: _text(path.name, path.open("rb"))}
    try:
        with zipfile.ZipFile(path) as held:
            return {name: _text(name, held.open(name)) for name in sorted(held.namelist()) if name.endswith(KEPT)}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:  # the third and fourth: packed in a way it does not know
        raise Broken(what="zip", why=type(error).__name__) from error

def _text(name: str, file: IO[bytes]) -> str:
    with file:
        held = file.read(LARGEST)  # of anything larger the rest is missing, and so it does not hold
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Broken(what="file", why="no text", file=name) from error

def check_files(files: dict[str, str], log: Verifier, witnesses: list[Verifier]) -> tuple[list[int], list[str]]:
    """The counters of the entries that hold, in the order of the files, and what does not hold, in words."""
    counted, problems, roots = list[int](), list[str](), dict[int, bytes]()
    for name, text in files.items():
        try:
            if name.endswith("log.vkey"):
                continue
            if name.endswith("checkpoint"):
                checkpoint = open_checkpoint(text, log)
            else:
                proven = check_proof(text, log, witnesses)
                checkpoint = proven.checkpoint
                counted.append(proven.event["n"])
            if roots.setdefault(checkpoint.size, checkpoint.root) != checkpoint.root:
                raise Broken(what="log", why="two logs of one size were signed", size=checkpoint.size)
        except Broken as broken:
            problems.append(f"{name}: {broken}")
    return counted, problems

def count(counted: list[int]) -> list[str]:
    """What is wrong with a customer's counter, which goes 1, 2, 3 …: the first repeat or wrong order, and the first gap."""
    last, found = 0, list[str]()
    for place, n in enumerate(counted, 1):
        if n <= last:
            found.append(f"entry {n} stands {'twice' if n in counted[: place - 1] else 'out of order'}, at place {place}")
            break
        last = n
    gap = next((n for n, held in enumerate(sorted(set(counted)), 1) if n != held), None)
    return found if gap is None else [*found, f"entry {gap} is missing"]

def read_key(given: str) -> Verifier:
    return read_vkey((given if "+" in given else _text(given, Path(given).open("rb"))).strip())

def check_path(path: Path, key: str | None, witnesses: list[Verifier]) -> tuple[int, list[str]]:
    """How many entries hold, and what does not. Raises Broken, OSError when nothing can be said."""
    files = read_files(path)
    key = key or next((text for name, text in files.items() if name.endswith("log.vkey")), None)
    if key is None:
        raise Broken(what="key", why="name the log's key: --log VKEY")
    counted, problems = check_files(files, read_key(key), witnesses)
    if path.is_dir() or zipfile.is_zipfile(path):
        problems += count(counted)
    return len(counted), problems if counted or problems else ["there is no proof in it"]

def main(arguments: list[str]) -> int:
    """Checks what is named and says what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="+", type=Path)
    parser.add_argument("--log", metavar="VKEY")
    parser.add_argument("--witness", metavar="VKEY", action="append", default=[])
    given, failed = parser.parse_args(arguments), 0
    for path in given.path:
        try:
            number, problems = check_path(path, given.log, [read_key(one) for one in given.witness])
        except (Broken, OSError) as error:
            number, problems = 0, [str(error)]
        failed += bool(problems)
        print("\n  ".join([f"{path}: {'does not hold' if problems else 'holds'}; {number} entries proven", *problems]))
    return 5 if failed else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
