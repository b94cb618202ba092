"""The tables of an export, for a spreadsheet: the same as in its JSON-LD, with the words that people read beside the ids."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "facts": ("case", "event", "name", "label", "about", "value", "words", "standing", "source", "by", "at", "evidence", "approx", "confirmed"),
    "cases": ("id", "conversation", "event", "label", "sure", "confirmed", "closed", "names", "refused"),
    "steps": (
        "case", "id", "service", "label", "part", "state", "receiver", "purpose", "purpose_dpv", "facts", "permission", "ends", "deadline", "since",
        "reason", "shares", "outdated",
    ),
    "permissions": ("id", "state", "purpose", "purpose_dpv", "receiver", "case", "service", "facts", "assurance", "basis", "explicit", "given", "ends"),
    "consents": ("permission", "kind", "at", "purpose", "purpose_dpv", "receiver", "case", "service", "facts", "assurance", "basis", "explicit", "ends", "text_sha256"),
    "log": ("n", "id", "at", "words", "kind", "result", "actor", "purpose", "receiver", "facts", "permission", "basis", "rule", "about"),
    "messages": ("conversation", "seq", "at", "kind", "who", "text"),
    "gone": ("name", "label", "last"),
    "kept": ("name", "label", "ground", "owner", "until"),
    "requests": ("right", "at", "due", "done", "reason"),
}
"""Table → its columns, which are keys of the same things in the JSON-LD, or words for them."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(name: str, rows: Iterable[Row]) -> bytes:
    """RFC 4180, UTF-8. What a spreadsheet would take for a formula has an apostrophe in front."""
    out = io.StringIO(newline="")
    write = csv.writer(out, lineterminator="\r\n")
    columns = COLUMNS[name]
    write.writerow(columns)
    for row in rows:
        write.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _cell(" ".join(str(one) for one in value))
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
