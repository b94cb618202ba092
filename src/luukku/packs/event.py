"""Reads one service pack's `pack.toml` and `facts.toml`: who owns it, on what it rests, which facts there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from luukku.model.pack import Ask, FactSpec, FactType, Goal, NothingSold, Person, Service, ShownBy, SourceOf, Tier
from luukku.packs.problems import nearest
from luukku.packs.tables import Table

TONES = ("everyday", "glad", "quiet", "grave")
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
FACT_NAME = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*")
_TYPES: tuple[FactType, ...] = get_args(FactType)
_ASKS: tuple[Ask, ...] = get_args(Ask)
_TIERS: tuple[Tier, ...] = get_args(Tier)
_PERSONS: tuple[Person, ...] = get_args(Person)


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


def read_tier(table: Table) -> tuple[Tier, Person]:
    """How deep the pack is, and whether a human is offered from the first reply on."""
    return table.choice("tier", _TIERS, "deep"), table.choice("person", _PERSONS, "none")


def read_nothing_sold(table: Table) -> NothingSold | None:
    """[nothing-sold]: the rule that nothing is offered here from which somebody gains, with its owner."""
    inner = table.table_or_none("nothing-sold")
    if inner is None:
        return None
    rule = NothingSold(owner=inner.text("owner"), law=inner.text("law"), where=inner.where())
    inner.finish()
    return rule


def read_goals(table: Table) -> tuple[Goal, ...]:
    """[goals.<id>]: what the customer wants to come true, and the services that serve it."""
    found = []
    for name, one in table.named("goals"):
        check_id(one, name)
        found.append(Goal(id=name, serves=one.texts("serves"), where=one.where()))
        one.finish()
    return tuple(found)


def check_head(table: Table, services: tuple[Service, ...], facts: Mapping[str, FactSpec], sold: NothingSold | None, goals: tuple[Goal, ...]) -> None:
    """What pack.toml says of the services: goals name them, and where nothing is sold none is paid for."""
    names = [service.id for service in services]
    for service in services:
        if sold is not None and (service.paid or service.interest in ("provider", "third-party")):
            table.problem(f'nothing is sold here, but somebody gains from service "{service.id}"', "nothing-sold")
    for goal in goals:
        for name in goal.serves:
            if name not in names:
                table.problem(f'goal "{goal.id}": no service "{name}"{nearest(name, names)}', "goals", goal.id)
    if goals and set(facts["goal"].values if "goal" in facts else ()) != {goal.id for goal in goals}:
        table.problem('the fact "goal" is an enum whose values are the goals\' ids', "goals")


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


def _read_shown(one: Table) -> ShownBy | None:
    """shown = { type, path }: the claim of a wallet's credential that shows the fact."""
    inner = one.table_or_none("shown")
    if inner is None:
        return None
    shown = ShownBy(type=inner.text("type"), path=inner.texts("path"))
    if not shown.path:
        inner.problem('"path" names the claim: a list of keys, the outermost first', "path")
    inner.finish()
    return shown


def _read_fact(name: str, one: Table) -> FactSpec:
    spec = FactSpec(
        name=name,
        type=one.choice("type", _TYPES),
        about=one.text("about", "me"),
        values=one.texts("values"),
        good_for=one.duration_or_none("good_for"),
        sensitivity=one.whole("sensitivity", 1, 3),
        ask=one.choice("ask", _ASKS, "now"),
        place=one.flag("place"),
        shown=_read_shown(one),
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
