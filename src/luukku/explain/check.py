"""Checks all texts for `luukku pack check`: nothing missing in any language, the same variables everywhere, all of it plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from luukku.errors import LuukkuError
from luukku.explain.own_rules import texts_needed
from luukku.explain.plain import check_plain
from luukku.explain.purpose import BASES
from luukku.model.consent import RowState
from luukku.model.conversation import Mode
from luukku.model.ids import LANGUAGES, Language
from luukku.model.journey import REASONS, StepState
from luukku.model.pack import Effect, EventPack, Form, Interest, Packs, Per
from luukku.model.use import EntryKind
from luukku.packs import Problem

LINES = get_args(StepState)
RESULTS = ("allowed", "refused", "done", "not-carried-out")
CONSENT = ("consent-given", "consent-denied", "consent-requested", "consent-withdrawn", "consent-narrowed", "consent-left-out", "consent-signed-in", "consent-approved", "consent-undone", *(f"consent-learning-{how}" for how in ("given", "withdrawn", "ended")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One message or attribute of a source: where it stands, its variables, what it leans on, its words."""

    line: int
    variables: frozenset[str]
    references: frozenset[str]
    words: str


def check_texts(packs: Packs) -> list[Problem]:
    """Every problem of every text, with file and line. Sources that are no Fluent are left to the packs' own check."""
    problems: list[Problem] = []
    common = {language: _read(packs.texts.get(language, "")) for language in LANGUAGES}
    problems += _check_together(common, "language/{}/common.ftl", {})
    problems += _check_needed(common, needed_common(packs), "language/{}/common.ftl")
    for pack in packs.events.values():
        own = {language: _read(pack.texts.get(language, "")) for language in LANGUAGES}
        where = f"service/{pack.id}/texts.{{}}.ftl"
        problems += _check_together(own, where, common)
        problems += _check_needed({language: {**common[language], **own[language]} for language in LANGUAGES}, needed_of(pack), where)
    problems += _check_articles(packs)
    problems += _check_offers(packs)
    return sorted(set(problems))


def _check_articles(packs: Packs) -> Iterator[Problem]:
    for article in packs.knowledge:
        for section in article.sections:
            for unplain in check_plain(f"{section.heading}. {section.text}", article.language):
                yield Problem(file=section.where.file, line=section.where.line, what=f"not plain: {unplain.what}")


def _check_offers(packs: Packs) -> Iterator[Problem]:
    """What an organisation says of what it sells is as plain as all else."""
    for offer in (offer for organisation in packs.organisations.values() for offer in organisation.offers):
        for words in (offer.names, offer.benefits, offer.otherwise):
            for language, text in words.items():
                for unplain in check_plain(text, language):
                    yield Problem(file=offer.where.file, line=offer.where.line, what=f"not plain ({language}): {unplain.what}")


def needed_common(packs: Packs) -> Iterator[str]:
    """Ids of all common texts that the code asks for by a closed list."""
    yield from (f"error-{code}" for code in sorted(error_codes()))
    yield from (f"state-{state}" for state in (*LINES, "unreached-perhaps", "unreached-away"))
    yield from (f"line-{state}" for state in (*LINES, "unreached-perhaps", "unreached-away"))
    yield from (f"reason-{reason}" for reason in (*REASONS, "none"))
    yield from (f"row-state-{state}" for state in get_args(RowState))
    yield from (f"effect-{effect}" for effect in (*get_args(Effect), "allow", "law", "special", "own"))
    yield from (f"card-form-{form}" for form in get_args(Form))
    yield from (f"{kind}-{interest}" for kind in ("why-interest", "why-gains", "whose") for interest in get_args(Interest))
    yield from (f"offer-price-{per}" for per in get_args(Per))
    yield from (f"offer-kind-{offer.kind}" for organisation in packs.organisations.values() for offer in organisation.offers)
    yield from (f"passage-interest-{interest}" for interest in get_args(Interest))
    yield from (f"entry-{kind}" for kind in (*(one for one in get_args(EntryKind) if one != "consent"), "share-open", *CONSENT))
    yield from (f"entry-result-{result}" for result in RESULTS)
    yield from (f"known-mode-{mode}" for mode in (*get_args(Mode), "on-device"))
    yield from (f"purpose-basis-{basis}" for basis in BASES.values())
    of_services = {service.purpose for pack in packs.events.values() for service in pack.services}
    yield from (f"purpose-{purpose}" for purpose in packs.purposes if purpose not in of_services)
    yield from (f"goalpack-{goal}{part}" for goal in packs.goals for part in ("", ".name", ".leaves"))
    yield from (f"{of}-{name}" for of, names in texts_needed().items() for name in names)
    yield from (f"org-{organisation.kind}" for organisation in packs.organisations.values())


def needed_of(pack: EventPack) -> Iterator[str]:
    """Ids of the texts that a pack needs beyond what the packs' own check asks for."""
    event = f"event-{pack.id}"
    yield from (event, *(f"{event}.{attribute}" for attribute in ("title", "greeting", "confirm", "confirm-why", "example")))
    if any(service.already_told_by == "hospital" for service in pack.services):
        yield f"{event}.told"
    for service in pack.services:
        yield f"purpose-{service.purpose}"
        yield f"org-{service.organisation}"
        if service.already_told_by is not None:
            yield f"org-{service.already_told_by}"
        if service.part != "law":
            yield f"service-{service.id}.do"


def error_codes() -> frozenset[str]:
    """The code of every error of the tree."""

    def below(kind: type[LuukkuError]) -> Iterator[str]:
        yield kind.code
        for child in kind.__subclasses__():
            yield from below(child)

    return frozenset(below(LuukkuError))


class _Reader(Visitor):
    """Gathers variables and references of one pattern."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  the library's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.references.add(f"{node.id.name}.{node.attribute.name}" if node.attribute else node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.references.add(f"-{node.id.name}")


def _read(source: str) -> dict[str, Found]:
    """Messages ("id") and attributes ("id.attribute") of a source, terms as "-id"."""
    found: dict[str, Found] = {}
    for entry in FluentParser(with_spans=True).parse(source).body:
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
        line = source.count("\n", 0, entry.id.span.start if entry.id.span else 0) + 1
        if entry.value is not None:
            found[name] = _one(entry.value, line)
        for attribute in entry.attributes:
            below = source.count("\n", 0, attribute.span.start if attribute.span else 0) + 1
            found[f"{name}.{attribute.id.name}"] = _one(attribute.value, below)
    return found


def _one(pattern: ast.Pattern, line: int) -> Found:
    """Variants of a choice stand one after the other, each a sentence of its own for the plain-language check."""
    reader = _Reader()
    reader.visit(pattern)
    return Found(line=line, variables=frozenset(reader.variables), references=frozenset(reader.references), words=_spell(pattern))


def _spell(pattern: ast.Pattern) -> str:
    """The text with "x" for each variable, and of each choice its longest variant."""
    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append(element.value)
        elif isinstance(element, ast.Placeable) and isinstance(element.expression, ast.SelectExpression):
            parts.append(max((_spell(variant.value) for variant in element.expression.variants), key=len))
        else:
            parts.append("x")
    return "".join(parts)


def _check_together(found: Mapping[Language, Mapping[str, Found]], where: str, beside: Mapping[Language, Mapping[str, Found]]) -> Iterator[Problem]:
    """The same texts with the same variables in all languages; every reference leads somewhere; plain words."""
    every = {name for texts in found.values() for name in texts}
    for language, texts in found.items():
        file = where.format(language)
        for name in sorted(every - texts.keys()):
            yield Problem(file=file, line=0, what=f'the text "{name}" is missing, other languages have it')
        for name, text in texts.items():
            wanted = _variables(found, name)
            if text.variables != wanted:
                lacking = ", ".join(f"${one}" for one in sorted(wanted - text.variables))
                yield Problem(file=file, line=text.line, what=f'"{name}" does not say {lacking}, which another language says')
            for reference in sorted(text.references):
                if reference not in texts and reference not in beside.get(language, {}):
                    yield Problem(file=file, line=text.line, what=f'"{name}" leans on "{reference}", which is missing')
            for unplain in check_plain(text.words, language):
                yield Problem(file=file, line=text.line, what=f'"{name}" is not plain: {unplain.what}')


def _variables(found: Mapping[Language, Mapping[str, Found]], name: str) -> frozenset[str]:
    return frozenset(variable for texts in found.values() if name in texts for variable in texts[name].variables)


def _check_needed(found: Mapping[Language, Mapping[str, Found]], needed: Iterable[str], where: str) -> Iterator[Problem]:
    names = tuple(dict.fromkeys(needed))
    for language, texts in found.items():
        for name in names:
            if name not in texts:
                yield Problem(file=where.format(language), line=0, what=f'the text "{name}" is missing')
