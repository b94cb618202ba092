"""What people read in the files that they take along: names and values in words beside the ids, and the page that explains it all."""

from __future__ import annotations

from collections.abc import Iterable

from luukku.explain.facts import fact_name, fact_text, text_id
from luukku.explain.known import entry_view
from luukku.explain.own_rules import own_rule_text
from luukku.explain.texts import Texts
from luukku.model.fact import Fact, reveal
from luukku.model.ids import Language
from luukku.model.own_rule import GOAL_PREFIX, PREFIX, rule_or_none
from luukku.model.pack import Packs
from luukku.model.use import Entry

README = (
    "export-readme-what", "export-readme-files", "export-readme-tables", "export-readme-text", "export-readme-proofs", "export-readme-check",
    "export-readme-again", "export-readme-care",
)  # fmt: skip
"""The paragraphs, in their order."""


def readme(texts: Texts, language: Language, *, origin: str, made: str, tables: Iterable[str]) -> str:
    """What the files are and what can be done with them, in one language. `tables`: their names, in order."""
    parts = [texts.say(language, id, origin=origin, made=made) for id in README]
    parts.insert(README.index("export-readme-tables") + 1, "\n".join(f"- {name}.csv: {texts.say(language, f'export-table-{name}')}" for name in tables))
    return "\n\n".join((f"# {texts.say(language, 'export-readme-title')}", *parts)) + "\n"


OWN = {PREFIX: "own-heading", GOAL_PREFIX: "goal-heading"}
"""Beginnings of names under which the customer's own lie: rules, goals."""


def fact_label(texts: Texts, packs: Packs, language: Language, event: str, name: str) -> str:
    """A fact's name in words; the name itself when no pack of here has it."""
    heading = next((id for begins, id in OWN.items() if name.startswith(begins)), None)
    if heading is not None:
        return texts.say(language, heading)
    events = (event,) if event in packs.events else tuple(id for id, pack in packs.events.items() if pack.fact(name) is not None)
    own = texts.of(events[0]) if events else texts
    return fact_name(own, language, name) if own.has(language, text_id(name), "name") else name


def fact_value(texts: Texts, packs: Packs, language: Language, event: str, fact: Fact) -> str:
    """Its value in words; "" where no pack of here knows it."""
    if fact.name.startswith(tuple(OWN)):
        return _own_value(texts, packs, language, fact)
    events = (event,) if event in packs.events else tuple(id for id, pack in packs.events.items() if pack.fact(fact.name) is not None)
    return fact_text(texts.of(events[0]), packs, language, packs.events[events[0]], fact) if events else ""


def _own_value(texts: Texts, packs: Packs, language: Language, fact: Fact) -> str:
    value = reveal(fact.value)
    rule = rule_or_none(value) if fact.name.startswith(PREFIX) else None
    if rule is not None:
        return own_rule_text(rule, texts, language)
    return texts.say(language, f"goalpack-{value}", "name") if value in packs.goals else ""


def case_label(texts: Texts, packs: Packs, language: Language, event: str) -> str:
    return texts.of(event).say(language, f"event-{event}") if event in packs.events else event


def service_label(texts: Texts, packs: Packs, language: Language, event: str, service: str) -> str:
    own = texts.of(event) if event in packs.events else texts
    return own.say(language, f"service-{service}", "name") if own.has(language, f"service-{service}", "name") else service


def entry_words(texts: Texts, packs: Packs, language: Language, entry: Entry, arrived: frozenset[str]) -> str:
    """The entry as a sentence, as people see it in the counter."""
    return entry_view(entry, packs, texts, language, arrived).what

