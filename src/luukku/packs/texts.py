"""Which texts a pack needs, and whether all three languages have them. Reads Fluent's ids, renders nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fluent.syntax import FluentParser, ast

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, FactSpec, Service
from luukku.packs.problems import Problems, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """Messages of one Fluent source: id → its attributes; "" among them when it has a value of its own."""

    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    broken: tuple[tuple[int, str], ...] = ()
    """(line, what) of what cannot be parsed or stands twice."""


def collect_ids(source: str) -> Ids:
    """Message ids of the source; terms are left out, as nobody asks for them by name."""
    attributes: dict[str, frozenset[str]] = {}
    lines: dict[str, int] = {}
    broken: list[tuple[int, str]] = []
    for entry in FluentParser(with_spans=True).parse(source).body:
        line = source.count("\n", 0, entry.span.start if entry.span else 0) + 1
        if isinstance(entry, ast.Junk):
            what = "; ".join(str(note.message) for note in entry.annotations) or "cannot be read"
            start = entry.annotations[0].span if entry.annotations else None
            broken.append((source.count("\n", 0, start.start) + 1 if start else line, f"not Fluent: {what}"))
        elif isinstance(entry, ast.Message):
            if entry.id.name in attributes:
                broken.append((line, f'"{entry.id.name}" stands twice'))
            own = ("",) if entry.value is not None else ()
            attributes[entry.id.name] = frozenset((*own, *(attribute.id.name for attribute in entry.attributes)))
            lines[entry.id.name] = line
    return Ids(attributes=attributes, lines=lines, broken=tuple(broken))


def needed_texts(pack: EventPack) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(message id, attributes) that the pack's own texts must have; "" is the message's own value."""
    yield f"event-{pack.id}", ("",)
    for service in pack.services:
        yield f"service-{service.id}", _of_service(service)
    for fact in pack.facts:
        yield text_id(fact.name), _of_fact(fact)


def text_id(fact: str) -> str:
    """`fact-<name>`, dots as hyphens."""
    return f"fact-{fact.replace('.', '-')}"


def _of_service(service: Service) -> tuple[str, ...]:
    return ("name", "benefit", "without", *(("redress",) if service.redress else ()))


def _of_fact(fact: FactSpec) -> tuple[str, ...]:
    asked = ("ask", "why") if fact.ask != "never" else ()
    values = ("true", "false") if fact.type == "bool" else fact.values
    return ("name", *asked, *values)


def check_texts(pack: EventPack, common: Mapping[Language, str], problems: Problems) -> None:
    """Every text of the pack in every language; organisations' names stand in the common texts or in the pack's."""
    kinds = dict.fromkeys(service.organisation for service in pack.services)
    for language in LANGUAGES:
        file = f"service/{pack.id}/texts.{language}.ftl"
        ids = collect_ids(pack.texts[language])
        for line, what in ids.broken:
            problems.add(file, line, what)
        if not pack.texts[language]:
            continue
        for message, attributes in needed_texts(pack):
            _check_message(ids, message, attributes, file, problems)
        shared = collect_ids(common.get(language, ""))
        for kind in kinds if common.get(language) else ():
            if f"org-{kind}" not in shared.attributes and f"org-{kind}" not in ids.attributes:
                problems.add(f"language/{language}/common.ftl", 0, f'the text "org-{kind}" is missing')


def _check_message(ids: Ids, message: str, attributes: tuple[str, ...], file: str, problems: Problems) -> None:
    there = ids.attributes.get(message)
    if there is None:
        problems.add(file, 0, f'the text "{message}" is missing{nearest(message, ids.attributes)}')
        return
    for attribute in attributes:
        if attribute not in there:
            name = f"{message}.{attribute}" if attribute else message
            problems.add(file, ids.lines[message], f'the text "{name}" is missing')
