"""Reads one folder `service/<life-event>/` into an event pack."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, Example, FactSpec, Service, Stem, Story
from luukku.packs.event import check_head, read_facts, read_goals, read_head, read_nothing_sold, read_sources, read_tier
from luukku.packs.problems import Problems, nearest
from luukku.packs.services import read_services
from luukku.packs.tables import Table, read_text, read_toml
from luukku.packs.words import read_examples, read_lexicon, read_story

FILES = ("pack.toml", "facts.toml", "services.toml", "examples.tsv", "lexicon.toml", *(f"texts.{language}.ftl" for language in LANGUAGES))
_MADE = (".npz", ".json")
"""Files made from packs (what was learnt from their examples): no part of what they say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What every situation shares: facts of the customer's own (`packs/common/facts.toml`), and words that show them."""

    facts: tuple[FactSpec, ...] = ()
    lexicon: tuple[Stem, ...] = ()


def read_common(root: Path, problems: Problems) -> Common:
    """`packs/common/`; empty where a root has none."""
    folder = root / "common"
    table = read_toml(folder / "facts.toml", place(root, folder / "facts.toml"), "common", problems) if folder.is_dir() else None
    if table is None:
        return Common()
    facts = read_facts(table)
    words = folder / "lexicon.toml"
    stems = read_toml(words, place(root, words), "common", problems) if words.is_file() else None
    return Common(facts=facts, lexicon=read_lexicon(stems, {spec.name: spec for spec in facts}) if stems else ())


def read_event(root: Path, folder: Path, problems: Problems, common: Common = Common(), *, examples: bool = True) -> EventPack | None:  # noqa: B008  frozen
    """The pack, with every problem noted; None when one of its three main files cannot be read. Without `examples` none are read."""
    main = [_open(root, folder / name, problems) for name in ("pack.toml", "facts.toml", "services.toml")]
    _check_files(root, folder, problems)
    if main[0] is None or main[1] is None or main[2] is None:
        return None
    about = read_head(main[0], folder.name)
    sources = read_sources(main[0])
    tier, person = read_tier(main[0])
    sold, goals = read_nothing_sold(main[0]), read_goals(main[0])
    own = read_facts(main[1])
    facts = (*own, *(spec for spec in common.facts if spec.name not in {one.name for one in own}))
    by_name = {spec.name: spec for spec in facts}
    services = read_services(main[2], by_name, sources, about["owner"])
    check_head(main[0], services, by_name, sold, goals)
    speaks_of = main[0].texts("speaks_of")
    main[0].finish()
    likes, unlikes = _examples(root, folder, problems) if examples else ((), ())
    return EventPack(
        id=about["id"],
        version=about["version"],
        owner=about["owner"],
        licence=about["licence"],
        tone=about["tone"],
        tier=tier,
        person=person,
        nothing_sold=sold,
        goals=goals,
        sources=sources,
        facts=facts,
        services=services,
        examples=likes,
        counter_examples=unlikes,
        speaks_of=speaks_of,
        lexicon=(*_lexicon(root, folder, by_name, problems), *common.lexicon),
        stories=_stories(root, folder, by_name, services, problems),
        texts=read_texts(root, folder, "texts.{}.ftl", problems),
        sha256=hash_folder(folder),
    )


def place(root: Path, path: Path) -> str:
    """The file's name in problems and traces: from the packs' root, with slashes."""
    return path.relative_to(root).as_posix()


def _open(root: Path, path: Path, problems: Problems) -> Table | None:
    return read_toml(path, place(root, path), path.relative_to(root).parts[1], problems)


def _open_if_there(root: Path, path: Path, problems: Problems) -> Table | None:
    return _open(root, path, problems) if path.is_file() else None


def _examples(root: Path, folder: Path, problems: Problems) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    path = folder / "examples.tsv"
    text = read_text(path, place(root, path), problems) if path.is_file() else None
    return read_examples(text, place(root, path), folder.name, problems) if text else ((), ())


def _lexicon(root: Path, folder: Path, facts: Mapping[str, FactSpec], problems: Problems) -> tuple[Stem, ...]:
    table = _open_if_there(root, folder / "lexicon.toml", problems)
    return read_lexicon(table, facts) if table else ()


def _stories(
    root: Path, folder: Path, facts: Mapping[str, FactSpec], services: tuple[Service, ...], problems: Problems
) -> tuple[Story, ...]:
    names = frozenset(service.id for service in services)
    tables = [_open(root, path, problems) for path in sorted((folder / "stories").glob("*.toml"))]
    return tuple(read_story(table, folder.name, facts, names) for table in tables if table)


def read_texts(root: Path, folder: Path, pattern: str, problems: Problems) -> dict[Language, str]:
    """Fluent source by language; "" where a file lacks."""
    texts: dict[Language, str] = {}
    for language in LANGUAGES:
        path = folder / pattern.format(language)
        texts[language] = (read_text(path, place(root, path), problems) or "") if path.is_file() else ""
    return texts


def _check_files(root: Path, folder: Path, problems: Problems) -> None:
    """A file that nobody reads is most often one misspelt."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix in (".md", *_MADE) or path.name in (*FILES, "stories"):
            continue
        problems.add(place(root, path), 0, f"nobody reads this{nearest(path.name, (*FILES, 'stories'))}")


def hash_folder(folder: Path, without: str = "") -> str:
    """SHA-256 over name, length and bytes of every file, sorted by name: names this exact pack in records. `without`: a file that is no part of it."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name == without or path.suffix in _MADE or any(part.startswith(".") for part in name.split("/")):
            continue
        content = path.read_bytes()
        whole.update(f"{name}\n{len(content)}\n".encode() + content)
    return whole.hexdigest()
