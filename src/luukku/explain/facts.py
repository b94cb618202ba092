"""Facts, organisations and services in words: names, values, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from luukku.explain.texts import Texts
from luukku.explain.words import list_text, short_day_text, span_text
from luukku.model.fact import Fact, Value, reveal
from luukku.model.ids import Language
from luukku.model.pack import EventPack, FactSpec, Packs, Service

_LETTERS = re.compile(r"[^\W_]+")


def owner_text(texts: Texts, language: Language, owner: str) -> str:
    """Who answers for a rule or a text: by its name in the language where there is one (`owner-…`), else as the pack writes it."""
    id = f"owner-{'-'.join(_LETTERS.findall(owner.casefold()))}"
    return texts.say(language, id) if texts.has(language, id) else owner


def text_id(fact: str) -> str:
    """`mother.work` → "fact-mother-work"."""
    return f"fact-{fact.replace('.', '-')}"


def fact_name(texts: Texts, language: Language, name: str) -> str:
    """As a heading: "Syntymäpäivä"."""
    return texts.say(language, text_id(name), "name")


def fact_word(texts: Texts, language: Language, name: str) -> str:
    """Within a sentence: "syntymäpäivä"."""
    return texts.say(language, text_id(name)) if texts.has(language, text_id(name)) else fact_name(texts, language, name)


def fact_words(texts: Texts, language: Language, names: Iterable[str]) -> str:
    """A list within a sentence; "nothing" in words when there is none."""
    words = [fact_word(texts, language, name) for name in names]
    return list_text(words, language) if words else texts.say(language, "why-none")


def value_text(texts: Texts, packs: Packs, language: Language, spec: FactSpec | None, value: Value) -> str:
    """A value as people say it: an enum by its text, a date with its weekday, a municipality by its name in that language."""
    if isinstance(value, bool):
        attribute = "true" if value else "false"
        if spec is not None and texts.has(language, text_id(spec.name), attribute):
            return texts.say(language, text_id(spec.name), attribute)
        return texts.say(language, "value-yes" if value else "value-no")
    if isinstance(value, int):
        return str(value) if spec is None or spec.type != "cents" else f"{value // 100},{value % 100:02d} €"
    if spec is not None and spec.type == "enum" and value in spec.values:
        return texts.say(language, text_id(spec.name), value)
    if spec is not None and spec.type == "municipality":
        return municipality_text(packs, language, value)
    if spec is not None and spec.name == "person.role" and texts.has(language, "role", value):
        return texts.say(language, "role", value)
    return span_text(value, language) if spec is None or spec.type == "date" else value


def municipality_text(packs: Packs, language: Language, name: str) -> str:
    """The canonical Finnish name in the reader's language, by that language's own table of names."""
    table = packs.language.get(language, {}).get("municipalities", {})
    names = table.get("names", {}) if isinstance(table, Mapping) else {}
    return next((own for own, finnish in names.items() if finnish == name), name) if isinstance(names, Mapping) else name


def fact_text(texts: Texts, packs: Packs, language: Language, pack: EventPack, fact: Fact) -> str:
    """What is known of it: its value, or that it was not told, or that it is not known."""
    value = reveal(fact.value)
    if fact.standing != "known" or value is None:
        return texts.say(language, "value-refused" if fact.standing == "refused" else "value-unknown")
    words = value_text(texts, packs, language, pack.fact(fact.name), value)
    return texts.say(language, "value-approx", value=words) if fact.approx else words


def organisation_name(texts: Texts, packs: Packs, language: Language, id: str) -> str:
    """A registered organisation by its own name, a kind by the common one, the counter by its own."""
    if id == "counter":
        return texts.say(language, "entry-who-counter")
    organisation = packs.organisations.get(id)
    if organisation is not None:
        return organisation.names.get(language) or texts.say(language, f"org-{organisation.kind}")
    return texts.say(language, f"org-{id}") if texts.has(language, f"org-{id}") else id


def service_name(texts: Texts, language: Language, id: str) -> str:
    return texts.say(language, f"service-{id}", "name")


def service_part(texts: Texts, language: Language, id: str, attribute: str) -> str:
    """A service's benefit, without, redress or do; empty when its pack says nothing of it."""
    return texts.say(language, f"service-{id}", attribute) if texts.has(language, f"service-{id}", attribute) else ""


def service_names(texts: Texts, language: Language, ids: Iterable[str]) -> str:
    return list_text([service_name(texts, language, id) for id in ids], language)


def purpose_text(texts: Texts, language: Language, purpose: str) -> str:
    """The purpose in words; its id when no pack names it (an entry of a pack that is gone)."""
    return texts.say(language, f"purpose-{purpose}") if texts.has(language, f"purpose-{purpose}") else purpose


def source_text(texts: Texts, language: Language, pack: EventPack, service: Service) -> str:
    """Addresses of what the service rests on, and when they were read."""
    known = [pack.sources[name] for name in service.sources if name in pack.sources]
    said = [texts.say(language, "why-source", address=_plain(one.address), date=short_day_text(one.read_on, language)) for one in known]
    return list_text(said, language)


def _plain(address: str) -> str:
    """An address as people write it: without scheme, "www." and what follows the "?"."""
    return address.partition("://")[2].removeprefix("www.").partition("?")[0].rstrip("/")


def label(texts: Texts, kind: str, id: str, language: Language = "fi") -> str:
    """Words for a clerk's letter. Kinds: service, fact, value ("mother.work=employed"), purpose, organisation, or a text's beginning.

    A fact or value may have the service before it ("early-education/event.date"): then in the words of that service's event.
    """
    service, slash, rest = id.partition("/")
    if kind in ("fact", "value") and slash:
        event = next((pack.id for pack in texts.packs.events.values() if pack.service(service) is not None), None)
        texts, id = (texts.of(event) if event is not None else texts), rest
    if kind == "service":
        return service_name(texts, language, id)
    if kind == "fact":
        return fact_name(texts, language, id)
    if kind == "value":
        return _value_of(texts, language, *id.split("=", 1))
    if kind == "purpose":
        return purpose_text(texts, language, id)
    if kind == "organisation":
        return organisation_name(texts, texts.packs, language, id)
    return texts.say(language, f"{kind}-{id}")


def _value_of(texts: Texts, language: Language, name: str, value: str) -> str:
    packs = sorted(texts.packs.events.values(), key=lambda pack: pack.id != texts.event)
    spec = next((found for pack in packs if (found := pack.fact(name)) is not None), None)
    known: Value = value == "true" if spec is not None and (spec.type == "bool" or (spec.type == "date" and value in ("true", "false"))) else value
    if spec is not None and spec.type in ("whole", "cents") and value.lstrip("-").isdigit():
        known = int(value)
    return value_text(texts, texts.packs, language, spec, known)
