"""Making decisions again, to see that they come out alike: all of a counter, or those in a file that somebody took along."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from luukku import plan
from luukku.errors import BadFile, Broken, Locked, LuukkuError
from luukku.flow import decisions
from luukku.flow.counter import Counter
from luukku.flow.export_decisions import FOLDER
from luukku.flow.export_graph import GRAPH_FILE
from luukku.flow.own_file import LARGEST, LIMITS
from luukku.ground.zips import read_zip
from luukku.model.conversation import Talk

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """How many came out alike, and of each other its id and why not."""

    alike: int
    others: tuple[tuple[str, str], ...] = ()


async def replay_all(counter: Counter) -> Replayed:
    """Every decision of the counter. The machine reads the customers' facts for it, which is an entry in the log of each, first.

    A record must be the one that the log names, must rest on the facts and rules with which it was made, and come out as it did.
    """
    alike, others = 0, list[tuple[str, str]]()
    for customer in sorted(await counter.rounds.customers()):
        talks = [talk for talk in await counter.rounds.talks_of(customer) if any(case.decided for case in talk.cases)]
        if not talks:
            continue
        try:
            named = {entry.id for entry in await counter.log.entries(customer)}
        except Locked as gone:  # on the customer's own device, or ended: nobody reads it here
            others += [(one.id, gone.code) for talk in talks for case in talk.cases for one in case.decided]
            continue
        await counter.log.append(
            customer, "replay", actor="counter", purpose="decision-replay", receiver=None, facts=(), permission=None, basis="GDPR 5(2), 22", rule="decisions/replay",
            result="done", about=None,
        )  # fmt: skip
        for talk in talks:
            for id, why in await _replay_talk(counter, talk, named):
                if why:
                    others.append((id, why))
                else:
                    alike += 1
    return Replayed(alike=alike, others=tuple(others))


async def _replay_talk(counter: Counter, talk: Talk, named: set[str]) -> list[tuple[str, str]]:
    found = []
    for one in await decisions.kept(counter, talk):
        try:
            rules = await asyncio.to_thread(counter.register.rules, str(one.record.get("rules_sha256", "")))
            why = _replay({"record": one.record, "facts": one.facts, "salt": one.salt}, one.mark.sha256, named, rules)
        except LuukkuError as error:
            why = str(error.data.get("what", error.code))
        found.append((one.mark.id, why))
    lost = {mark.id for case in talk.cases for mark in case.decided} - {id for id, _ in found}
    return [*found, *((id, "its record is gone") for id in sorted(lost))]


def replay_file(held: bytes) -> Replayed:
    """The decisions in an export (`decisions/`), against the log that came with it. Blocking. Raises BadFile."""
    if len(held) > LARGEST:
        raise BadFile(file="zip", why="too-large", limit=LARGEST)
    files = read_zip(held, LIMITS)
    named = {str(row.get("id")) for row in _json(files, GRAPH_FILE).get("log", [])}
    alike, others = 0, list[tuple[str, str]]()
    for name in sorted(name for name in files if name.startswith(FOLDER) and not name.startswith(f"{FOLDER}rules-")):
        kept = _json(files, name)
        record = kept.get("record")
        rules = files.get(f"{FOLDER}rules-{record.get('rules_sha256') if isinstance(record, dict) else ''}.json")
        why = "its rules are missing" if rules is None else _replay(kept, str(kept.get("sha256")), named, rules)
        if why:
            others.append((name.removeprefix(FOLDER).removesuffix(".json"), why))
        else:
            alike += 1
    return Replayed(alike=alike, others=tuple(others))


def _replay(kept: Mapping[str, Any], sha256: str, named: set[str], rules: bytes) -> str:
    """"" when it comes out alike; else why not."""
    if f"decide-{sha256}" not in named:
        return "no entry of the log names it"
    try:
        plan.replay(kept["record"], sha256, kept["facts"], kept["salt"], rules)
    except Broken as broken:
        return str(broken.data.get("why") or broken.data.get("what"))
    except (KeyError, TypeError, ValueError, AttributeError):
        return "not a record of a decision"
    return ""


def _json(files: Mapping[str, bytes], name: str) -> Json:
    if name not in files:
        raise BadFile(file=name, why="missing")
    try:
        found = json.loads(files[name])
    except ValueError as error:
        raise BadFile(file=name, why="format") from error
    if not isinstance(found, dict):
        raise BadFile(file=name, why="format")
    return found


__all__ = ["Replayed", "replay_all", "replay_file"]
