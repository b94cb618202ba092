"""Reads TOML as packs are mostly written: each table under its header, each key and its value on one line.

Whatever else there is, right or wrong, is left to `tomllib` (which takes five times as long, and with the lines ten
times): what is read here, it reads to the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from luukku.packs.lines import Path

_KEY = r'(?:[A-Za-z0-9_-]++|"[^"\\\x00-\x1f\x7f]++")'
_TEXT = r'"[^"\\\x00-\x1f\x7f]*+"'
_NUMBER = r"0|-?[1-9][0-9]{0,14}+|[0-9]\.[0-9]++"
_SCALAR = rf"(?:{_TEXT}|true|false|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{_NUMBER})"
_END = r" *(?:#[^\x00-\x08\x0a-\x1f\x7f]*+)?"
_EMPTY = re.compile(_END)
_HEADER = re.compile(rf"\[({_KEY}(?:\.{_KEY})*+)\]{_END}")
_LISTED = re.compile(rf"\[\[({_KEY})\]\]{_END}")
_LIST = rf"\[ *(?:{_SCALAR} *(?:, *{_SCALAR} *)*+)?\]"
_TABLE = rf"\{{ *{_KEY} *= *{_SCALAR} *(?:, *{_KEY} *= *{_SCALAR} *)*+\}}"
_PAIR = re.compile(rf"({_KEY}) *= *(?:(?P<scalar>{_SCALAR})|(?P<list>{_LIST})|(?P<table>{_TABLE})){_END}")
_SCALARS, _KEYS, _PAIRS = re.compile(_SCALAR), re.compile(_KEY), re.compile(rf"({_KEY}) *= *({_SCALAR})")

Read = tuple[dict[str, object], Mapping[Path, int]]
"""A file's data, and on which line each of its tables begins."""


def read_plain(text: str) -> Read | None:
    """None when the file is not written plainly, or not rightly."""
    data: dict[str, object] = {}
    lines: dict[Path, int] = {}
    table = data
    try:
        for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
            if row.startswith("[["):
                table = _listed(row, number, data, lines)
            elif row.startswith("["):
                table = _headed(row, number, data, lines)
            elif _EMPTY.fullmatch(row) is None:
                _put(row, table)
    except (_OtherWise, ValueError):
        return None
    return data, lines


class _OtherWise(Exception):
    """Something that only the whole language tells."""


def _listed(row: str, number: int, data: dict[str, object], lines: dict[Path, int]) -> dict[str, object]:
    """[[key]]: one more table in a list."""
    match = _LISTED.fullmatch(row)
    if match is None:
        raise _OtherWise
    key = _bare(match[1])
    if key in data and (key, 0) not in lines:
        raise _OtherWise
    many = data.setdefault(key, [])
    assert isinstance(many, list)
    table: dict[str, object] = {}
    lines.setdefault((key,), number)
    lines[key, len(many)] = number
    many.append(table)
    return table


def _headed(row: str, number: int, data: dict[str, object], lines: dict[Path, int]) -> dict[str, object]:
    """[key] or [outer.key], where the outer table is new, or was begun by a header."""
    match = _HEADER.fullmatch(row)
    keys = tuple(_bare(key) for key in _KEYS.findall(match[1])) if match else ()
    if not 0 < len(keys) < 3:
        raise _OtherWise
    outer: object = data
    if len(keys) == 2:
        if keys[0] in data and keys[:1] not in lines:
            raise _OtherWise
        lines.setdefault(keys[:1], number)
        outer = data.setdefault(keys[0], {})
    if not isinstance(outer, dict) or keys[-1] in outer:
        raise _OtherWise
    lines[keys] = number
    outer[keys[-1]] = table = dict[str, object]()
    return table


def _put(row: str, table: dict[str, object]) -> None:
    match = _PAIR.fullmatch(row)
    key = _bare(match[1]) if match else ""
    if match is None or key in table:
        raise _OtherWise
    value: object
    if match["scalar"] is not None:
        value = _scalar(match["scalar"])
    elif match["list"] is not None:
        value = [_scalar(one) for one in _SCALARS.findall(match["list"])]
    else:
        pairs = [(_bare(name), _scalar(one)) for name, one in _PAIRS.findall(match["table"])]
        value = dict(pairs)
        if len(dict(pairs)) != len(pairs):
            raise _OtherWise
    table[key] = value


def _bare(key: str) -> str:
    return key[1:-1] if key.startswith('"') else key


def _scalar(text: str) -> str | bool | int | float | date:
    if text[0] == '"':
        return text[1:-1]
    if text in ("true", "false"):
        return text == "true"
    if len(text) == 10 and text[4] == text[7] == "-":
        return date.fromisoformat(text)
    return float(text) if "." in text else int(text)
