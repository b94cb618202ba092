"""Loads all packs once, at start. The first problem stops the start: a counter never runs on half a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from luukku.errors import BadPack
from luukku.model.ids import LANGUAGES, Language
from luukku.model.knowledge import Article
from luukku.model.pack import EventPack, Example, GoalPack, Help, Organisation, Packs
from luukku.model.purpose import Purpose
from luukku.packs.folder import Common, place, read_common, read_event
from luukku.packs.goals import read_goal_packs
from luukku.packs.help import read_help
from luukku.packs.knowledge import read_knowledge
from luukku.packs.organisations import read_organisation
from luukku.packs.problems import Problems, nearest
from luukku.packs.purposes import check_use, read_purposes
from luukku.packs.tables import read_text, read_toml
from luukku.packs.words import read_nothing


@dataclass(slots=True)
class Loaded:
    """What was read, whole or with problems."""

    problems: Problems = field(default_factory=Problems)
    unread: bool = False
    """Whether there is a service pack of which not even the main files can be read."""
    events: dict[str, EventPack] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    texts: dict[Language, str] = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    text_starts: dict[Language, list[tuple[int, str]]] = field(default_factory=lambda: {language: [] for language in LANGUAGES})
    language: dict[Language, dict[str, object]] = field(default_factory=lambda: {language: {} for language in LANGUAGES})
    help: Help = field(default_factory=Help)
    nothing: tuple[Example, ...] = ()
    knowledge: tuple[Article, ...] = ()
    purposes: dict[str, Purpose] = field(default_factory=dict)
    goals: dict[str, GoalPack] = field(default_factory=dict)

    def packs(self) -> Packs:
        return Packs(events=self.events, organisations=self.organisations, texts=self.texts, language=self.language, help=self.help, nothing=self.nothing, knowledge=self.knowledge, purposes=self.purposes, goals=self.goals,
                     text_starts={language: tuple(starts) for language, starts in self.text_starts.items()})  # fmt: skip


def load(path: Path, extra: Sequence[Path] = (), *, examples: bool = False) -> Packs:
    """Everything under `path` and under the further roots. Raises BadPack(file, line, problem) with the first problem.

    Files that lack (texts, examples) are for `check` to find: a counter can run without them while a pack grows.
    `examples`: how people say it is read too, for learning; a counter needs only what was learnt from it.
    """
    loaded = read_all([path, *extra], examples=examples)
    problems = loaded.problems.sorted()
    if problems:
        first = problems[0]
        raise BadPack(file=first.file, line=first.line, problem=first.what, more=len(problems) - 1)
    return loaded.packs()


def read_all(roots: Sequence[Path], *, examples: bool = True) -> Loaded:
    """Reads what there is, noting every problem. Service packs come first, as organisations refer to them."""
    loaded = Loaded()
    shared = [read_common(root, loaded.problems) for root in roots]
    common = Common(facts=tuple(spec for one in shared for spec in one.facts), lexicon=tuple(stem for one in shared for stem in one.lexicon))
    for root in roots:
        for folder in _folders(root / "service"):
            _take_event(loaded, root, folder, common, examples)
    for root in roots:
        # While a service pack cannot be read, "no pack has a service ..." would only hide why.
        for file in sorted((root / "organisations").rglob("*.toml")) if not loaded.unread else ():
            _take_organisation(loaded, root, file)
        for folder in _folders(root / "language"):
            _take_language(loaded, root, folder)
        for path in sorted((*(root / "rules").glob("*/texts.*.ftl"), *(root / "decisions").glob("*/texts.*.ftl"), *(root / "goals").glob("*/texts.*.ftl"))):
            _take_rule_texts(loaded, root, path)
    loaded.purposes = read_purposes(roots, loaded.problems)
    check_use(loaded.events.values(), loaded.purposes, loaded.problems)
    loaded.goals = read_goal_packs(roots, loaded.problems, examples=examples)
    loaded.help = read_help(roots, loaded.problems)
    loaded.knowledge = read_knowledge(roots, loaded.problems)
    loaded.nothing = tuple(one for root in roots for one in _nothing(root, loaded.problems)) if examples else ()
    if not loaded.events and not loaded.problems.found:
        loaded.problems.add("service", 0, "no service pack here")
    return loaded


def _nothing(root: Path, problems: Problems) -> tuple[Example, ...]:
    path = root / "common" / "nothing.tsv"
    text = read_text(path, place(root, path), problems) if path.is_file() else None
    return read_nothing(text, place(root, path), problems) if text else ()


def _folders(parent: Path) -> list[Path]:
    return sorted(path for path in parent.glob("*") if path.is_dir() and not path.name.startswith((".", "__")))


def _take_event(loaded: Loaded, root: Path, folder: Path, common: Common, examples: bool) -> None:
    pack = read_event(root, folder, loaded.problems, common, examples=examples)
    if pack is None:
        loaded.unread = True
        return
    if pack.id in loaded.events:
        loaded.problems.add(place(root, folder / "pack.toml"), 1, f'there is a pack "{pack.id}" already')
    loaded.events[pack.id] = pack


def _take_organisation(loaded: Loaded, root: Path, file: Path) -> None:
    table = read_toml(file, place(root, file), "organisations", loaded.problems)
    if table is None:
        return
    organisation = read_organisation(table, loaded.events)
    if organisation.id in loaded.organisations:
        table.problem(f'there is an organisation "{organisation.id}" already', "id")
    loaded.organisations[organisation.id] = organisation


def _take_texts(loaded: Loaded, language: Language, root: Path, path: Path) -> None:
    """One more file of the common texts."""
    text = read_text(path, place(root, path), loaded.problems) or ""
    before = loaded.texts[language] + ("\n" if loaded.texts[language] else "")
    loaded.text_starts[language].append((before.count("\n") + 1, place(root, path)))
    loaded.texts[language] = before + text


def _take_rule_texts(loaded: Loaded, root: Path, path: Path) -> None:
    """The sentences of a rule or decision pack, or a goal's, are common: they are said in any situation."""
    for language in LANGUAGES:
        if path.name == f"texts.{language}.ftl":
            _take_texts(loaded, language, root, path)


def _take_language(loaded: Loaded, root: Path, folder: Path) -> None:
    language = next((code for code in LANGUAGES if code == folder.name), None)
    if language is None:
        loaded.problems.add(place(root, folder), 0, f"no language of this counter{nearest(folder.name, LANGUAGES)}")
        return
    for path in sorted(folder.glob("*.ftl")):
        _take_texts(loaded, language, root, path)
    for path in sorted(folder.glob("*.toml")):
        table = read_toml(path, place(root, path), language, loaded.problems)
        if table is not None:
            loaded.language[language][path.stem] = table.data
