"""A question that one service of the plan answers: its own words, found by the words of the question alone.

Nothing is made up: what is said stands in the pack. A question that fits no service, or several, gets none of them.
"""

from __future__ import annotations

import re

from luukku.explain.texts import Texts
from luukku.model.ids import Language
from luukku.model.pack import Service
from luukku.model.plan import Plan

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
"""Letters of a word that are compared: Finnish and Swedish words change at their ends."""
_ENOUGH = 2
"""Different words of the question that a service's name, benefit or doing must share; one of them in the name."""


def answering_service(question: str, plan: Plan, texts: Texts, language: Language) -> Service | None:
    """The one live service that shares most words with the question; None when none does, or two do alike."""
    asked = _stems(question)
    scored = []
    for item in plan.live():
        id = f"service-{item.service.id}"
        name = asked & _stems(texts.say(language, id, "name"))
        more = [texts.say(language, id, part) for part in ("benefit", "without", "do") if texts.has(language, id, part)]
        shared = name | asked & _stems(" ".join(more))
        if name and len(shared) >= _ENOUGH:
            scored.append(((len(name), len(shared)), item.service))
    scored.sort(key=lambda one: one[0], reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def service_answer(service: Service, texts: Texts, language: Language) -> str:
    """What the pack says of it: how the customer does it, else what it gives."""
    id = f"service-{service.id}"
    part = "do" if texts.has(language, id, "do") else "benefit"
    return texts.say(language, "reply-question-service", name=texts.say(language, id, "name"), text=texts.say(language, id, part))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))
