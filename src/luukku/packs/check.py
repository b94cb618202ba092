"""`luukku pack check`: every problem of every pack, with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from luukku.model.ids import LANGUAGES
from luukku.model.pack import EventPack, Example, Packs
from luukku.packs.decisions import check_decisions
from luukku.packs.folder import FILES
from luukku.packs.goals import check_goal_packs
from luukku.packs.help import check_help
from luukku.packs.knowledge import check_knowledge
from luukku.packs.load import Loaded, read_all
from luukku.packs.problems import Problem, Problems
from luukku.packs.rules import check_rules, rule_roots
from luukku.packs.texts import check_texts, collect_ids

TextsCheck = Callable[[Packs], Iterable[Problem]]
"""A check of the texts that needs more than their ids; handed in, as packs know nothing of how texts are shown."""


def check(
    path: Path, texts_check: TextsCheck | None = None, *, today: date | None = None, extra: Sequence[Path] = ()
) -> list[Problem]:
    """All problems, in order of file and line; empty when there are none.

    With `today`, sources that should have been read again by then are problems too.
    """
    roots = [path, *extra]
    loaded = read_all(roots)
    for pack in loaded.events.values():
        _check_pack(pack, roots, loaded, today)
    _check_languages(loaded)
    ids = {language: collect_ids(loaded.texts[language]).attributes for language in LANGUAGES}
    check_goal_packs(loaded.goals.values(), loaded.events, ids, roots, today, loaded.problems)
    check_help(loaded.help, today, loaded.problems)
    check_knowledge(loaded.knowledge, loaded.events, today, loaded.problems)
    check_rules(rule_roots(path, extra), loaded.packs(), today if (path / "rules").is_dir() else None, loaded.problems)
    check_decisions(roots, loaded.packs(), today, loaded.problems)
    check_texts(loaded.packs(), lambda file: any((root / file).is_file() for root in roots), loaded.problems)
    if texts_check is not None:
        loaded.problems.found.extend(texts_check(loaded.packs()))
    packs = loaded.packs()
    for n, problem in enumerate(loaded.problems.found):
        file, line = packs.text_place(problem.file, problem.line)
        loaded.problems.found[n] = replace(problem, file=file, line=line)
    return loaded.problems.sorted()


def _check_languages(loaded: Loaded) -> None:
    """What one language has, the others have too."""
    for name in sorted({name for tables in loaded.language.values() for name in tables}):
        for language in LANGUAGES:
            if name not in loaded.language[language]:
                loaded.problems.add(f"language/{language}/{name}.toml", 0, "is missing, another language has it")


def _check_pack(pack: EventPack, roots: Sequence[Path], loaded: Loaded, today: date | None) -> None:
    problems, folder = loaded.problems, f"service/{pack.id}"
    for name in FILES:
        if not name.endswith(".ftl") and not any((root / folder / name).is_file() for root in roots):
            problems.add(f"{folder}/{name}", 0, "is missing")
    _check_examples(pack, folder, problems)
    for source in pack.sources.values():
        if today is not None and source.review_by < today:
            problems.add(f"{folder}/pack.toml", 0, f'source "{source.id}" was to be read again by {source.review_by}')
    used = {name for service in pack.services for name in service.sources}
    for name in pack.sources:
        if name not in used:
            problems.add(f"{folder}/pack.toml", 0, f'source "{name}" is used by no service')
    stories = [story.id for story in pack.stories]
    for story in sorted({story for story in stories if stories.count(story) > 1}):
        problems.add(f"{folder}/stories", 0, f'two stories have the id "{story}"')


def _check_examples(pack: EventPack, folder: str, problems: Problems) -> None:
    """At least one of each sort a language, and nothing twice: an example that is also a counter-example teaches nothing."""
    for what, examples in (("example", pack.examples), ("counter-example", pack.counter_examples)):
        for language in LANGUAGES:
            if not any(example.language == language for example in examples):
                problems.add(f"{folder}/examples.tsv", 0, f'no {what} in "{language}"')
    seen: dict[tuple[str, str], Example] = {}
    for example in (*pack.examples, *pack.counter_examples):
        key = (example.language, " ".join(example.text.casefold().split()))
        first = seen.setdefault(key, example)
        if first is not example:
            problems.add(example.where.file, example.where.line, f'"{example.text}" stands on line {first.where.line} already')
