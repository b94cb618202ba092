"""What was shown from a wallet, read back: what was taken, and what was told otherwise before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from luukku.explain.facts import fact_name, fact_text
from luukku.explain.texts import Texts
from luukku.model.pack import EventPack, Packs
from luukku.model.view import Option

if TYPE_CHECKING:
    from luukku.explain.reply import Said


def shown_lines(said: Said, pack: EventPack | None, packs: Packs, texts: Texts) -> Iterator[str]:
    """One sentence for each fact."""
    if pack is None:
        return
    for fact in said.shown:
        yield texts.say(said.language, "reply-shown", fact=fact_name(texts, said.language, fact.name), value=fact_text(texts, packs, said.language, pack, fact))
    for fact in said.shown_otherwise:
        old = said.told_before.get(fact.name, fact.about)
        told = fact_text(texts, packs, said.language, pack, old) if old is not None else ""
        value = fact_text(texts, packs, said.language, pack, fact)
        yield texts.say(said.language, "reply-shown-otherwise", fact=fact_name(texts, said.language, fact.name), value=value, told=told)


def told_or_shown(said: Said, pack: EventPack, packs: Packs, texts: Texts, name: str) -> tuple[Option, ...]:
    """Both as buttons, where the question is which of them is right; else nothing."""
    shown = next((fact for fact in said.shown_otherwise if fact.name == name), None)
    old = said.told_before.get(name, shown.about) if shown is not None else None
    if shown is None or old is None:
        return ()
    words = dict.fromkeys(fact_text(texts, packs, said.language, pack, fact) for fact in (shown, old))
    return tuple(Option(value=word, text=word) for word in words)
