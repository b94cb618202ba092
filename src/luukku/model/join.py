"""Two conversations of one person that were joined: a record beside them, so that nothing of either has to move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from luukku.model.ids import ConversationId

State = Literal["asked", "joined", "parting", "parted"]
"""asked: somebody said yes, and the logs may lack it yet. parting: the same on the way back. Only in `joined` it opens anything. parted:
it is over; that it was is remembered, because a page of the other one may still be open somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """`one` and `other` are equals. Until `ends` it can be undone."""

    id: str
    one: ConversationId
    other: ConversationId
    at: datetime
    ends: datetime
    state: State = "asked"

    def beside(self, conversation: ConversationId) -> ConversationId:
        """The one that is not this."""
        return self.other if conversation == self.one else self.one
