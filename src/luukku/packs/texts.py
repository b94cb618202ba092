"""Which texts a pack needs, and whether all three languages have them. Reads Fluent's ids, renders nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from fluent.syntax import FluentParser, ast

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, FactSpec, Packs, Service
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
        if service.compensation is not None:
            yield service.compensation, ("",)
    for fact in pack.facts:
        if not fact.where.file.startswith("common/"):  # their texts are common too
            yield text_id(fact.name), _of_fact(fact)
    for goal in pack.goals:
        yield f"goal-{goal.id}", ("name", "leaves")


def text_id(fact: str) -> str:
    """`fact-<name>`, dots as hyphens."""
    return f"fact-{fact.replace('.', '-')}"


def _of_service(service: Service) -> tuple[str, ...]:
    done = service.effect in ("does", "binds") and service.part in ("allow", "request")
    return ("name", "benefit", "without", *(("redress",) if service.redress else ()), *(("approve",) if done else ()))


def _of_fact(fact: FactSpec) -> tuple[str, ...]:
    asked = ("ask", "why") if fact.ask != "never" else ()
    values = ("true", "false") if fact.type == "bool" else fact.values
    return ("name", *asked, *values)


def check_texts(packs: Packs, files: Callable[[str], bool], problems: Problems) -> None:
    """Every text that a pack's facts and services need, in every language; nothing that is no Fluent.

    `files` says whether a file lies under some root: of a file that lacks, only that is said. What compares the
    languages with one another, or knows how texts are shown, is a check handed in.
    """
    common = {language: collect_ids(packs.texts[language]) for language in LANGUAGES}
    for language, shared in common.items():
        for part, source in packs.text_parts(language):
            _check_source(part, collect_ids(source), files, problems)
        for line, what in shared.broken:
            if what.endswith("stands twice"):  # in two files of the language
                problems.add(f"language/{language}/common.ftl", line, what)
        for pack in packs.events.values():
            file, ids = f"service/{pack.id}/texts.{language}.ftl", collect_ids(pack.texts[language])
            _check_source(file, ids, files, problems)
            for message, attributes in needed_texts(pack) if files(file) else ():
                _check_message(ids, message, attributes, file, problems)
            if files(file):
                _check_organisations(pack, language, ids, shared, files, problems)


def _check_source(file: str, ids: Ids, files: Callable[[str], bool], problems: Problems) -> None:
    if not files(file):
        problems.add(file, 0, "is missing")
    for line, what in ids.broken:
        problems.add(file, line, what)


def _check_organisations(
    pack: EventPack, language: Language, own: Ids, common: Ids, files: Callable[[str], bool], problems: Problems
) -> None:
    """`org-<kind>` stands in the common texts or in the pack's own."""
    file = f"language/{language}/common.ftl"
    for kind in dict.fromkeys(service.organisation for service in pack.services) if files(file) else ():
        if f"org-{kind}" not in common.attributes and f"org-{kind}" not in own.attributes:
            problems.add(file, 0, f'the text "org-{kind}" is missing')


def _check_message(ids: Ids, message: str, attributes: tuple[str, ...], file: str, problems: Problems) -> None:
    there = ids.attributes.get(message)
    if there is None:
        problems.add(file, 0, f'the text "{message}" is missing{nearest(message, ids.attributes)}')
        return
    for attribute in attributes:
        if attribute not in there:
            problems.add(file, ids.lines[message], f'the text "{_name(message, attribute)}" is missing')


def _name(message: str, attribute: str) -> str:
    return f"{message}.{attribute}" if attribute else message
