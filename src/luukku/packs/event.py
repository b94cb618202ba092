"""Reads one service pack's `pack.toml` and `facts.toml`: who owns it, on what it rests, which facts there are."""

from __future__ import annotations

import re
from typing import get_args

from luukku.model.pack import Ask, FactSpec, FactType, SourceOf
from luukku.packs.tables import Table

TONES = ("everyday", "glad", "quiet", "grave")
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
FACT_NAME = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*")
_TYPES: tuple[FactType, ...] = get_args(FactType)
_ASKS: tuple[Ask, ...] = get_args(Ask)


def check_id(table: Table, value: str, *keys: str | int) -> None:
    """Ids are lower-case words with hyphens."""
    if value and ID.fullmatch(value) is None:
        table.problem(f'"{value}" is no id: lower-case letters, digits and single hyphens', *keys)


def read_head(table: Table, folder: str) -> dict[str, str]:
    """id, version, owner, licence and tone of `pack.toml`; the id is the folder's name."""
    head = {key: table.text(key) for key in ("id", "version", "owner", "licence")}
    head["tone"] = table.choice("tone", TONES, "everyday")
    check_id(table, head["id"], "id")
    if head["id"] and head["id"] != folder:
        table.problem(f'the id "{head["id"]}" must be the folder\'s name, "{folder}"', "id")
    return head


def read_sources(table: Table) -> dict[str, SourceOf]:
    """[sources.<id>]: the law or page on which services rest, when it was read, when it must be read again."""
    found: dict[str, SourceOf] = {}
    for name, one in table.named("sources"):
        check_id(one, name)
        source = SourceOf(
            id=name, title=one.text("title"), address=one.text("address"), read_on=one.day("read_on"), review_by=one.day("review_by")
        )
        if source.address and not source.address.startswith("https://"):
            one.problem('"address" begins with https://', "address")
        if source.review_by < source.read_on:
            one.problem('"review_by" lies before "read_on"', "review_by")
        one.finish()
        found[name] = source
    return found


def read_facts(table: Table) -> tuple[FactSpec, ...]:
    """[facts."<name>"]: what may be told in this situation, of what type, about whom, how it is asked."""
    found: list[FactSpec] = []
    for name, one in table.named("facts"):
        if FACT_NAME.fullmatch(name) is None:
            one.problem(f'"{name}" is no name of a fact: lower-case words with dots')
        found.append(_read_fact(name, one))
        one.finish()
    if not found:
        table.problem("no facts: [facts.\"<name>\"]")
    table.finish()
    return tuple(found)


def _read_fact(name: str, one: Table) -> FactSpec:
    spec = FactSpec(
        name=name,
        type=one.choice("type", _TYPES),
        about=one.text("about", "me"),
        values=one.texts("values"),
        good_for=one.duration_or_none("good_for"),
        sensitivity=one.whole("sensitivity", 1, 3),
        ask=one.choice("ask", _ASKS, "now"),
        where=one.where(),
    )
    check_id(one, spec.about, "about")
    if spec.type == "enum" and len(spec.values) < 2 and one.has("type"):
        one.problem('an enum needs "values", two or more', "values")
    if spec.type != "enum" and spec.values:
        one.problem('only an enum has "values"', "values")
    for value in spec.values:
        check_id(one, value, "values")
    return spec
