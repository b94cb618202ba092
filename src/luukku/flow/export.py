"""Taking one's own along: one ZIP that people read, programs read, and another Luukku takes in (GDPR 15 and 20).

Gathered → its manifest's hash goes into the log as an entry of its own → only then is anything given out. So the export is
itself provable: whoever has the ZIP finds in it the proof of an entry that names the hash of all its files.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luukku import consent, explain
from luukku.errors import BadInput, Busy, KeyAway
from luukku.flow import export_decisions, proofs, receipts, rights
from luukku.flow import export_graph as graph
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.flow.export_tables import COLUMNS, table
from luukku.flow.take import loose
from luukku.flow.told_or_shown import apart
from luukku.ground import age
from luukku.ground.zips import write_zip
from luukku.model.consent import ConsentEvent, Permission
from luukku.model.conversation import Event, Talk
from luukku.model.fact import Fact, reveal
from luukku.model.ids import LANGUAGES, CaseId, ConversationId, new_id
from luukku.model.use import Entry

BASIS = "GDPR 15, GDPR 20"
MANIFEST = "manifest.json"
LONGEST_NAME = 80
STORED = ("serve", "share", "show", "look", "keep")
"""Kinds of entries that speak of facts that were here."""
PROVEN_WITHIN = 5.0
"""Seconds that the export's own entry is waited for to have its proof; without it the rest is given all the same."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is given out, in order. `name` is a file's name without its ending."""

    name: str
    files: Mapping[str, bytes]
    proofs: tuple[tuple[int, str], ...]
    """(n, tlog-proof) of each of the customer's entries."""

    def pieces(self) -> Iterator[bytes]:
        """The ZIP, piece by piece."""
        return write_zip(self._all())

    def _all(self) -> Iterable[tuple[str, bytes]]:
        yield from self.files.items()
        yield from ((f"proofs/{n:06}.tlog-proof", proof.encode()) for n, proof in self.proofs)


async def export(counter: Counter, conversation: ConversationId, *, by: str = "") -> Export:
    """All that is kept of the conversation's customer. The entry is durable, and the request settled, before it returns.

    `by`: the steward who does it because the customer asked in another way; the customer reads the name in the conversation first,
    and then in the log. Raises NotFound, Locked, BadInput for a name that is none.
    """
    if by and (await counter.devices.holding((await counter.store.talk(conversation)).customer)).custody in ("on-device", "moving-back"):
        raise KeyAway()  # before the customer is told of what cannot be
    actor = await _told(counter, conversation, by) if by else "me"
    asked = await rights.ask(counter, conversation, "export")
    talk = await counter.store.talk(conversation)
    talks = sorted(await counter.rounds.talks_of(talk.customer), key=lambda one: (one.opened, one.conversation))
    made, id, state = counter.clock.now(), new_id(), await proofs.checkpoint(counter, 0)
    entries, proven = await _entries(counter, talk)
    gathered = await _gather(counter, talk, talks, entries, made)
    head = {"@context": graph.CONTEXT_FILE, "@id": f"urn:luukku:export:{id}", "@type": "Export", "format": graph.FORMAT}
    head |= {"made": made.isoformat(), "origin": state["vkey"].partition("+")[0], "language": talk.language}
    files = await asyncio.to_thread(_files, counter, talk, gathered, head)
    manifest = graph.as_file({"format": graph.FORMAT, "files": {name: hashlib.sha256(held).hexdigest() for name, held in files.items()}})
    names = sorted({one["name"] for one in gathered["facts"]})
    await counter.log.append(
        talk.customer, "export", actor=actor, purpose="own", receiver=None, facts=names, permission=None, basis=BASIS, rule="export",
        result="allowed", about=manifest_hash(manifest), id=id,
    )  # fmt: skip
    proven |= await _late(counter, talk, [entry for entry in entries if entry.n not in proven] + await _until(counter, talk, id, len(entries)))
    state = await proofs.checkpoint(counter, 0)
    files |= {MANIFEST: manifest, "log.vkey": f"{state['vkey']}\n".encode(), "checkpoint": state["checkpoint"].encode()}
    await rights.settle(counter, asked.id)
    return Export(name=f"luukku-{counter.today().isoformat()}", files=files, proofs=tuple(sorted(proven.items())))


async def _told(counter: Counter, conversation: ConversationId, by: str) -> str:
    """The customer is told who takes it along for them, before anything is gathered. The actor as the log names it."""
    name = " ".join(by.split())
    if not (name and name.isprintable() and len(name) <= LONGEST_NAME):
        raise BadInput(what="by", expected=f"a name of 1 to {LONGEST_NAME} characters")
    async with counter.one_at_a_time(conversation):
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
        draft.event("exported", {}, {"name": name})
        await draft.commit()
    return f"person:{name}"


def give(made: Export, *, recipient: str = "", passphrase: str = "") -> Iterator[bytes]:
    """The ZIP; encrypted when somebody is named to whom, or words under which. Blocking. Raises BadInput before the first piece."""
    if recipient:
        return age.encrypt(made.pieces(), recipient=age.check_recipient(recipient))
    return age.encrypt(made.pieces(), passphrase=age.check_passphrase(passphrase)) if passphrase else made.pieces()


def manifest_hash(manifest: bytes) -> str:
    """As the export's entry in the log names it."""
    return f"sha256:{hashlib.sha256(manifest).hexdigest()}"


async def _receipts(counter: Counter, talks: Sequence[Talk]) -> list[Json]:
    """File name and JWS of each signed receipt, for the folder `receipts/`."""
    return [{"name": f"{one.id}.jws", "held": one.jws.encode()} for talk in talks for one in await receipts.of(counter, talk.conversation)]


async def _entries(counter: Counter, talk: Talk) -> tuple[Sequence[Entry], dict[int, str]]:
    """All entries in order of `n`, and the proofs (by n) of those that have their place in the tree: the newest do a moment later."""
    pairs = await counter.proofs.prove_all(talk.customer)
    placed = [pair for place, pair in enumerate(pairs, 1) if pair[0].n == place]  # without a gap
    late = await counter.log.entries(talk.customer, len(placed))
    return [*(entry for entry, _ in placed), *late], {entry.n: proof for entry, proof in placed}


async def _until(counter: Counter, talk: Talk, id: str, after: int) -> list[Entry]:
    """The entries behind the `after`th, up to this one: others may have come between."""
    behind = list(await counter.log.entries(talk.customer, after))
    return behind[: next(place for place, entry in enumerate(behind, 1) if entry.id == id)]


async def _late(counter: Counter, talk: Talk, entries: Sequence[Entry]) -> dict[int, str]:
    """The proofs of entries that had no place yet, waited for."""
    end, found = asyncio.get_running_loop().time() + PROVEN_WITHIN, dict[int, str]()
    for entry in entries:
        while entry.n not in found and asyncio.get_running_loop().time() < end:
            try:
                found[entry.n] = await counter.proofs.prove(talk.customer, entry.id)
            except Busy:
                await asyncio.sleep(0.1)
    return found


async def _gather(counter: Counter, talk: Talk, talks: Sequence[Talk], entries: Sequence[Entry], now: datetime) -> dict[str, list[Json]]:
    """Table → its rows, as the JSON-LD has them."""
    purposes = {id: one.dpv for id, one in counter.packs.purposes.items()}
    facts = [one for each in talks for one in await _facts(counter, each)]
    consents = [event for each in talks for case in each.cases for event in case.consents]
    number = counter.ledger.number(talk.customer)
    return {
        "facts": [graph.fact(case, event, one) | {"_fact": one} for case, event, one in facts],
        "cases": [graph.case(each.conversation, case, purposes) for each in talks for case in each.cases],
        "permissions": _permissions(consents, [each.teaching for each in talks if each.teaching is not None], purposes, now),
        "consents": [graph.consent(event, purposes) for event in consents],
        "log": [graph.entry(one) | {"_entry": one} for one in entries],
        "messages": [one for each in talks for one in await _messages(counter, each)],
        "gone": _gone(entries, frozenset(one.name for _, _, one in facts)),
        "kept": [
            {"name": one.name, "ground": one.ground, "owner": one.owner, "until": one.ends.isoformat()} for one in await counter.kept.kept(number)
        ],
        "requests": [
            {"right": one.right, "at": one.at.isoformat(), "due": one.due.isoformat(), "done": one.done.isoformat() if one.done else None, "reason": one.reason}
            for one in await rights.of(counter, talk.conversation)
        ],
        "receipts": await _receipts(counter, talks),
        "decisions": [{"name": name, "held": held} for name, held in await export_decisions.export_files(counter, talks)],
    }  # fmt: skip


async def _facts(counter: Counter, talk: Talk) -> list[tuple[str, str, Fact]]:
    """(case, event, fact) of a conversation: also what was shown otherwise than told; with event "" what was said before any was understood."""
    cases = [(id, case.event) for case in talk.cases for id in (case.id, *((apart(case.id),) if case.shown else ()))] + [(loose(talk), "")]
    held = [(id, event, await own_facts(counter, talk, CaseId(id))) for id, event in cases]
    return [(id, event, one) for id, event, facts in held for one in sorted(facts, key=lambda fact: (fact.name, fact.about))]


def _permissions(consents: Sequence[ConsentEvent], teaching: Sequence[Permission], purposes: Mapping[str, str], now: datetime) -> list[Json]:
    """Each once, as it stands now; one that is over as it was given."""
    live = consent.fold(consents, now)
    rows = [graph.permission(one, "live", purposes) for one in (*live.values(), *teaching)]
    for event in {event.permission: event for event in reversed(consents) if event.permission not in live}.values():
        over = Permission(
            id=event.permission, purpose=event.purpose, receiver=event.receiver, facts=frozenset(event.facts), assurance=event.assurance,
            basis=event.basis, given=event.at, ends=event.ends, case=event.case, service=event.service, explicit=event.explicit,
        )
        rows.append(graph.permission(over, "denied" if event.kind == "denied" else "over", purposes))
    return sorted(rows, key=lambda row: (row["given"], row["id"]))


async def _messages(counter: Counter, talk: Talk) -> list[Json]:
    """All words that lie in the conversation: the customer's, the machine's, employees' and organisations'."""
    events: list[Event] = []
    while some := await counter.feed.events(talk.conversation, events[-1].seq if events else 0):
        events += some
    return [
        {"@type": "Message", "conversation": talk.conversation, "seq": event.seq, "at": event.at.isoformat(), "kind": event.type, "who": who, "text": text}
        for event in events for who, text in _said(event)
    ]  # fmt: skip


def _said(event: Event) -> Iterator[tuple[str, str]]:
    if event.personal is None:
        return
    held: Any = reveal(event.personal)
    text = held.get("text") or held.get("reply", {}).get("text", "")
    if text:
        yield {"accepted": "me", "replied": "counter"}.get(event.type, str(held.get("name") or event.data.get("receiver") or "")), str(text)


def _gone(entries: Sequence[Entry], here: frozenset[str]) -> list[Json]:
    """Facts that the log says were here and that are not kept any more, with when they were used last."""
    last = {name: entry.at for entry in entries if entry.kind in STORED and entry.result != "refused" for name in entry.facts}
    return [{"name": name, "last": at.isoformat()} for name, at in sorted(last.items()) if name not in here]


def _files(counter: Counter, talk: Talk, gathered: Mapping[str, list[Json]], head: Json) -> dict[str, bytes]:
    """Everything but proofs, in the order in which it lies in the ZIP."""
    texts, packs, language = counter.texts, counter.packs, talk.language
    arrived = frozenset(row["about"] for row in gathered["log"] if row["kind"] == "done" and row["about"])
    for row in gathered["facts"]:
        fact = row.pop("_fact")
        row |= {"label": explain.fact_label(texts, packs, language, row["event"], fact.name), "words": explain.fact_value(texts, packs, language, row["event"], fact)}
    for row in gathered["log"]:
        row["words"] = explain.entry_words(texts, packs, language, row.pop("_entry"), arrived)
    for row in gathered["cases"]:
        row["label"] = explain.case_label(texts, packs, language, row["event"])
        for step in row["steps"]:
            step["label"] = explain.service_label(texts, packs, language, row["event"], step["service"])
    for row in (*gathered["gone"], *gathered["kept"]):
        row["label"] = explain.fact_label(texts, packs, language, "", row["name"])
    steps = [step for row in gathered["cases"] for step in row["steps"]]
    readmes = {f"README.{one}.md": explain.export_readme(texts, one, origin=head["origin"], made=head["made"], tables=COLUMNS).encode() for one in LANGUAGES}
    tables = {f"{name}.csv": table(name, steps if name == "steps" else gathered[name]) for name in COLUMNS}
    return {
        **readmes,
        graph.GRAPH_FILE: graph.as_file(head | {name: rows for name, rows in gathered.items() if name not in ("receipts", "decisions")}),
        graph.CONTEXT_FILE: graph.as_file(graph.CONTEXT),
        **tables,
        **{f"receipts/{row['name']}": row["held"] for row in gathered["receipts"]},
        **{row["name"]: row["held"] if isinstance(row["held"], bytes) else graph.as_file(row["held"]) for row in gathered["decisions"]},
        "verify.py": proofs.verifier().encode(),
    }


__all__ = ["Export", "export", "give", "manifest_hash"]
