"""What went wrong, in words: what happened, what became of it, what now."""

from __future__ import annotations

from luukku.errors import LuukkuError
from luukku.explain.texts import Texts
from luukku.model.ids import Language


def error_text(texts: Texts, language: Language, error: LuukkuError) -> str:
    """The error's sentences; those for its own reason (`why`) where there are such."""
    own = f"error-{error.code}-{error.data.get('why', '')}"
    return texts.say(language, own if texts.has(language, own) else f"error-{error.code}", **error.data)
