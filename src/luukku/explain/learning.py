"""What the customer reads of learning from their corrections: their own choice, and what of it stands in their log."""

from __future__ import annotations

from luukku.explain.texts import Texts
from luukku.model.ids import Language
from luukku.model.use import Entry
from luukku.model.view import LearningView


def learning_view(texts: Texts, language: Language, *, on: bool, kept: int) -> LearningView:
    """`kept`: how many of their corrections wait to be learnt from."""
    lines = ("learning-on", "learning-kept", "learning-what", "learning-end") if on else ("learning-off", "learning-what", "learning-end")
    return LearningView(on=on, lines=tuple(texts.say(language, line, n=kept) for line in lines), button=texts.say(language, "learning-stop" if on else "learning-allow"))


def learning_text(entry: Entry, texts: Texts, language: Language) -> str:
    """An entry of kind collect or learn, or one that was refused, as a sentence."""
    if entry.result == "refused":
        return texts.say(language, "entry-learn-refused")
    return texts.say(language, "entry-collect-failed" if entry.result == "not-carried-out" else f"entry-{entry.kind}")
