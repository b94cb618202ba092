"""Reads `rules.cedar`: each policy by itself, so that whatever is wrong is told with its line, and each keeps its own id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import cedarpy

from luukku.ground.judge import SCHEMA
from luukku.model.pack import Where
from luukku.model.rule import Rule
from luukku.packs.event import ID
from luukku.packs.problems import Problems, nearest

NAMED = ("id", "owner", "reason", "source")
"""The annotations that each policy has, and no others."""
_SIGNS = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"|;')
_BLANK = re.compile(r"(?:\s|//[^\n]*)*")
_QUOTED = re.compile(r"`([^`]+)`")
_OF_POLICY = re.compile(r"^(?:for )?policy `[^`]*`[,:]? *")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A rule and its policy in Cedar's JSON form."""

    rule: Rule
    body: Mapping[str, Any]


def read_policies(text: str, file: str, pack: str, sources: Mapping[str, object], problems: Problems) -> list[Policy]:
    """The policies of one file; those with a problem are left out, and the problem noted."""
    found: list[Policy] = []
    for line, piece in pieces(text):
        body = _parse(piece, file, line, problems)
        if body is None:
            continue
        notes = body.get("annotations") or {}
        before = len(problems.found)
        _check_notes(notes, file, line, sources, problems)
        _check_types(piece, str(notes.get("id", "")), file, line, problems)
        if len(problems.found) == before:
            where = Where(pack=pack, file=file, line=line)
            rule = Rule(id=notes["id"], effect=body["effect"], owner=notes["owner"], reason=notes["reason"], source=notes["source"], pack=pack, where=where)
            found.append(Policy(rule=rule, body=body))
    if not text.strip():
        problems.add(file, 0, "no rules")
    return found


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """(line on which it begins, text) of each policy: what ends with a semicolon outside strings and remarks, or with the file."""
    start = 0
    for match in _SIGNS.finditer(text):
        if match.group() == ";":
            yield _piece(text, start, match.end())
            start = match.end()
    if _BLANK.sub("", text[start:], count=1):
        yield _piece(text, start, len(text))


def _piece(text: str, start: int, end: int) -> tuple[int, str]:
    blank = _BLANK.match(text, start)
    start = blank.end() if blank else start
    return text.count("\n", 0, start) + 1, text[start:end]


def _parse(piece: str, file: str, line: int, problems: Problems) -> Mapping[str, Any] | None:
    try:
        held = json.loads(cedarpy.policies_to_json_str(piece))
    except ValueError as bad:
        problems.add(file, line, f"not Cedar: {bad}")
        return None
    if held["templates"] or len(held["staticPolicies"]) != 1:
        problems.add(file, line, "a rule is one policy without slots")
        return None
    (body,) = held["staticPolicies"].values()
    assert isinstance(body, Mapping)
    return body


def _check_notes(notes: Mapping[str, Any], file: str, line: int, sources: Mapping[str, object], problems: Problems) -> None:
    for name in NAMED:
        if not str(notes.get(name) or "").strip():
            problems.add(file, line, f'the rule has no @{name}("…")')
    for name in notes:
        if name not in NAMED:
            problems.add(file, line, f"unknown annotation @{name}{nearest(name, NAMED)}")
    id, source = str(notes.get("id") or ""), str(notes.get("source") or "")
    if id and ID.fullmatch(id) is None:
        problems.add(file, line, f'"{id}" is no id: lower-case letters, digits and single hyphens')
    if source and source not in sources:
        problems.add(file, line, f'source "{source}" does not stand in pack.toml{nearest(source, sources)}')


def _check_types(piece: str, id: str, file: str, line: int, problems: Problems) -> None:
    """Against the schema: a name that no request has, a comparison that can never hold."""
    for error in cedarpy.validate_policies(piece, SCHEMA).errors:
        what = _OF_POLICY.sub("", error.error)
        names = [name for name in _QUOTED.findall(what) if name in piece]
        at = min((piece.index(name) for name in names), default=0)
        problems.add(file, line + piece.count("\n", 0, at), f'rule "{id}": {what}')
