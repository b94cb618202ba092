"""`luukku understand`: read texts and show what was understood of them. Nothing is kept, nothing is sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

import typer

from luukku import hear, understand
from luukku.cli.options import Config, Set, Today, day, load
from luukku.errors import BadInput, Malformed
from luukku.flow import shapes
from luukku.model.fact import Facts
from luukku.model.ids import LANGUAGES, Language
from luukku.model.reading import Expects
from luukku.ports import Embedder
from luukku.understand import danger


def command(
    texts: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...", help='Texts, or lines on stdin: plain, or {"text", "today"?, "asked"?: {"name", "question"?}}.')] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout.")] = False,
    today: Today = None,
    language: Annotated[str, typer.Option("--language", help="Language of the conversation: fi, sv or en.")] = "fi",
    config: Config = None,
    more: Set = None,
) -> None:
    """Read texts and show what was understood of them; nothing is kept."""
    usual = next((code for code in LANGUAGES if code == language), None)
    if usual is None:
        raise BadInput(option="--language", expected=", ".join(LANGUAGES))
    reader = Reader.open({"config": config}, more)
    for line in texts or _lines():
        shown = reader.read(line, day(today) or date.today(), usual)
        typer.echo(json.dumps(shown, ensure_ascii=False) if as_json else _plain(shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Packs and embedder, opened without a counter."""

    understanding: understand.Understanding
    dangers: danger.Dangers
    embedder: Embedder

    @staticmethod
    def open(given: Mapping[str, str | int | None], more: list[str] | None) -> Reader:
        """Says on stderr what is not as it should be."""
        from luukku import packs
        from luukku.app import best_embedder

        settings = load(given, more)
        root = settings.packs or packs.find_packs()
        embedder, note = best_embedder(settings.embedder)
        loaded = packs.load(root)
        understanding = understand.prepare(loaded, embedder, root)
        for text in (note, *understanding.notes):
            if text:
                typer.echo(text, err=True)
        return Reader(understanding=understanding, dangers=danger.compile(loaded, root, embedder), embedder=embedder)

    def read(self, line: str, today: date, language: Language) -> dict[str, Any]:
        """The reading's keys, or {"error": code} for a line that cannot be read."""
        try:
            text, today, expects = _asked(line, today)
            clean = hear.clean(text)
            language = self._spoken(expects, language)
        except BadInput as error:
            return {"error": error.code}
        vectors = self.embedder.embed_now(understand.views(self.understanding, clean.text))
        marks = hear.mark(clean.text)
        read = understand.read(self.understanding, clean.text, vectors, expects, (), Facts(), marks, today, language, False, True)
        read = replace(read, dangers=danger.find(self.dangers, clean.text, vectors))
        return {**shapes.reading(read), "emotion": shapes.felt(read)}

    def _spoken(self, expects: Expects | None, usual: Language) -> Language:
        """The language of the question, whose answer is read in it."""
        return understand.language_of(self.understanding, expects.question, usual) if expects is not None and expects.question else usual


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
        if line.strip():
            yield line


def _asked(line: str, today: date) -> tuple[str, date, Expects | None]:
    """(text, day, question) of a plain or JSON line. Raises Malformed."""
    if not line.lstrip().startswith("{"):
        return line, today, None
    try:
        held = json.loads(line)
    except ValueError:
        return line, today, None
    if not isinstance(held, dict) or not isinstance(held.get("text"), str):
        raise Malformed(expected="text")
    asked = held.get("asked")
    if asked is not None and not (isinstance(asked, dict) and isinstance(asked.get("name"), str)):
        raise Malformed(expected="asked.name")
    try:
        day_of = date.fromisoformat(held["today"]) if held.get("today") else today
    except (TypeError, ValueError):
        raise Malformed(expected="today") from None
    question = asked.get("question") if asked else None
    return held["text"], day_of, Expects(name=asked["name"], question=question if isinstance(question, str) else "") if asked else None


def _plain(shown: Mapping[str, Any]) -> str:
    """A few words for people."""
    if "error" in shown:
        return f"not read: {shown['error']}"
    parts = [shown["language"], *shown["acts"], *([f"says {shown['says']}"] if shown["says"] else [])]
    parts += [f"{event['event']} ({event['stance']}, {event['confidence']:.2f}: “{event['evidence']}”)" for event in shown["events"]]
    parts += [f"{fact['name']}={fact['value']} (“{fact['evidence']}”)" for fact in shown["facts"]]
    parts += [f"danger: {shown['danger']['kind']} (“{shown['danger']['evidence']}”)"] if shown["danger"] else []
    parts += [f"sounds like {shown['emotion']['label']}"] if shown["emotion"] and shown["emotion"]["label"] != "neutral" else []
    parts += [f"{mark['label']} at {mark['start']}–{mark['end']}" for mark in shown["personal_data"]]
    return " · ".join(str(part) for part in parts)
