"""Answers to a card: each row by itself, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from luukku.errors import Malformed, OutOfDate
from luukku.model.consent import Card, Row, RowState
from luukku.model.reading import Consents, Says

_CHOICES: Mapping[str, RowState] = {"allow": "allowed", "deny": "denied"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The card as it stands now, and the rows that were answered just now, with their new state."""

    card: Card
    fresh: tuple[Row, ...]


def answers(card: Card, choices: Mapping[str, str], send: Sequence[str] = ()) -> Answers:
    """Takes answers by row: "allow" or "deny" in `choices`, requests to be sent in `send`.

    Rows that are not named stay as they are. The same answer again changes nothing. Raises Malformed for a row that
    the card does not ask, for a request that is allowed instead of sent and the reverse, and for an answer that is
    none; OutOfDate for a row that was answered otherwise. Then nothing was taken.
    """
    wanted = _wanted(card, choices, send)
    rows: list[Row] = []
    fresh: list[Row] = []
    for row in card.rows:
        state = wanted.get(row.id, row.state)
        if row.state != "open" and state != row.state:
            raise OutOfDate(card=card.id, row=row.id)
        rows.append(replace(row, state=state))
        if state != row.state:
            fresh.append(rows[-1])
    return Answers(card=replace(card, rows=tuple(rows)), fresh=tuple(fresh))


def _wanted(card: Card, choices: Mapping[str, str], send: Sequence[str]) -> dict[str, RowState]:
    parts = {row.id: row.part for row in card.rows}
    wanted: dict[str, RowState] = {}
    for name, choice in choices.items():
        allowed = ("allow", "deny") if parts.get(name) == "allow" else ("deny",) if parts.get(name) == "request" else ()
        if choice not in allowed:
            raise Malformed(card=card.id, at="answers")
        wanted[name] = _CHOICES[choice]
    for name in send:
        if parts.get(name) != "request" or name in choices:
            raise Malformed(card=card.id, at="send")
        wanted[name] = "sent"
    return wanted


def by_words(card: Card, says: Says | None, consents: Sequence[Consents] = ("allow",), receivers: Mapping[str, Says] | None = None) -> tuple[dict[str, str], tuple[str, ...]]:
    """(choices, send) of an answer in words. A no is for every row that waits; a yes for what its words were for.

    `receivers`: by organisation, what was said of it alone ("pankille ei, Kelalle kyllä"): its rows are allowed or denied, and the
    rows of all others wait on.

    "Yes" allows the rows to be allowed; requests go only by words that say so ("send", "apply"). What binds, and what tells a special category, goes by its
    own button alone, unless it is all that is asked. Partly takes nothing but what was said of an organisation by its name: nothing is ever taken for allowed that was not.
    """
    waiting = [row for row in card.rows if row.state == "open"]
    if says == "partly" and receivers:
        named = [(row, receivers.get(row.receiver)) for row in waiting]
        return {row.id: "deny" if said == "no" else "allow" for row, said in named if said == "no" or (said == "yes" and row.part == "allow" and not row.alone)}, ()
    if says == "yes":
        together = waiting if len(waiting) == 1 else [row for row in waiting if not row.alone]
        allow = {row.id: "allow" for row in together if row.part == "allow" and "allow" in consents}
        return allow, tuple(row.id for row in together if row.part == "request" and "send" in consents)
    if says == "no":
        return {row.id: "deny" for row in waiting}, ()
    return {}, ()
