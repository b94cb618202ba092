"""Words for the steward's page: times, hours left, how long facts are kept, organisations by name, what an incident says."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from starlette.requests import Request

from luukku import explain
from luukku.ground.dates import parse_duration
from luukku.model.incident import Incident
from luukku.web.desk_show import language_of
from luukku.web.show import counter_of, renderer_of

UNTOLD = ("employee", "at")
"""What an incident holds that the page says in other words."""


def words_of(request: Request) -> dict[str, Any]:
    """What the template calls beside `say`: `when`, `day`, `left`, `span`, `organisation_of`, `told`, `own` (what has a text)."""
    counter, language = counter_of(request), language_of(request)
    say, now = partial(renderer_of(request).say, language), counter.clock.now()

    def left(until: datetime) -> str:
        hours = int((until - now).total_seconds() // 3600)
        return say("steward-left-over") if hours < 0 else say("steward-left", hours=hours)

    def span(iso: str) -> str:
        held = parse_duration(iso)
        return say("steward-span-months", n=held.months) if held.months else say("steward-span-days", n=held.days)

    def told(one: Incident) -> str:
        return ", ".join(f"{name} {value}" for name, value in one.data.items() if name not in UNTOLD)

    return {
        "when": lambda at: explain.when_text(at, language),
        "day": lambda at: explain.day_text(at, language),
        "left": left,
        "span": span,
        "organisation_of": lambda id: explain.organisation_name(counter.texts, counter.packs, language, id),
        "told": told,
        "decision_of": lambda id: counter.texts.say(language, f"decision-{id}", "name") if counter.texts.has(language, f"decision-{id}", "name") else id,
        "reason_of": lambda pack, id: say(f"rule-{pack}-{id}") if counter.texts.has(language, f"rule-{pack}-{id}") else id,
        "kinds": ("log-broken", "log-rebuilt", "many-cases", "reviews-all-upheld", "stop-lost"),
    }
