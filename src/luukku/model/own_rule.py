"""A customer's own rule: what they have told the counter to leave undone, or to ask about first. Typed; no language of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

OwnKind = Literal["no-offers", "ask-first", "never-tell", "quiet", "contact-by"]
"""no-offers: nothing is offered from which somebody gains. ask-first: nothing goes there by a standing permission, each time is asked.
never-tell: nothing goes there. quiet: nobody gets in touch at that time. contact-by: by that way alone."""
KINDS: tuple[OwnKind, ...] = get_args(OwnKind)
PREFIX = "own-rule."
"""Name of the fact in which a rule is kept, sealed; what follows tells nothing."""
GOAL_PREFIX = "own-goal."
"""The same of a goal that the customer has said."""
EVERY = ""
"""`of` of a rule that is meant for all."""
OFFERS = ("insurer", "bank", "operator", "electricity")
TIMES = ("night", "evening", "weekend", "work")
WAYS = ("message", "email", "letter", "phone", "no-phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """`of`: a kind of organisation ("bank"), a person's role ("ex-spouse"), a time, a way; "" for all.

    `name` is the fact's; `at` is when it was made.
    """

    kind: OwnKind
    of: str = EVERY
    name: str = ""
    at: datetime | None = None

    @property
    def id(self) -> str:
        """As the log names it: by its kind alone."""
        return f"own-{self.kind}"

    @property
    def value(self) -> str:
        """As it is kept: "never-tell/bank"."""
        return f"{self.kind}/{self.of}"

    def is_for(self, kind: str) -> bool:
        """Whether it is meant for that kind of organisation."""
        return self.of in (EVERY, kind)


def rule_or_none(value: object, name: str = "", at: datetime | None = None) -> OwnRule | None:
    """The rule of a kept value; None for what is no rule."""
    kind, slash, of = value.partition("/") if isinstance(value, str) else ("", "", "")
    known = next((one for one in KINDS if one == kind), None)
    if known is None or not slash or len(of) > 40 or not (of == "" or of.replace("-", "").isalnum()):
        return None
    allowed = {"quiet": TIMES, "contact-by": WAYS}.get(known)
    return OwnRule(kind=known, of=of, name=name, at=at) if allowed is None or of in allowed else None
