"""Reads knowledge articles, `packs/knowledge/<id>.<language>.md`: a head of TOML between two lines "+++", then Markdown.

Of Markdown only what is needed: one "# title", "## heading {source}" and plain sentences. Nothing in an article is a link, a
tag or an instruction: what is written there is shown as text, and nothing else is done with it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from luukku.model.ids import LANGUAGES, Language
from luukku.model.knowledge import Article, Section
from luukku.model.pack import Interest, SourceOf, Where
from luukku.packs.event import ID, read_sources
from luukku.packs.problems import Problems, nearest
from luukku.packs.tables import Source, Table, read_text

FENCE = "+++"
SHORTEST, LONGEST = 20, 500
"""Characters of a section: it is read on a phone, and quoted whole."""
_HEADING = re.compile(r"##\s+(.+?)(?:\s+\{([^{}]*)\})?\s*")
_MARKUP = re.compile(r"https?://|www\.|\]\(|<[a-zA-Z/!]|[*`|]{1}|^\s*(?:[-#>]|\d+\.)\s")
_INTERESTS: tuple[Interest, ...] = get_args(Interest)


def read_knowledge(roots: Sequence[Path], problems: Problems) -> tuple[Article, ...]:
    """The articles of all roots by id and language, with every problem noted."""
    found: dict[tuple[str, Language], Article] = {}
    for root in roots:
        for path in sorted((root / "knowledge").glob("*.md")):
            article = _read(path, path.relative_to(root).as_posix(), problems)
            if article is None:
                continue
            first = found.setdefault((article.id, article.language), article)
            if first is not article:
                problems.add(article.where.file, 1, f'there is an article "{article.id}" in "{article.language}" already')
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], LANGUAGES.index(key[1]))))


def check_knowledge(articles: Sequence[Article], events: Mapping[str, object], today: date | None, problems: Problems) -> None:
    """What one language says the others say too, on the same sources; with `today`, sources that should have been read again."""
    for article in articles:
        if article.id in events:
            problems.add(article.where.file, 1, f'"{article.id}" is a life event\'s id: an article needs another, so that passages can be told apart')
        for id in sorted({id for id, source in article.sources.items() if today is not None and source.review_by < today}):
            problems.add(article.where.file, 1, f'source "{id}" was to be read again by {article.sources[id].review_by}')
        for id in sorted(article.sources.keys() - {section.source for section in article.sections}):
            problems.add(article.where.file, 1, f'source "{id}" is used by no section')
    for group in _by_id(articles):
        first = group[0]
        for language in LANGUAGES:
            if all(article.language != language for article in group):
                problems.add(f"knowledge/{first.id}.{language}.md", 0, "is missing, another language has it")
        for article in group[1:]:
            _check_alike(first, article, problems)


def _by_id(articles: Sequence[Article]) -> Iterator[list[Article]]:
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(article.id, []).append(article)
    yield from groups.values()


def _check_alike(first: Article, other: Article, problems: Problems) -> None:
    file, beside = other.where.file, first.where.file
    for key in ("owner", "licence", "interest", "paid"):
        if getattr(first, key) != getattr(other, key):
            problems.add(file, 1, f'"{key}" is another than in {beside}')
    if {id: (one.address, one.read_on, one.review_by) for id, one in first.sources.items()} != {
        id: (one.address, one.read_on, one.review_by) for id, one in other.sources.items()
    }:
        problems.add(file, 1, f"its sources are others than in {beside}")
    if len(first.sections) != len(other.sections):
        problems.add(file, other.where.line, f"{len(other.sections)} sections, {beside} has {len(first.sections)}")
        return
    for one, two in zip(first.sections, other.sections, strict=True):
        if one.source != two.source:
            problems.add(file, two.where.line, f'rests on "{two.source}", in {beside} on "{one.source}"')


def _read(path: Path, file: str, problems: Problems) -> Article | None:
    name, _, code = path.name.removesuffix(".md").rpartition(".")
    language = next((one for one in LANGUAGES if one == code), None)
    if language is None or ID.fullmatch(name) is None:
        problems.add(file, 0, f'an article is named "<id>.<language>.md"{nearest(code, LANGUAGES)}')
        return None
    text = read_text(path, file, problems)
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0) if lines[0].rstrip() == FENCE else 0
    if not end:
        problems.add(file, 1, f'begins with a head of TOML between two lines "{FENCE}"')
        return None
    # the line break before it keeps the head's own lines where they stand in the file
    table = _head("\n" + "\n".join(lines[1:end]), file, problems)
    if table is None:
        return None
    owner, licence = table.text("owner"), table.text("licence")
    interest, paid, sources = table.choice("interest", _INTERESTS), table.flag("paid"), read_sources(table)
    if not sources and not problems.found:
        table.problem("nothing to rest on: [sources.<id>]")
    table.finish()
    title, sections = _body(lines, end + 1, file, sources, problems)
    where = Where(pack="knowledge", file=file, line=next((n for n, line in enumerate(lines, 1) if line.startswith("# ")), 1))
    return Article(
        id=name, language=language, title=title, owner=owner, licence=licence, interest=interest, paid=paid, sources=sources,
        sections=sections, where=where,
    )  # fmt: skip


def _head(text: str, file: str, problems: Problems) -> Table | None:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as bad:
        line = re.search(r"\(at line (\d+),", str(bad))
        problems.add(file, int(line[1]) if line else 1, f"the head is not TOML: {bad}")
        return None
    return Table(data, Source(file, text, "knowledge", problems, {}), ())


def _body(lines: Sequence[str], start: int, file: str, sources: Mapping[str, SourceOf], problems: Problems) -> tuple[str, tuple[Section, ...]]:
    """The title and the sections; lines of one section are joined."""
    title, found, place = "", list[Section](), 0
    open_: list[str] | None = None

    def close() -> None:
        if open_ is not None:
            found[-1] = _closed(found[-1], open_, problems)

    for n, line in enumerate(lines[start:], start + 1):
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            close()
            where = Where(pack="knowledge", file=file, line=n)
            found.append(Section(heading=heading[1].strip(), text="", source=_source(heading[2], sources, where, problems), where=where))
            open_ = []
        elif line.startswith("# "):
            if title or found:
                problems.add(file, n, "one title, above all sections")
            title, place = line[2:].strip(), n
        elif line.strip() and open_ is None:
            problems.add(file, n, 'sentences stand under a "## heading"')
        elif line.strip() and open_ is not None:
            if _MARKUP.search(line):
                problems.add(file, n, "plain sentences only: no links, lists, tags or emphasis")
            open_.append(line.strip())
    close()
    if not title:
        problems.add(file, start + 1, 'the title is missing: "# …"')
    if not found:
        problems.add(file, place or start + 1, 'no section: "## …"')
    for section in found:
        if [one.heading for one in found].count(section.heading) > 1:
            problems.add(file, section.where.line, f'the heading "{section.heading}" stands twice')
    return title, tuple(found)


def _closed(section: Section, lines: Sequence[str], problems: Problems) -> Section:
    text = " ".join(" ".join(lines).split())
    if not SHORTEST <= len(text) <= LONGEST:
        problems.add(section.where.file, section.where.line, f"a section of {len(text)} characters: from {SHORTEST} to {LONGEST}")
    return Section(heading=section.heading, text=text, source=section.source, where=section.where)


def _source(named: str | None, sources: Mapping[str, SourceOf], where: Where, problems: Problems) -> str:
    """The source that a heading names; the only one where there is one."""
    id = named.strip() if named is not None else next(iter(sources)) if len(sources) == 1 else ""
    if sources and id not in sources:
        what = f'no source "{id}"{nearest(id, sources)}' if named is not None else 'which source: "## heading {source}"'
        problems.add(where.file, where.line, what)
    return id
