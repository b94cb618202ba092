"""Reads [offers.<id>] of an organisation: what it sells, in which situations, for how much, and what it pays for being shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, Offer, Per
from luukku.packs.event import check_id
from luukku.packs.problems import nearest
from luukku.packs.services import INTERESTS
from luukku.packs.tables import Table

_PER: tuple[Per, ...] = get_args(Per)
_CENTS = 100_000_000
TEXTS = ("names", "benefits", "otherwise")


def read_offers(table: Table, events: Mapping[str, EventPack]) -> tuple[Offer, ...]:
    """Every departure is noted: a situation in which nothing is sold, a text that lacks in a language."""
    found = []
    for name, one in table.named("offers"):
        check_id(one, name)
        check_id(one, one.text("kind"), "kind")
        _check_events(one, events)
        words = {key: _words(one, key) for key in TEXTS}
        found.append(
            Offer(
                id=name, kind=one.text("kind"), events=one.texts("events"), interest=one.choice("interest", INTERESTS, "provider"),
                price_cents=one.whole("price_cents", 0, _CENTS), per=one.choice("per", _PER, "once"), paid_cents=one.whole("paid_cents", 0, _CENTS),
                owner=one.text("owner"), names=words["names"], benefits=words["benefits"], otherwise=words["otherwise"], where=one.where(),
            )
        )  # fmt: skip
        if not one.has("price_cents"):
            one.problem('"price_cents" is missing: what it costs is said')
        if not one.has("paid_cents"):
            one.problem('"paid_cents" is missing: what you are paid when somebody buys, 0 for nothing')
        one.finish()
    return tuple(found)


def _check_events(one: Table, events: Mapping[str, EventPack]) -> None:
    named = one.texts("events")
    if not named:
        one.problem('"events" names the situations in which it may be shown')
    for n, id in enumerate(named):
        event = events.get(id)
        if event is None:
            one.problem(f'no service pack "{id}"{nearest(id, events)}', "events", n)
        elif event.nothing_sold is not None or event.tone not in ("everyday", "glad"):
            one.problem(f'in "{id}" nothing is sold', "events", n)


def _words(one: Table, key: str) -> dict[Language, str]:
    inner = one.table_or_none(key)
    if inner is None:
        one.problem(f'"{key}" is missing: fi, sv and en')
        return {}
    words = {language: inner.text(language) for language in LANGUAGES}
    inner.finish()
    return words
