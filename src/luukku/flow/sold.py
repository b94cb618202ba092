"""Whether anything may be offered in a conversation from which somebody else gains."""

from __future__ import annotations

from luukku.flow.counter import Counter
from luukku.model.conversation import Talk
from luukku.model.pack import NothingSold


def sold(counter: Counter, talk: Talk) -> NothingSold | None:
    """The rule that nothing is sold, when any open case has it: then it holds for all of the conversation."""
    return next((pack.nothing_sold for case in talk.open_cases() if (pack := counter.packs.events[case.event]).nothing_sold), None)
