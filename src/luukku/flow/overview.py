"""What a steward answers for, as it stands now: organisations, purposes, rules, retention, ledger, log, incidents, requests. Names no customer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from luukku import packs
from luukku.errors import LuukkuError
from luukku.flow import reviews, rights
from luukku.flow.counter import Counter
from luukku.ground.note import read_checkpoint, split_note
from luukku.model.decision import Noted
from luukku.model.erasure import Kept, LedgerRow
from luukku.model.incident import Incident
from luukku.model.pack import Organisation
from luukku.model.purpose import Purpose
from luukku.model.rule import Rule, RulePack
from luukku.model.ruling import DecisionPack


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case of a rule: what it is asked with, in the rules' own words, whether the rule applies, and what comes of it."""

    asked: str
    applies: bool
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogState:
    """How the log stands. `size`, `origin` and `witnesses` are of the newest signed checkpoint; `wanted` the settings name."""

    origin: str = ""
    size: int = 0
    note: str = ""
    vkey: str = ""
    witnesses: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    checked: datetime | None = None
    whole: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All of it. `cases` by rule id; `erasures` are rows of the ledger, oldest first."""

    organisations: tuple[Organisation, ...]
    origins: Mapping[str, str]
    purposes: tuple[Purpose, ...]
    rules: tuple[Rule, ...]
    rule_packs: tuple[RulePack, ...]
    rules_note: str
    cases: Mapping[str, tuple[CaseLine, ...]] = field(default_factory=dict)
    erasures: tuple[LedgerRow, ...]
    erased: int
    last_erased: datetime | None
    kept: tuple[Kept, ...]
    log: LogState
    incidents: tuple[Incident, ...]
    requests: rights.Standing
    decisions: tuple[DecisionPack, ...] = ()
    decisions_note: str = ""
    rates: tuple[reviews.Rate, ...] = ()
    """How often humans who looked again decided otherwise."""
    decided: tuple[Noted, ...] = ()
    """Rows of the register, oldest first."""
    notices: int
    """Organisations' notices of erasures that nobody has got through yet."""


async def overview(counter: Counter) -> Overview:
    """As it stands now. What cannot be read of the log is told as not whole; nothing else stands in its way."""
    rules, rows = counter.rules, await counter.ledger.rows()
    done = [row for row in rows if row.state == "done"]
    return Overview(
        organisations=tuple(counter.packs.organisations.values()),
        origins={one.id: counter.settings.origins.get(one.id, one.origin or "") for one in counter.packs.organisations.values()},
        purposes=tuple(counter.packs.purposes.values()),
        rules=rules.rules if rules is not None else (),
        rule_packs=rules.packs if rules is not None else (),
        rules_note=counter.rules_note or "",
        cases=await asyncio.to_thread(_cases, counter),
        erasures=tuple(rows),
        erased=len(done),
        last_erased=done[-1].at if done else None,
        kept=tuple(await counter.kept.kept()),
        log=await _log(counter),
        incidents=tuple(await asyncio.to_thread(counter.incidents.all)),
        requests=await rights.standing(counter),
        decisions=counter.decisions.packs,
        decisions_note=counter.decisions_note or "",
        rates=await reviews.rates(counter),
        decided=tuple(await asyncio.to_thread(counter.register.rows)),
        notices=sum(one.told is None for one in await counter.notices.notices()),
    )


async def _log(counter: Counter) -> LogState:
    wanted = tuple(part.strip().partition("+")[0] for part in counter.settings.log.witnesses.split(",") if part.strip())
    checked, whole = counter.log_checked or (None, None)
    try:
        held = await counter.proofs.checkpoint(0)
        text, lines = split_note(held["checkpoint"])
        signed = read_checkpoint(text)
    except LuukkuError:
        return LogState(wanted=wanted, checked=checked, whole=False)
    names = tuple(line.removeprefix("\u2014 ").partition(" ")[0] for line in lines)
    others = tuple(name for name in names if name != signed.origin)
    return LogState(
        origin=signed.origin, size=signed.size, note=held["checkpoint"], vkey=held["vkey"], witnesses=others, wanted=wanted, checked=checked, whole=whole
    )


def _cases(counter: Counter) -> Mapping[str, tuple[CaseLine, ...]]:
    """Of the packs as they lie there; empty where they cannot be read."""
    found: dict[str, tuple[CaseLine, ...]] = {}
    for case in packs.cases_of(counter.packs, counter.settings.packs or packs.find_packs()):
        asked = case.asked
        parts: Sequence[str] = (asked.role, asked.action, asked.purpose, asked.category, asked.standing, *sorted(asked.circumstances), *(["gain"] if asked.gain else []))
        line = CaseLine(asked=" · ".join(parts), applies=case.applies, decision=case.decision)
        found[case.rule] = (*found.get(case.rule, ()), line)
    return found
