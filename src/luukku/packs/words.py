"""Reads how people say it: `examples.tsv`, `lexicon.toml` and `stories/*.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from luukku.model.ids import LANGUAGES
from luukku.model.pack import Example, FactSpec, Stem, Story, Turning, Where
from luukku.packs.event import check_id
from luukku.packs.problems import Problems, nearest
from luukku.packs.services import value_problems
from luukku.packs.tables import Table

KINDS = ("direct", "indirect", "colloquial", "typo", "official", "several")
COUNTER_KINDS = ("negated", "hypothetical", "somebody-else", "metaphor", "other")
EXPECTED = ("event", "stance", "facts", "asks", "card", "services", "language", "acts")


def read_examples(text: str, file: str, pack: str, problems: Problems) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """(how people say it, how they say what is not it) of lines "language, kind, text" parted by tabs."""
    found = [_example(line, Where(pack=pack, file=file, line=number), problems, (*KINDS, *COUNTER_KINDS)) for number, line in _lines(text)]
    examples = [one for one in found if one is not None]
    return tuple(one for one in examples if one.kind in KINDS), tuple(one for one in examples if one.kind in COUNTER_KINDS)


def read_nothing(text: str, file: str, problems: Problems) -> tuple[Example, ...]:
    """Messages that tell of no event, of lines "language, text"."""
    found = [_example(line.replace("\t", "\tother\t", 1), Where(pack="common", file=file, line=number), problems, COUNTER_KINDS) for number, line in _lines(text)]
    return tuple(one for one in found if one is not None)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Those that say something, with their numbers; "#" begins a remark."""
    return ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#"))


def _example(line: str, where: Where, problems: Problems, kinds: tuple[str, ...]) -> Example | None:
    parts = line.split("\t")
    spoken, kind, text = parts if len(parts) == 3 else ("", "", "")
    language = next((code for code in LANGUAGES if code == spoken), None)
    if len(parts) != 3 or not text.strip():
        problems.add(where.file, where.line, "a line is language, kind and text, parted by tabs")
    elif language is None:
        problems.add(where.file, where.line, f'"{spoken}" is none of {", ".join(LANGUAGES)}')
    elif kind not in kinds:
        problems.add(where.file, where.line, f'"{kind}" is no kind of example{nearest(kind, kinds)}')
    else:
        return Example(text=text, language=language, kind=kind, where=where)
    return None


def read_lexicon(table: Table, facts: Mapping[str, FactSpec]) -> tuple[Stem, ...]:
    """[[stems]]: beginnings of words that speak for the event, and the facts that they show."""
    found = []
    for one in table.listed("stems"):
        stem = Stem(
            stem=one.text("stem"),
            language=one.choice("language", LANGUAGES),
            weight=one.share("weight"),
            whole=one.flag("whole"),
            sets=_read_values(one, "sets", facts),
            where=one.where(),
        )
        if stem.stem != stem.stem.casefold():
            one.problem(f'"{stem.stem}" must be written in lower case', "stem")
        one.finish()
        found.append(stem)
    table.finish()
    return tuple(found)


def _read_values(one: Table, key: str, facts: Mapping[str, FactSpec]) -> dict[str, bool | int | str]:
    """A table of facts with values that they can have."""
    inner = one.table_or_none(key)
    found: dict[str, bool | int | str] = {}
    for name, value in (inner.data if inner else {}).items():
        if name not in facts:
            one.problem(f'fact "{name}" is not declared in facts.toml{nearest(name, facts)}', key)
            continue
        value = value.isoformat() if hasattr(value, "isoformat") else value
        for what in value_problems(facts[name], value):
            one.problem(what, key)
        if isinstance(value, bool | int | str):
            found[name] = value
    return found


def read_story(table: Table, event: str, facts: Mapping[str, FactSpec], services: frozenset[str]) -> Story:
    """What a customer says, turn by turn, and what must follow: run by `luukku pack test`."""
    story = Story(
        id=table.text("id"),
        language=table.choice("language", LANGUAGES),
        today=table.day("today"),
        turns=tuple(_read_turn(one, event, facts, services) for one in table.listed("turns")),
    )
    check_id(table, story.id, "id")
    if not story.turns:
        table.problem("a story without turns: [[turns]]")
    table.finish()
    return story


def _read_turn(one: Table, event: str, facts: Mapping[str, FactSpec], services: frozenset[str]) -> Turning:
    say = one.text("say")
    inner = one.table_or_none("expect")
    expect: dict[str, object] = dict(inner.data) if inner else {}
    if not expect:
        one.problem('a turn expects something: "expect"', "expect")
    for key in expect:
        if key not in EXPECTED:
            one.problem(f'unknown key "{key}"{nearest(key, EXPECTED)}', "expect", key)
    if "facts" in expect and inner is not None:
        expect["facts"] = _read_values(inner, "facts", facts)
    asks = expect.get("asks")
    if isinstance(asks, str) and asks and asks not in facts and not asks.startswith("confirm:"):
        one.problem(f'asks "{asks}", which is not declared in facts.toml{nearest(asks, facts)}', "expect", "asks")
    named = expect.get("services", [])
    for service in named if isinstance(named, list) else [named]:
        if service not in services:
            one.problem(f'no service "{service}"{nearest(str(service), services)}', "expect", "services")
    if expect.get("event", event) not in (event, ""):
        one.problem(f'this pack is about "{event}", not "{expect["event"]}"', "expect", "event")
    one.finish()
    return Turning(say=say, expect=expect, where=one.where())
