"""What is said to somebody in danger: the number to call first, then a few calm words; nothing about forms, no blame."""

from __future__ import annotations

from collections.abc import Sequence

from luukku.explain.texts import Texts
from luukku.model.ids import Language
from luukku.model.pack import HelpNumber, Packs
from luukku.model.reading import DANGERS, Danger, ReadDanger
from luukku.model.view import NumberView


def numbers(packs: Packs, texts: Texts, language: Language, dangers: Sequence[ReadDanger]) -> tuple[NumberView, ...]:
    """Those that help, gravest danger first, each once. The first that answers at any hour is `first` and stands first.

    In a scam none is `first`: what to call is the customer's own bank, whose number only the bank itself tells.
    """
    among: dict[str, HelpNumber] = {}
    for kind in _kinds(dangers):
        for one in packs.help.of(kind, language):
            among.setdefault(one.call, one)
    first = next((one for one in among.values() if one.always), None)
    ordered = [one for one in among.values() if one is first] + [one for one in among.values() if one is not first]
    return tuple(
        NumberView(
            name=texts.say(language, f"help-{one.id}", "name"),
            number=one.number,
            call=one.call,
            line=texts.say(language, f"help-{one.id}", "line"),
            first=one is first,
        )
        for one in ordered
    )


def danger_lines(texts: Texts, language: Language, dangers: Sequence[ReadDanger], human: str) -> tuple[str, ...]:
    """The words for the gravest danger, then `human`: who answers here and by when ("" when nobody was called)."""
    kinds = _kinds(dangers)
    if not kinds:
        return ()
    return tuple(line for line in (texts.say(language, f"danger-{kinds[0]}"), human) if line)


def _kinds(dangers: Sequence[ReadDanger]) -> list[Danger]:
    read = {danger.kind for danger in dangers}
    return [kind for kind in DANGERS if kind in read]
