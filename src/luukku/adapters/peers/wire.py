"""What goes to an organisation and what may come back, whatever the way: one strict reading for all peers.

An answer is data about a matter, never an instruction: states and reasons come from closed lists, ask-backs are names
of registered facts, results are flat and bounded, free text is cut to 500 characters without control characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from luukku.adapters.line import bad
from luukku.model.erasure import ChangeKind
from luukku.model.fact import Value, reveal
from luukku.model.journey import REASONS
from luukku.model.use import Outgoing

VERSION = 1
MOST_TEXT = 500
"""Characters of an organisation's own words."""
MOST_RESULTS = 20
MOST_NAMES = 20
RESULT_NAME = re.compile(r"[a-z][a-z0-9._-]{0,63}", re.ASCII)


def body(message: Outgoing) -> dict[str, Any]:
    """The data part of DECISIONS, "A2A message". The only place in `peers` where the values are opened: they leave here."""
    facts: Mapping[str, Value] = reveal(message.facts)
    return {"luukku": VERSION, "service": message.service, "share": message.share, "assurance": message.assurance, "facts": dict(facts)}


def erased_body(shares: Sequence[str]) -> dict[str, Any]:
    """The data part that tells an organisation: whoever these shares were about was erased here. It holds no fact."""
    return {"luukku": VERSION, "erased": list(shares)}


def changed_body(kind: ChangeKind, shares: Sequence[str], facts: Sequence[str]) -> dict[str, Any]:
    """The data part that tells an organisation something of facts that it got by these shares: names only, no value."""
    return {"luukku": VERSION, kind: list(shares), "facts": list(facts)}


def undone_body(share: str) -> dict[str, Any]:
    """The data part that tells an organisation: what was asked by this share is undone. It holds no fact."""
    return {"luukku": VERSION, "undone": share}


def read_needs(organisation: str, needs: object, may_ask: Collection[str]) -> tuple[str, ...]:
    """Names of facts, each once and each among those that this organisation may ever ask. Raises BadAnswer."""
    if not isinstance(needs, list) or not 0 < len(needs) <= MOST_NAMES:
        bad(organisation, "needs")
    if not all(isinstance(name, str) and name in may_ask for name in needs):
        bad(organisation, "needs-undeclared")
    return tuple(dict.fromkeys(needs))


def read_reason(organisation: str, reason: object) -> str:
    if not isinstance(reason, str) or reason not in REASONS:
        bad(organisation, "reason")
    return reason


def read_result(organisation: str, result: object) -> dict[str, Value] | None:
    """A flat table of names to bool, whole number or short text. Raises BadAnswer."""
    if result is None:
        return None
    if not isinstance(result, dict) or len(result) > MOST_RESULTS:
        bad(organisation, "result")
    read: dict[str, Value] = {}
    for name, value in result.items():
        if RESULT_NAME.fullmatch(name) is None:
            bad(organisation, "result-name")
        read[name] = _read_value(organisation, value)
    return read


def _read_value(organisation: str, value: object) -> Value:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # A2A's data parts carry numbers as doubles
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) < 2**53):
        return value
    if isinstance(value, str) and len(value) <= MOST_TEXT:
        return clean(value)
    bad(organisation, "result-value")


def read_text(organisation: str, text: object) -> str | None:
    """A clerk's own words for quoting: cleaned, None when nothing is left. Raises BadAnswer when too long: the clerk
    finds the reply put aside and can shorten it."""
    if isinstance(text, str) and len(text) > MOST_TEXT:
        bad(organisation, "text")
    return cut_text(organisation, text)


def cut_text(organisation: str, text: object) -> str | None:
    """An agent's own words for quoting: cleaned and cut, because nobody is there to shorten them. Raises BadAnswer for no text."""
    if text is None:
        return None
    if not isinstance(text, str):
        bad(organisation, "text")
    kept = clean(text)
    return (kept if len(kept) <= MOST_TEXT else kept[: MOST_TEXT - 2].rstrip() + " …") or None


def clean(text: str) -> str:
    """Without control characters (line breaks stay), direction and zero-width signs, lone surrogates."""
    kept = (sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return "".join(kept).strip()
