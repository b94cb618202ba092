"""Whether something stands in a conversation already: the same again is written once."""

from __future__ import annotations

from luukku.flow.counter import Counter
from luukku.model.ids import ConversationId


async def written(counter: Counter, conversation: ConversationId, type: str, id: str, *, of: str = "message") -> bool:
    """Whether an event of this type stands there, `of` (a key of its data) being `id`. Nothing sealed is opened."""
    after = 0
    while events := await counter.feed.events(conversation, after, bare=True):
        if any(event.type == type and event.data.get(of) == id for event in events):
            return True
        after = events[-1].seq
    return False
