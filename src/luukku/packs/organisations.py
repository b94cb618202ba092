"""Reads `organisations/**/*.toml`: who is registered, of what kind, how it is reached, what it may ever ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, Organisation
from luukku.packs.event import check_id
from luukku.packs.offers import read_offers
from luukku.packs.problems import nearest
from luukku.packs.tables import Table

_PEERS: tuple[Literal["a2a", "mailbox"], ...] = ("a2a", "mailbox")


def read_organisation(table: Table, events: Mapping[str, EventPack]) -> Organisation:
    """One organisation, one file. What it serves and may ask must stand in a service pack."""
    organisation = Organisation(
        id=table.text("id"),
        kind=table.text("kind"),
        peer=table.choice("peer", _PEERS),
        origin=table.text_or_none("origin"),
        services=table.texts("services"),
        may_ask=table.texts("may_ask"),
        municipality=table.text_or_none("municipality"),
        offers=read_offers(table, events),
        names=_read_names(table),
        where=table.where(),
    )
    check_id(table, organisation.id, "id")
    check_id(table, organisation.kind, "kind")
    _check_origin(organisation, table)
    _check_services(organisation, table, events)
    table.finish()
    return organisation


def _read_names(table: Table) -> dict[Language, str]:
    inner = table.table_or_none("names")
    if inner is None:
        table.problem('"names" is missing: [names] with fi, sv and en')
        return {}
    names = {language: inner.text(language) for language in LANGUAGES}
    inner.finish()
    return names


def is_origin(text: str) -> bool:
    """Scheme, host and port, nothing after it: "http://127.0.0.1:8201"."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    return parts.scheme in ("http", "https") and bool(host) and text == f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _check_origin(organisation: Organisation, table: Table) -> None:
    if organisation.peer == "a2a" and organisation.origin is None:
        table.problem('an agent needs its exact "origin"')
    if organisation.peer == "mailbox" and organisation.origin is not None:
        table.problem('a mailbox has no "origin"', "origin")
    if organisation.origin is not None and not is_origin(organisation.origin):
        table.problem('"origin" is scheme, host and port, nothing after it', "origin")


def _check_services(organisation: Organisation, table: Table, events: Mapping[str, EventPack]) -> None:
    services = {service.id: service for pack in events.values() for service in pack.services}
    if not organisation.services:
        table.problem('"services" names at least one service', "services")
    declared: set[str] = set()
    for n, name in enumerate(organisation.services):
        service = services.get(name)
        if service is None:
            table.problem(f'no pack has a service "{name}"{nearest(name, services)}', "services", n)
        elif service.organisation != organisation.kind:
            table.problem(f'service "{name}" is done by a "{service.organisation}", not by a "{organisation.kind}"', "services", n)
        elif service.part not in ("allow", "request"):
            table.problem(f'service "{name}" is part "{service.part}": nothing is ever sent for it', "services", n)
        else:
            declared.update(service.may_ask)
    for n, name in enumerate(organisation.may_ask):
        if name not in declared:
            table.problem(f'may not ask "{name}": no service of its own declares it in "may_ask"{nearest(name, declared)}', "may_ask", n)
