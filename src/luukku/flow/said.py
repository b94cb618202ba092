"""Whether something of an employee's stands in a conversation already: the same again is written once."""

from __future__ import annotations

from luukku.flow.counter import Counter
from luukku.model.ids import ConversationId


async def written(counter: Counter, conversation: ConversationId, type: str, message: str) -> bool:
    """Whether an event of this type and message stands there."""
    after = 0
    while events := await counter.feed.events(conversation, after, bare=True):
        if any(event.type == type and event.data.get("message") == message for event in events):
            return True
        after = events[-1].seq
    return False
