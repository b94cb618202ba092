"""One spelling for one value: canonical JSON, so that what is hashed or signed is the same everywhere (RFC 8785)."""

from __future__ import annotations

import json
from collections.abc import Mapping

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader takes without loss (RFC 8785, 3.2.2.3; RFC 7493)."""

_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def jcs(value: object) -> bytes:
    """The RFC 8785 bytes of bool, whole number, text, None, and lists and mappings of them.

    Raises ValueError for fractions, numbers beyond ±(2^53 - 1), keys that are no text, lone surrogates and other types:
    the counter's values are whole numbers and text, so there is no spelling of a fraction to agree upon.
    """
    return _write(_ordered(value)).encode("utf-8")


def _ordered(value: object) -> object:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("the number is too large for canonical JSON")
        return int(value)
    if isinstance(value, list | tuple):
        return [item if type(item) is str else _ordered(item) for item in value]
    if isinstance(value, dict):
        return {key: held if type(held := value[key]) is str else _ordered(held) for key in _in_order(value)}
    raise ValueError(f"canonical JSON has no {type(value).__name__}")


def _in_order(keys: Mapping[str, object]) -> list[str]:
    """By UTF-16 code units (RFC 8785, 3.2.3), which differ from code points beyond the first plane only."""
    try:
        plain = "".join(keys).isascii()
    except TypeError as error:
        raise ValueError("keys of canonical JSON are text") from error
    return sorted(keys) if plain else sorted(keys, key=lambda key: key.encode("utf-16-be"))
