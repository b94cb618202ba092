"""One spelling for one value: canonical JSON, so that what is hashed or signed is the same everywhere (RFC 8785)."""

from __future__ import annotations

import json

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader takes without loss (RFC 8785, 3.2.2.3; RFC 7493)."""


def jcs(value: object) -> bytes:
    """The RFC 8785 bytes of bool, whole number, text, None, and lists and mappings of them.

    Raises ValueError for fractions, numbers beyond ±(2^53 - 1), keys that are no text, lone surrogates and other types:
    the counter's values are whole numbers and text, so there is no spelling of a fraction to agree upon.
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _ordered(value: object) -> object:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("the number is too large for canonical JSON")
        return int(value)
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    raise ValueError(f"canonical JSON has no {type(value).__name__}")


def _utf16(key: object) -> bytes:
    """Keys are ordered by UTF-16 code units (RFC 8785, 3.2.3), which differs from code points beyond the first plane."""
    if not isinstance(key, str):
        raise ValueError("keys of canonical JSON are text")
    return key.encode("utf-16-be")
