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
import base64
import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Broken(Exception):
    def __init__(self, **data: str | int) -> None:
        super().__init__(" ".join(f"{name}={value}" for name, value in data.items()))
ED25519, COSIGNER = b"\x01", b"\x04"
_DASH = "\u2014 "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
HEADER = "c2sp.org/tlog-proof@v1"

def leaf_hash(held: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + held).digest()

def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()

def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    if not 0 <= index < size or len(leaf) != 32:
        raise Broken(what="inclusion", why="position", position=index)
    place, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise Broken(what="inclusion", why="too long", position=index)
        if place & 1 or place == last:
            node = node_hash(step, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, step)
        place, last = place >> 1, last >> 1
    if last != 0 or node != root:
        raise Broken(what="inclusion", why="root", position=index)

@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    name: str
    id: bytes
    public: bytes
    algorithm: bytes = ED25519

@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes

def verifier(name: str, public: bytes, algorithm: bytes = ED25519) -> Verifier:
    if not name or "+" in name or any(sign.isspace() for sign in name):
        raise ValueError("a key's name has no spaces and no plus")
    id = hashlib.sha256(name.encode() + b"\n" + algorithm + public).digest()[:4]
    return Verifier(name=name, id=id, public=public, algorithm=algorithm)

def read_vkey(vkey: str) -> Verifier:
    name, _, rest = vkey.strip("\n").partition("+")
    id, _, key = rest.partition("+")
    held = decode(key)
    if held[:1] not in (ED25519, COSIGNER) or len(held) != 33:
        raise Broken(what="vkey", why="algorithm")
    try:
        found = verifier(name, held[1:], held[:1])
    except ValueError as error:
        raise Broken(what="vkey", why="name") from error
    if found.id.hex() != id:
        raise Broken(what="vkey", why="id")
    return found

def check_note(note: str, by: Verifier) -> str:
    text, signed = split_note(note)[0], signatures_of(note, by)
    if not signed:
        raise Broken(what="note", why="unsigned")
    for held in signed:
        check_signature(by, held, text)
    return text

def check_signature(by: Verifier, signature: bytes, text: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(by.public).verify(signature, text.encode())
    except InvalidSignature as error:
        raise Broken(what="note", why="signature", by=by.name) from error

def split_note(note: str) -> tuple[str, list[str]]:
    text, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or _CONTROL.search(note):
        raise Broken(what="note", why="format")
    return text + "\n", tail[:-1].split("\n")

def signatures_of(note: str, by: Verifier) -> list[bytes]:
    signed = [_signature(line) for line in split_note(note)[1]]
    return [held[4:] for name, held in signed if name == by.name and held[:4] == by.id]

def read_number(text: str) -> int:
    if not _SIZE.fullmatch(text):
        raise Broken(what="number", why="format")
    return int(text)

def read_checkpoint(text: str) -> Checkpoint:
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or lines[-1] or not _SIZE.fullmatch(lines[1]) or "" in lines[:-1]:
        raise Broken(what="checkpoint", why="format")
    if len(root := decode(lines[2])) != 32:
        raise Broken(what="checkpoint", why="root")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)

def open_checkpoint(note: str, by: Verifier) -> Checkpoint:
    found = read_checkpoint(check_note(note, by))
    if found.origin != by.name or by.algorithm != ED25519:
        raise Broken(what="checkpoint", why="origin")
    return found

def _signature(line: str) -> tuple[str, bytes]:
    name, _, held = line.removeprefix(_DASH).partition(" ")
    signature = decode(held)
    if not line.startswith(_DASH) or not name or "+" in name or len(signature) < 5:
        raise Broken(what="note", why="signature line")
    return name, signature

def encode(held: bytes) -> str:
    return base64.b64encode(held).decode()

def decode(text: str) -> bytes:
    try:
        held = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Broken(what="note", why="base64") from error
    if encode(held) != text:
        raise Broken(what="note", why="base64")
    return held

@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigned:
    name: str
    at: int

def cosigned_by(note: str, by: Verifier) -> Cosigned:
    text, signed = split_note(note)[0], signatures_of(note, by)
    if not signed or by.algorithm != COSIGNER:
        raise Broken(what="cosignature", why="unsigned", witness=by.name)
    for held in signed:
        at = int.from_bytes(held[:8])
        check_signature(by, held[8:], _message(text, at))
    return Cosigned(name=by.name, at=at)

def _message(text: str, at: int) -> str:
    return f"cosignature/v1\ntime {at}\n{text}"

@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    extra: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: str

@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    event: dict[str, Any]
    index: int
    checkpoint: Checkpoint
    witnesses: tuple[Cosigned, ...]

def read_proof(text: str) -> Proof:
    head, gap, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or len(lines) < 3 or lines[0] != HEADER or not lines[1].startswith("extra ") or not lines[2].startswith("index "):
        raise Broken(what="proof", why="format")
    path = tuple(decode(line) for line in lines[3:])
    if len(path) > 64 or any(len(step) != 32 for step in path):
        raise Broken(what="proof", why="path")
    index = read_number(lines[2].removeprefix("index "))
    return Proof(extra=decode(lines[1].removeprefix("extra ")), index=index, path=path, checkpoint=checkpoint)

def check_proof(text: str, log: Verifier, witnesses: Sequence[Verifier] = ()) -> Proven:
    proof = read_proof(text)
    checkpoint = open_checkpoint(proof.checkpoint, log)
    leaf = leaf_hash(hashlib.sha256(proof.extra).digest())
    check_inclusion(proof.index, checkpoint.size, leaf, proof.path, checkpoint.root)
    seen = tuple(cosigned_by(proof.checkpoint, one) for one in witnesses)
    return Proven(event=_event_of(proof.extra[32:]), index=proof.index, checkpoint=checkpoint, witnesses=seen)

def _event_of(held: bytes) -> dict[str, Any]:
    try:
        event = json.loads(held)
        if type(event["n"]) is int:
            return dict(event)
    except (ValueError, TypeError, KeyError):
        pass
    raise Broken(what="event", why="format")

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
