"""Explain: reasons in plain words, and the reply composed from texts of the packs."""

from __future__ import annotations

from luukku.explain.card import card_text, card_view, row_view
from luukku.explain.check import check_texts
from luukku.explain.facts import label
from luukku.explain.known import entry_view, known_view
from luukku.explain.notes import note
from luukku.explain.plan import plan_view
from luukku.explain.reply import Chosen, Said, person_text, reply
from luukku.explain.steps import step_view
from luukku.explain.texts import Texts
from luukku.explain.understood import understood

__all__ = [
    "Chosen", "Said", "Texts", "card_text", "card_view", "check_texts", "entry_view", "known_view", "label", "note", "person_text", "plan_view", "reply",
    "row_view", "step_view", "understood",
]
