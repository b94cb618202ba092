"""Reads goal packs, `goals/<id>/`: what somebody wants to come true, how they say it, and which services of which turns of life serve it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, Example, GoalPack
from luukku.packs.event import check_id, read_sources
from luukku.packs.folder import hash_folder, place
from luukku.packs.problems import Problems, nearest
from luukku.packs.tables import read_text, read_toml
from luukku.packs.words import read_examples, read_lexicon

FILES = ("pack.toml", "examples.tsv", "lexicon.toml", *(f"texts.{language}.ftl" for language in LANGUAGES))
LEAST, LEAST_COUNTER = 30, 10
"""Examples and counter-examples of each language."""


def read_goal_packs(roots: Sequence[Path], problems: Problems, *, examples: bool) -> dict[str, GoalPack]:
    """All of them, by id; with every problem noted."""
    found: dict[str, GoalPack] = {}
    for root in roots:
        for folder in sorted(path for path in (root / "goals").glob("*") if path.is_dir() and not path.name.startswith((".", "__"))):
            pack = _read(root, folder, problems, examples=examples)
            if pack is not None and pack.id in found:
                problems.add(place(root, folder / "pack.toml"), 1, f'there is a goal "{pack.id}" already')
            if pack is not None:
                found[pack.id] = pack
    return found


def _read(root: Path, folder: Path, problems: Problems, *, examples: bool) -> GoalPack | None:
    table = read_toml(folder / "pack.toml", place(root, folder / "pack.toml"), folder.name, problems)
    if table is None:
        return None
    head = {key: table.text(key) for key in ("id", "version", "owner", "licence")}
    check_id(table, head["id"], "id")
    if head["id"] and head["id"] != folder.name:
        table.problem(f'the id "{head["id"]}" must be the folder\'s name, "{folder.name}"', "id")
    serves = {}
    for event, one in table.named("serves"):
        serves[event] = one.texts("services")
        one.finish()
    sources = read_sources(table)
    where = table.where()
    table.finish()
    words = folder / "lexicon.toml"
    stems = read_toml(words, place(root, words), folder.name, problems) if words.is_file() else None
    likes, unlikes = _examples(root, folder, problems) if examples else ((), ())
    return GoalPack(
        id=head["id"], version=head["version"], owner=head["owner"], licence=head["licence"], serves=serves, sources=sources,
        lexicon=read_lexicon(stems, {}) if stems is not None else (), examples=likes, counter_examples=unlikes, sha256=hash_folder(folder), where=where,
    )  # fmt: skip


def _examples(root: Path, folder: Path, problems: Problems) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    path = folder / "examples.tsv"
    text = read_text(path, place(root, path), problems) if path.is_file() else None
    return read_examples(text, place(root, path), folder.name, problems) if text else ((), ())


def check_goal_packs(goals: Iterable[GoalPack], events: Mapping[str, EventPack], texts: Mapping[Language, Iterable[str]], roots: Sequence[Path], today: date | None, problems: Problems) -> None:
    """What a goal pack needs: services that there are, a source that is not stale, enough examples of each language, and its texts.

    `texts`: language → ids of all common texts.
    """
    for pack in goals:
        file = f"goals/{pack.id}"
        for name in FILES:
            if not any((root / file / name).is_file() for root in roots):
                problems.add(f"{file}/{name}", 0, "is missing")
        if not pack.serves:
            problems.add(f"{file}/pack.toml", 0, "serves nothing: [serves.<event>]")
        if not pack.sources:
            problems.add(f"{file}/pack.toml", 0, "names no source: [sources.<id>]")
        _check_services(pack, events, f"{file}/pack.toml", problems)
        for source in pack.sources.values():
            if today is not None and source.review_by < today:
                problems.add(f"{file}/pack.toml", 0, f'source "{source.id}" was to be read again by {source.review_by}')
        _check_examples(pack, f"{file}/examples.tsv", problems)
        for language in LANGUAGES:
            if f"goalpack-{pack.id}" not in texts[language]:
                problems.add(f"{file}/texts.{language}.ftl", 0, f'"goalpack-{pack.id}" is missing')


def _check_services(pack: GoalPack, events: Mapping[str, EventPack], file: str, problems: Problems) -> None:
    for event, services in pack.serves.items():
        if event not in events:
            problems.add(file, 0, f'no event "{event}"{nearest(event, events)}')
            continue
        there = [service.id for service in events[event].services]
        for name in services:
            if name not in there:
                problems.add(file, 0, f'"{event}" has no service "{name}"{nearest(name, there)}')


def _check_examples(pack: GoalPack, file: str, problems: Problems) -> None:
    for what, examples, least in (("examples", pack.examples, LEAST), ("counter-examples", pack.counter_examples, LEAST_COUNTER)):
        for language in LANGUAGES:
            count = sum(one.language == language for one in examples)
            if count < least:
                problems.add(file, 0, f'{count} {what} in "{language}", {least} are needed')
    seen: dict[tuple[str, str], Example] = {}
    for one in (*pack.examples, *pack.counter_examples):
        first = seen.setdefault((one.language, " ".join(one.text.casefold().split())), one)
        if first is not one:
            problems.add(one.where.file, one.where.line, f'"{one.text}" stands on line {first.where.line} already')


__all__ = ["check_goal_packs", "read_goal_packs"]
