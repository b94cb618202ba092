"""The export for the authority (GDPR 30, 31, 58(1)): one ZIP, signed, entered in the log before it exists, and naming no customer."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from luukku.errors import BadInput, Clash
from luukku.flow.counter import Counter
from luukku.flow.overview import Overview, overview
from luukku.ground.conditions import to_json
from luukku.ground.dates import HELSINKI
from luukku.ground.jcs import jcs
from luukku.model.decision import Noted
from luukku.model.erasure import Kept, Request
from luukku.model.ids import CustomerId
from luukku.model.incident import Incident
from luukku.model.purpose import Purpose

MANIFEST, NOTE = "luukku authority export 1", "manifest.note"
"""First line of what is signed; the file that holds it."""
ITSELF = CustomerId("counter-itself")
"""Under whose key entries about the counter's own doings stand: no customer's."""
LONGEST = 300
README = """An export of Luukku for an authority.

manifest.note    what was asked, by whom and why, and the SHA-256 of every other file; signed (c2sp.org/signed-note) under log.vkey
records.json     records of processing (GDPR 30): each purpose with basis, owner, retention and who receives facts for it
rules.json       the rules that decide, their owners and sources, and the packs with their hashes
retention.json   how long facts are kept for each purpose, and records that a law keeps
erasures.json    the ledger of erasures in the time that was asked for; numbers are keyed hashes and name nobody
decisions.json   decisions by rules in that time, about nobody: by which pack and rules, what came of it, whether a human changed it; the packs
incidents.json   incidents in that time, with the end of their 72 hours, and who closed them with what note
requests.json    requests by right in that time, and every one that still waits
checkpoint       the newest signed checkpoint of the log

It names no customer. Words that employees wrote about single cases (grounds of holds, reasons for a longer time) are left out.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """`zip` is the file; `sha256` that of the signed manifest, which the log's entry names; `entry` that entry's id."""

    zip: bytes
    sha256: str
    entry: str


async def export(counter: Counter, since: datetime, until: datetime, requester: str, reason: str) -> Exported:
    """Everything in `since` ≤ time < `until`, and what holds now. Raises BadInput without requester or reason, or for an empty time;
    NoRoom, Broken when it cannot be entered in the log: then there is no export."""
    for name, words in (("requester", requester), ("reason", reason)):
        if not 0 < len(words.strip()) <= LONGEST or not words.isprintable():
            raise BadInput(what=name, expected=f"words, at most {LONGEST} characters on one line")
    if since >= until:
        raise BadInput(what="from", expected="a day before the last one")
    now, found = counter.clock.now(), await overview(counter)
    files = _files(found, await counter.rights.requests(), since, until)
    files["checkpoint"] = found.log.note.encode()
    files["log.vkey"] = f"{found.log.vkey}\n".encode()
    files["README.txt"] = README.encode()
    asked = {"from": since.isoformat(), "until": until.isoformat(), "requester": requester.strip(), "reason": reason.strip(), "made": now.isoformat()}
    listed = "".join(f"{hashlib.sha256(held).hexdigest()}  {name}\n" for name, held in sorted(files.items()))
    note = await counter.proofs.sign(f"{MANIFEST}\n{jcs(asked).decode()}\n{listed}")
    sha256 = hashlib.sha256(note.encode()).hexdigest()
    entry = await _enter(counter, requester.strip(), reason.strip(), sha256)
    return Exported(zip=_zipped({**files, NOTE: note.encode()}, now), sha256=sha256, entry=entry)


async def _enter(counter: Counter, requester: str, reason: str, sha256: str) -> str:
    """Durable in the log: who asked, why, and what exactly they got."""
    try:
        await counter.gate.new_customer(ITSELF, "kept")
    except Clash:
        pass
    return await counter.log.append(
        ITSELF, "authority", actor="counter", purpose="authority", receiver=requester, facts=(), permission=None, basis=reason, rule="authority",
        result="done", about=sha256,
    )


def _files(found: Overview, requests: Sequence[Request], since: datetime, until: datetime) -> dict[str, bytes]:
    def within(at: datetime) -> bool:
        return since <= at < until

    receivers: dict[str, list[str]] = {}
    for organisation in found.organisations:
        for service in organisation.services:
            receivers.setdefault(service, []).append(organisation.id)
    held: Mapping[str, Any] = {
        "records.json": {
            "purposes": [_record(one, receivers) for one in found.purposes],
            "organisations": [
                {"id": one.id, "kind": one.kind, "peer": one.peer, "origin": found.origins.get(one.id, ""), "services": list(one.services), "may_ask": list(one.may_ask)}
                for one in found.organisations
            ],
        },
        "rules.json": {
            "packs": [{"id": one.id, "version": one.version, "owner": one.owner, "sha256": one.sha256, "signed_by": one.signed_by} for one in found.rule_packs],
            "rules": [
                {"id": one.id, "effect": one.effect, "owner": one.owner, "reason": one.reason, "source": one.source, "cases": len(found.cases.get(one.id, ()))}
                for one in found.rules
            ],
            "note": found.rules_note,
        },
        "decisions.json": {
            "packs": [
                {
                    "id": one.id, "version": one.version, "owner": one.owner, "sha256": one.sha256, "signed_by": one.signed_by, "event": one.event, "service": one.service,
                    "significant": one.significant, "ground": one.ground, "interest": one.interest, "facts": {use.name: use.kind for use in one.facts.values()},
                    "rules": [{"id": rule.id, "says": rule.says, "level": rule.level, "owner": rule.owner, "source": rule.source, "when": to_json(rule.when)} for rule in one.rules],
                }
                for one in found.decisions
            ],
            "decided": [_decided(one) for one in found.decided if within(datetime.combine(one.day, time(12), HELSINKI))],
            "note": found.decisions_note,
        },
        "retention.json": {"purposes": {one.id: one.retention for one in found.purposes}, "kept_by_law": [_kept(one) for one in found.kept]},
        "erasures.json": [{"seq": row.seq, "number": row.number, "state": row.state, "at": row.at.isoformat(), "hash": row.hash.hex()} for row in found.erasures if within(row.at)],
        "incidents.json": [_incident(one) for one in found.incidents if within(one.at)],
        "requests.json": [_request(one) for one in requests if within(one.at) or one.done is None],
    }
    return {name: (json.dumps(one, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode() for name, one in held.items()}


def _record(one: Purpose, receivers: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "id": one.id, "dpv": one.dpv, "basis": one.basis, "special": one.special, "owner": one.owner, "retention": one.retention, "who": list(one.who),
        "receivers": list(receivers.get(one.id, ())), "withdrawn": one.can_be_withdrawn, "objected": one.can_be_objected_to,
    }


def _decided(one: Noted) -> dict[str, Any]:
    return {
        "kind": one.kind, "record": one.sha256, "pack": one.pack, "version": one.pack_version, "pack_sha256": one.pack_sha256, "day": one.day.isoformat(),
        "outcome": one.outcome, "rules": list(one.reasons), "significant": one.significant, "final": one.final, "changed": one.changed,
    }


def _kept(one: Kept) -> dict[str, str]:
    return {"id": one.id, "number": one.number, "fact": one.name, "owner": one.owner, "at": one.at.isoformat(), "ends": one.ends.isoformat()}


def _incident(one: Incident) -> dict[str, Any]:
    closed = one.closed.isoformat() if one.closed is not None else None
    return {"id": one.id, "kind": one.kind, "at": one.at.isoformat(), "due": one.due.isoformat(), "data": dict(one.data), "closed": closed, "by": one.by, "note": one.note}


def _request(one: Request) -> dict[str, Any]:
    done = None if one.done is None else one.done.isoformat()
    return {"id": one.id, "number": one.number, "right": one.right, "at": one.at.isoformat(), "due": one.due.isoformat(), "longer": bool(one.reason), "done": done}


def _zipped(files: Mapping[str, bytes], at: datetime) -> bytes:
    """Entries by name, all with one time, so that the same files are the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zip:
        for name in sorted(files):
            zip.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), files[name], zipfile.ZIP_DEFLATED)
    return held.getvalue()
