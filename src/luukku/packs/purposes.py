"""Reads the catalogue of purposes, `packs/purposes/*.toml`, and holds services to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from luukku.model.pack import EventPack, Service
from luukku.model.purpose import BASES, CONDITIONS, CONSENT, ROLES, Purpose
from luukku.packs.event import check_id
from luukku.packs.problems import Problems, nearest
from luukku.packs.tables import Table, read_toml

CORE = ("serve", "handover", "break-glass", "learning", "authority", "legal-hold", "own")
"""What the counter itself uses facts for: answering, handing over, looking in for a reason that is told, keeping what a law keeps, learning from corrections, showing people their own."""
_DPV = re.compile(r"https://w3id\.org/dpv#[A-Z][A-Za-z]+")


def read_purposes(roots: Sequence[Path], problems: Problems) -> dict[str, Purpose]:
    """The purposes under all roots by id; every problem is noted, a second one of the same id too."""
    found: dict[str, Purpose] = {}
    for root in roots:
        for path in sorted((root / "purposes").glob("*.toml")):
            table = read_toml(path, path.relative_to(root).as_posix(), "purposes", problems)
            for purpose in _read_file(table) if table is not None else ():
                if purpose.id in found:
                    there = found[purpose.id].where
                    problems.add(purpose.where.file, purpose.where.line, f'purpose "{purpose.id}" stands in {there.file}:{there.line} already')
                found[purpose.id] = purpose
    return found


def _read_file(table: Table) -> list[Purpose]:
    """`owner`, `retention` and `who` at the top hold for every purpose of the file that names none of its own."""
    owner, retention, who = table.text("owner"), table.duration("retention"), table.texts("who")
    _check_who(table, who)
    found = [_read_purpose(name, one, owner, retention, who) for name, one in table.named("purposes")]
    if not found:
        table.problem("no purposes: [purposes.<id>]")
    table.finish()
    return found


def _read_purpose(name: str, one: Table, owner: str, retention: str, who: tuple[str, ...]) -> Purpose:
    check_id(one, name)
    own = one.texts("who") if one.has("who") else who
    _check_who(one, own)
    purpose = Purpose(
        id=name,
        dpv=one.text("dpv"),
        basis=one.choice("basis", BASES),
        special=one.choice("special", CONDITIONS) if one.has("special") else "",
        owner=one.text("owner", owner),
        retention=one.duration("retention", retention),
        who=tuple(role for role in ROLES if role in own),
        where=one.where(),
    )
    if purpose.dpv and _DPV.fullmatch(purpose.dpv) is None:
        one.problem('"dpv" is an IRI of the Data Privacy Vocabulary: https://w3id.org/dpv#…', "dpv")
    one.finish()
    return purpose


def _check_who(table: Table, who: tuple[str, ...]) -> None:
    for n, role in enumerate(who):
        if role not in ROLES:
            table.problem(f'"{role}" is none of {", ".join(ROLES)}{nearest(role, ROLES)}', "who", n)
    if not who:
        table.problem('"who" says who may use facts for this')


def check_use(events: Iterable[EventPack], purposes: Mapping[str, Purpose], problems: Problems) -> None:
    """Every service's purpose is in the catalogue, on the same basis; only what rests on consent is asked as a permission.

    The counter's own purposes are there too, unless nothing is served here (no service packs).
    """
    packs = list(events)
    for pack in packs:
        for service in pack.services:
            _check_service(service, purposes, problems)
    for name in CORE if packs else ():
        if name not in purposes:
            problems.add("purposes", 0, f'the purpose "{name}" is missing: the counter uses facts for it')


def _check_service(service: Service, purposes: Mapping[str, Purpose], problems: Problems) -> None:
    def problem(what: str) -> None:
        problems.add(service.where.file, service.where.line, f'service "{service.id}": {what}')

    purpose = purposes.get(service.purpose)
    if purpose is None:
        problem(f'purpose "{service.purpose}" is in no catalogue (purposes/*.toml){nearest(service.purpose, purposes)}')
        return
    if service.basis != purpose.basis:
        problem(f'its basis is {service.basis}, that of its purpose "{purpose.id}" {purpose.basis}')
    if service.special and not purpose.special:
        problem(f'it tells a special category, and its purpose "{purpose.id}" names no condition for that: "special" in the catalogue')
    if (service.part == "allow") != (purpose.basis == CONSENT):
        problem(f'a permission (part "allow") rests on consent, {CONSENT}, and consent is asked as a permission; here part "{service.part}" on {purpose.basis}')
