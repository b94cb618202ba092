"""A pack's stories, played as real turns through a counter over a temporary folder; nobody is told anything."""

from __future__ import annotations

from typing import Any

from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.flow.serve import serve
from luukku.flow.view import plans
from luukku.model.conversation import Message
from luukku.model.fact import Personal
from luukku.model.ids import ConversationId, new_id
from luukku.model.pack import Story

Result = dict[str, object]


async def rehearse(counter: Counter, story: Story) -> list[Result]:
    """For each turn of the story what `packs.stories.compare` looks at."""
    counter.plan_date = story.today
    conversation, _ = await open_conversation(counter)
    return [await _turn(counter, conversation, turn.say) for turn in story.turns]


async def _turn(counter: Counter, conversation: ConversationId, say: str) -> Result:
    answer: Any = await serve(counter, Message(conversation=conversation, id=new_id(), text=Personal(say)))
    talk = await counter.store.talk(conversation)
    reading, card = answer["reading"], answer["card"]
    rows = [row["id"] for part in ("allow", "request", "law") for row in card[part]] if card else []
    steps = [step.id for view in await plans(counter, conversation) for part in (view.told, view.own, view.law) for step in part]
    return {
        "event": talk.open_cases()[-1].event if talk.open_cases() else "",
        "stance": reading["events"][0]["stance"] if reading["events"] else "",
        "facts": {fact["name"]: fact["value"] for fact in reading["facts"]},
        "asks": answer["question"]["name"] if answer["question"] else "",
        "card": bool(card and card["open"]),
        "services": sorted({*rows, *steps}),
        "language": reading["language"],
        "acts": reading["acts"],
    }
