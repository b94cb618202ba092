"""Marks what is personal in a message, so that it can be kept out of logs, prompts and traces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luukku.errors import NotMasked
from luukku.hear.known import find_known
from luukku.hear.recognisers import RECOGNISERS, Recogniser
from luukku.model.fact import Facts
from luukku.model.reading import Mark

KNOWN = "known"
"""What recognises by the customer's own facts; the others are named in `RECOGNISERS`."""
_BLANK = "\0"
"""Stands where something was found already, so that nobody after sees it, or digits beside it, as another thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A mark and who saw it: "known" or the name of a recogniser."""

    mark: Mark
    by: str


def mark(text: str, known: Facts = Facts()) -> tuple[Mark, ...]:  # noqa: B008  Facts is frozen
    """Stretches of personal data in order, never overlapping; the surer kind wins over the looser one (`RECOGNISERS` is in that order).

    `known`: the customer's own facts, whose names and addresses no pattern would find. Raises NotMasked when a recogniser
    fails: what was not looked through is not taken for harmless.
    """
    return tuple(seen.mark for seen in look_through(text, known))


def look_through(text: str, known: Facts = Facts()) -> tuple[Seen, ...]:  # noqa: B008  Facts is frozen
    """The same with who saw each: one recogniser after another, the surest first, each on what those before left. Raises NotMasked."""
    found: list[Seen] = []
    left = text
    for by, recognise in _in_order(known):
        try:
            hits = sorted(recognise(left), key=lambda hit: hit.start - hit.end)
        except Exception:  # noqa: BLE001  whatever it was, its message may hold the text
            raise NotMasked(recogniser=by) from None
        for hit in hits:
            if _BLANK not in left[hit.start : hit.end]:
                found.append(Seen(mark=hit, by=by))
                left = left[: hit.start] + _BLANK * (hit.end - hit.start) + left[hit.end :]
    return tuple(sorted(found, key=lambda seen: seen.mark.start))


def _in_order(known: Facts) -> Iterator[tuple[str, Recogniser]]:
    """The recognisers, and before the names that anybody may have those of this customer."""
    for by, recognise in RECOGNISERS.items():
        if by == "name":
            yield KNOWN, lambda text: find_known(text, known)
        yield by, recognise
