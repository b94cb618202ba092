"""Reads the language packs' tables. A missing table is empty; a wrong one stops the start with its file and key."""

from __future__ import annotations

from collections.abc import Mapping

from luukku.errors import BadPack


def table_of(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = table.get(key, {})
    if not isinstance(found, Mapping):
        raise BadPack(file=key, line=0, problem=f"{key} must be a table")
    return found


def strings(table: Mapping[str, object], key: str) -> list[str]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise BadPack(file=key, line=0, problem=f"{key} must be a list of texts")
    return found


def texts(table: Mapping[str, object], key: str) -> dict[str, str]:
    found = table_of(table, key)
    if not all(isinstance(value, str) for value in found.values()):
        raise BadPack(file=key, line=0, problem=f"{key} must hold texts")
    return {name: str(value) for name, value in found.items()}


def numbers(table: Mapping[str, object], key: str) -> dict[str, int]:
    found = table_of(table, key)
    if not all(isinstance(value, int) for value in found.values()):
        raise BadPack(file=key, line=0, problem=f"{key} must hold whole numbers")
    return {name: int(str(value)) for name, value in found.items()}
