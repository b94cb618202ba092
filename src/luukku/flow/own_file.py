"""Reading what somebody took along from a counter: nothing in it is believed before it was looked at, and every fault is named by its file.

Two things are told apart: a file that cannot be read (`BadFile`), and one that can be read but does not prove to be what was
given out: then the customer is told what does not hold, for the facts are theirs to tell either way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn, get_args

from luukku.errors import BadFile, Broken
from luukku.flow import export_graph as graph
from luukku.flow.export import MANIFEST, manifest_hash
from luukku.ground import age
from luukku.ground.note import Verifier, open_checkpoint, read_vkey
from luukku.ground.proof import check_proof
from luukku.ground.zips import Limits, read_zip
from luukku.model.fact import Fact, Facts, Personal, Standing

LIMITS = Limits(file=16 << 20, whole=128 << 20, files=200_000)
LARGEST = 32 << 20
"""Bytes of the file as it is sent."""
MOST_CASES, MOST_FACTS, LONGEST, LONGEST_NAME = 200, 5_000, 10_000, 100
WITHOUT = (MANIFEST, "log.vkey", "checkpoint")
DONE, RUNNING = ("done",), ("sending", "told", "acknowledged", "asks", "unreached", "unreadable")
PROOFS = "proofs/"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """An open case as it stood there: its facts, the services that were done and those that somebody was at."""

    event: str
    sure: bool
    confirmed: bool
    facts: Facts
    done: tuple[str, ...]
    running: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a file tells. `loose`: facts of no case. `closed`: how many cases were closed there, which stay behind."""

    origin: str
    made: datetime
    cases: tuple[OwnCase, ...]
    loose: Facts
    closed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A file that does not hold, and why: "missing", "changed", "not-proven", "unknown", or what the check of a proof says."""

    file: str
    why: str


def open_file(held: bytes, passphrase: str = "") -> dict[str, bytes]:
    """The files of the ZIP, unlocked first when it is locked. Raises BadFile."""
    if len(held) > LARGEST:
        raise BadFile(file="zip", why="too-large", limit=LARGEST)
    if age.is_age(held):
        if not passphrase:
            raise BadFile(file="age", why="locked")
        held = age.decrypt(held, passphrase)
    files = read_zip(held, LIMITS)
    if graph.GRAPH_FILE not in files:
        raise BadFile(file=graph.GRAPH_FILE, why="missing")
    return files


def faults(files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """What does not hold: proofs, checkpoint and counter by the log's key in it, then each file by the manifest that the log names."""
    found: list[Fault] = []
    key = _key(files)
    if key is None:
        return (Fault(file="log.vkey", why="missing" if "log.vkey" not in files else "changed"),)
    events = list(_events(files, key, found))
    manifest = files.get(MANIFEST, b"")
    named = [event.get("about") for event in events if event.get("kind") == "export"]
    hashes = _hashes(manifest) if manifest_hash(manifest) in named else None
    if hashes is None:
        return (*found, Fault(file=MANIFEST, why="not-proven" if manifest else "missing"))
    for name, expected in hashes.items():
        if name not in files:
            found.append(Fault(file=name, why="missing"))
        elif hashlib.sha256(files[name]).hexdigest() != expected:
            found.append(Fault(file=name, why="changed"))
    found += [Fault(file=name, why="unknown") for name in files if name not in hashes and name not in WITHOUT and not name.startswith(PROOFS)]
    return tuple(found)


def _hashes(manifest: bytes) -> Mapping[str, str] | None:
    """File → its hash; None for what no counter writes: the log that vouches for it may be anybody's."""
    try:
        hashes = json.loads(manifest)["files"]
        return hashes if all(isinstance(held, str) for held in hashes.values()) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def vkey(files: Mapping[str, bytes]) -> str:
    """The log's key that lies in it."""
    return files.get("log.vkey", b"").decode(errors="replace").strip()


def _key(files: Mapping[str, bytes]) -> Verifier | None:
    try:
        return read_vkey(files["log.vkey"].decode().strip())
    except (KeyError, UnicodeDecodeError, Broken):
        return None


def _events(files: Mapping[str, bytes], key: Verifier, found: list[Fault]) -> Iterator[Json]:
    """The events that are proven; what is not goes to `found`."""
    last = 0
    for name in ("checkpoint", *sorted(one for one in files if one.startswith(PROOFS))):
        try:
            if name == "checkpoint":
                open_checkpoint(files[name].decode(), key)
                continue
            event = check_proof(files[name].decode(), key).event
        except KeyError:
            found.append(Fault(file=name, why="missing"))
        except (Broken, UnicodeDecodeError):
            found.append(Fault(file=name, why="not-proven"))
            last += 1
        else:
            if event["n"] != last + 1:
                found.append(Fault(file=f"{PROOFS}{last + 1:06}.tlog-proof", why="missing"))
            last = event["n"]
            yield event


def read_own(held: bytes, now: datetime) -> Own:
    """What `luukku.jsonld` tells. Raises BadFile: not JSON, another version, a shape or value that no export has."""
    try:
        told = json.loads(held)
        _need(isinstance(told, dict) and told.get("@type") == "Export", "format")
        _need(told.get("format") == graph.FORMAT and type(told["format"]) is int, "version")
        rows, facts = _list(told, "cases", MOST_CASES), _list(told, "facts", MOST_FACTS)
        _need(len({row["@id"] for row in rows}) == len(rows), "twice")
        held_of: dict[str, list[Fact]] = {}
        for row in facts:
            held_of.setdefault(_text(row, "case"), []).append(_fact(row, now))
        cases = [_case(row, held_of.pop(row["@id"], [])) for row in rows if row.get("closed") is None]
        known = {row["@id"] for row in rows} | {f"{row['@id']}+shown" for row in rows}
        loose = [fact for id, some in held_of.items() if id not in known for fact in some]
        return Own(origin=_text(told, "origin"), made=_time(told, "made"), cases=tuple(cases), loose=_once(loose), closed=len(rows) - len(cases))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadFile(file=graph.GRAPH_FILE, why="format") from error


def write_own(own: Own) -> bytes:
    """The same again, and nothing else of the file: what a page carries along until the customer says yes. `read_own` reads it."""
    cases = [
        {"@id": graph.case_id(str(place)), "event": one.event, "sure": one.sure, "confirmed": one.confirmed, "closed": None,
         "steps": [{"service": id, "state": "done"} for id in one.done] + [{"service": id, "state": "told"} for id in one.running]}
        for place, one in enumerate(own.cases)
    ]  # fmt: skip
    facts = [graph.fact(str(place), one.event, fact) for place, one in enumerate(own.cases) for fact in one.facts]
    facts += [graph.fact("loose", "", fact) for fact in own.loose]
    head = {"@type": "Export", "format": graph.FORMAT, "origin": own.origin, "made": own.made.isoformat(), "cases": cases, "facts": facts}
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()


def _case(row: Json, facts: Sequence[Fact]) -> OwnCase:
    steps = _list(row, "steps", 1_000)
    return OwnCase(
        event=_text(row, "event"), sure=_flag(row, "sure"), confirmed=_flag(row, "confirmed"), facts=_once(facts),
        done=tuple(_text(step, "service") for step in steps if step.get("state") in DONE),
        running=tuple(_text(step, "service") for step in steps if step.get("state") in RUNNING),
    )  # fmt: skip


def _fact(row: Json, now: datetime) -> Fact:
    """As told by the customer, whoever told or showed it there: what a file says of it proves nothing here."""
    value, standing, at, evidence = row["value"], row["standing"], _time(row, "at"), row["evidence"]
    _need(value is None or type(value) in (bool, int, str), "format")
    _need(not isinstance(value, str) or len(value) <= LONGEST, "too-long")
    _need(type(value) is not int or abs(value) < 2**53, "format")
    _need(standing in get_args(Standing) and (value is None) == (standing != "known"), "format")
    _need(isinstance(evidence, str) and len(evidence) <= LONGEST and at <= now, "format")
    evidence.encode(), str(value).encode()  # a lone surrogate is a ValueError
    return Fact(
        name=_text(row, "name"), about=_text(row, "about"), value=Personal(value), standing=standing, source="own-file", at=at,
        evidence=Personal(evidence), approx=_flag(row, "approx"), confirmed=_flag(row, "confirmed"),
    )  # fmt: skip


def _once(facts: Sequence[Fact]) -> Facts:
    _need(len({(fact.about, fact.name) for fact in facts}) == len(facts), "twice")
    return Facts(tuple(facts))


def _list(row: Json, name: str, most: int) -> list[Json]:
    held = row[name]
    _need(isinstance(held, list) and all(isinstance(one, dict) for one in held), "format")
    _need(len(held) <= most, "too-many")
    return list(held)


def _text(row: Json, name: str) -> str:
    held = row[name]
    _need(isinstance(held, str) and 0 < len(held) <= LONGEST_NAME and held.isprintable(), "format")
    return str(held)


def _flag(row: Json, name: str) -> bool:
    _need(isinstance(row[name], bool), "format")
    return bool(row[name])


def _time(row: Json, name: str) -> datetime:
    at = datetime.fromisoformat(row[name])
    _need(at.tzinfo is not None, "format")
    return at


def _need(right: bool, why: str) -> None:
    if not right:
        _bad(why)


def _bad(why: str) -> NoReturn:
    raise BadFile(file=graph.GRAPH_FILE, why=why)
