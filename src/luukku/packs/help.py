"""Reads the numbers that help somebody in danger: `packs/help/*.toml`, each with its source and the day to read it again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from luukku.errors import BadPack
from luukku.model.ids import LANGUAGES
from luukku.model.pack import Help, HelpNumber, SourceOf
from luukku.model.reading import DANGERS
from luukku.packs.event import check_id, read_sources
from luukku.packs.problems import Problems, nearest
from luukku.packs.tables import Table, read_toml

_DIGITS = re.compile(r"\d{3,12}")


def load_help(root: Path) -> Help:
    """The numbers under one packs' root; empty where it has none. Raises BadPack with the first problem."""
    problems = Problems()
    found = read_help([root], problems)
    if problems.found:
        first, *more = problems.sorted()
        raise BadPack(file=first.file, line=first.line, problem=first.what, more=len(more))
    return found


def read_help(roots: Sequence[Path], problems: Problems) -> Help:
    """The numbers under all roots, in their files' order; every problem is noted."""
    found: list[HelpNumber] = []
    for root in roots:
        for path in sorted((root / "help").glob("*.toml")):
            table = read_toml(path, path.relative_to(root).as_posix(), "help", problems)
            if table is not None:
                found += _read_numbers(table)
    twice = sorted({one.id for one in found if [other.id for other in found].count(one.id) > 1})
    for id in twice:
        problems.add("help", 0, f'two numbers have the id "{id}"')
    return Help(numbers=tuple(found))


def check_help(found: Help, today: date | None, problems: Problems) -> None:
    """A danger that has no number in some language; with `today`, numbers that should have been read again by then."""
    for one in found.numbers:
        if today is not None and one.source.review_by < today:
            problems.add(one.where.file, one.where.line, f'the number "{one.id}" was to be read again by {one.source.review_by}')
    for kind in DANGERS if found.numbers else ():
        for language in LANGUAGES:
            if not found.of(kind, language):
                problems.add(found.numbers[0].where.file, 0, f'no number for "{kind}" in "{language}"')


def _read_numbers(table: Table) -> list[HelpNumber]:
    sources = read_sources(table)
    found = [_read_number(name, one, sources) for name, one in table.named("numbers")]
    table.finish()
    return [one for one in found if one is not None]


def _read_number(name: str, one: Table, sources: Mapping[str, SourceOf]) -> HelpNumber | None:
    check_id(one, name)
    number, call, id = one.text("number"), one.text("call"), one.text("source")
    kinds, languages = one.texts("kinds"), one.texts("languages")
    if _DIGITS.fullmatch(call) is None or re.sub(r"\s", "", number) != call:
        one.problem('"call" is the digits of "number"', "call")
    for key, given, known in (("kinds", kinds, DANGERS), ("languages", languages, LANGUAGES)):
        if not given:
            one.problem(f'"{key}" is missing')
        for wrong in sorted(set(given) - set(known)):
            one.problem(f'"{wrong}" is none of {", ".join(known)}{nearest(wrong, known)}', key)
    if not one.flag("verified"):
        one.problem("only a verified number is shown: verified = true, or leave it out", "verified")
    always = one.flag("always")
    one.finish()
    if id not in sources:
        one.problem(f'no source "{id}"{nearest(id, sources)}', "source")
        return None
    return HelpNumber(
        id=name,
        number=number,
        call=call,
        kinds=tuple(kind for kind in DANGERS if kind in kinds),
        languages=tuple(language for language in LANGUAGES if language in languages),
        always=always,
        source=sources[id],
        where=one.where(),
    )
