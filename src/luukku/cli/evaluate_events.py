"""`luukku evaluate events`: how rightly life events are read, by everything that reads them: heads, lexicon and guards."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from luukku.cli.bar import bar
from luukku.cli.options import Config, Json, Set, Today, day
from luukku.cli.understand import Reader
from luukku.errors import BadData
from luukku.learning.told import NONE, Told, count_told, events_in, label_of
from luukku.model.ids import LANGUAGES, Language

_GROUPS = ("language", "kind")
_MOST = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    label: str
    language: Language
    groups: tuple[str, ...]


def command(
    test: Annotated[Path, typer.Option("--test", metavar="FILE", help="Table with a header: text, label (an event, a+b, or none), and language and kind if you like. Tab-separated, or CSV.")],
    none: Annotated[bool, typer.Option("--none", help="None of the texts tells of a life event, whatever their labels say.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="Show each text that was read wrongly.")] = False,
    today: Today = None,
    as_json: Json = False,
    config: Config = None,
    more: Set = None,
) -> None:
    """Measure how rightly life events are read."""
    lines = list(_lines(test, none=none))
    if not lines:
        raise BadData(file=str(test), problem="no texts", do="give a table with a header and a text a line")
    reader, at = Reader.open({"config": config}, more), day(today) or date.today()
    read = []
    with bar() as told:
        for number, line in enumerate(lines):
            told(f"reading text {number + 1} of {len(lines)}", number / len(lines))
            read.append(frozenset(event["event"] for event in reader.read(json.dumps({"text": line.text}), at, line.language).get("events", ())))
    found = count_told([events_in(line.label) for line in lines], read, [line.groups for line in lines])
    shown = [f"{line.label} → {label_of(events)}: {line.text}" for line, events in zip(lines, read, strict=True) if events != events_in(line.label)] if wrong else []
    typer.echo(json.dumps({**found.plain(), **({"wrong": shown} if wrong else {})}, ensure_ascii=False) if as_json else "\n".join([*_said(found), *shown]))


def _lines(file: Path, *, none: bool) -> Iterator[_Line]:
    """Raises BadData with the line and what to do."""
    try:
        held = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(file=str(file), problem=f"it cannot be read as UTF-8 ({type(error).__name__})", do="give a UTF-8 file") from error
    rows = list(csv.reader(held.splitlines(), delimiter="," if file.suffix == ".csv" else "\t", quoting=csv.QUOTE_MINIMAL if file.suffix == ".csv" else csv.QUOTE_NONE))
    head = [name.strip().casefold() for name in rows[0]] if rows else []
    head = ["label" if name == "category" else name for name in head]
    if "text" not in head or not (none or "label" in head):
        raise BadData(file=str(file), line=1, problem="the header names no text and label", do="begin with the line: text<TAB>label")
    for number, row in enumerate(rows[1:], 2):
        if not row:
            continue
        if len(row) != len(head):
            raise BadData(file=str(file), line=number, problem=f"{len(row)} columns, the header has {len(head)}", do="give each line as many as the header")
        one = dict(zip(head, row, strict=True))
        language = next((code for code in LANGUAGES if code == one.get("language", LANGUAGES[0])), None)
        if language is None:
            raise BadData(file=str(file), line=number, problem=f"no language {one['language']!r}", do=f"write one of {', '.join(LANGUAGES)}")
        if one["text"].strip():
            yield _Line(text=one["text"], label=NONE if none else one["label"].strip(), language=language, groups=tuple(f"{name} {one[name]}" for name in _GROUPS if name in one))


def _said(found: Told) -> Sequence[str]:
    """A page for people."""
    lines = [f"{found.texts} texts", f"read as exactly what they tell of   {100 * found.right:.1f} %", f"an event read where there is none    {100 * found.false_alarms:.2f} %"]
    lines += [f"  {group:24} {100 * share:.1f} %" for group, share in found.by_group.items()]
    lines += ["event: precision, recall, texts", *(f"  {row.event:16} {row.precision:.3f}  {row.recall:.3f}  {row.texts:5d}" for row in found.by_event)]
    if found.confusions:
        lines += ["most often wrong (label → read, times)", *(f"  {label} → {said}, {times}" for label, said, times in found.confusions[:_MOST])]
    return lines
