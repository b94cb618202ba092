"""A fact: one statement about a role in a case, whose value cannot be seen by accident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, NoReturn, TypeVar

T = TypeVar("T")
Value = bool | int | str
"""bool, enum id or text, whole number (money in cents), ISO date "2026-11-20" or span "2026-11-16/2026-11-22"."""
Source = Literal["said", "shown", "verified", "own-file"]
"""own-file: the customer brought it from another counter, in a file of their own: as good as said."""
Standing = Literal["known", "refused", "unknown"]
"""known: has a value. refused: the customer will not say (never asked again in this case). unknown: does not know."""

HIDDEN = "•••"


class Personal(Generic[T]):
    """Holds something of a person. Prints, formats and serialises as "•••"; only `reveal` opens it.

    Who may call `reveal` is a short list that a test holds (`tests/contracts/test_personal.py`).
    """

    __slots__ = ("_held",)

    def __init__(self, held: T) -> None:
        self._held = held

    def __repr__(self) -> str:
        return HIDDEN

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return HIDDEN

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Personal) and self._held == other._held

    def __hash__(self) -> int:
        return hash(self._held)

    def __reduce__(self) -> NoReturn:
        raise TypeError("personal data is not pickled")


def reveal(personal: Personal[T]) -> T:
    """The value inside. For the gate, the renderer and the pure evaluation of conditions, nobody else."""
    return personal._held  # noqa: SLF001  the one place that opens it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement `about` a role ("me", "child-1", "late-spouse", "other-1") with where it comes from."""

    name: str
    about: str
    value: Personal[Value | None]
    standing: Standing = "known"
    source: Source = "said"
    by: str = "me"
    at: datetime
    evidence: Personal[str] = field(default_factory=lambda: Personal(""))
    """The customer's own words that show it; empty for answers by button."""
    approx: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one case, newest per (about, name)."""

    items: tuple[Fact, ...] = ()

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.items)

    def get(self, name: str, about: str | None = None) -> Fact | None:
        """The fact of that name; without `about`, the first role that has one."""
        for fact in self.items:
            if fact.name == name and about in (None, fact.about):
                return fact
        return None

    def names(self) -> frozenset[str]:
        return frozenset(fact.name for fact in self.items)

    def known(self) -> frozenset[str]:
        return frozenset(fact.name for fact in self.items if fact.standing == "known")

    def only(self, names: Iterable[str]) -> Facts:
        wanted = frozenset(names)
        return Facts(tuple(fact for fact in self.items if fact.name in wanted))

    def __or__(self, newer: Facts | Iterable[Fact]) -> Facts:
        """These facts with `newer` laid over them."""
        merged = {(fact.about, fact.name): fact for fact in self.items}
        for fact in newer:
            merged[(fact.about, fact.name)] = fact
        return Facts(tuple(merged.values()))
