"""Consent: the card that asks, the answers to it, and the permissions that follow. The door itself is the gate's."""

from __future__ import annotations

from luukku.consent import lifecycle, receipt
from luukku.consent.answers import Answers, answers, by_words
from luukku.consent.card import card
from luukku.consent.permissions import fold, record

__all__ = ["Answers", "answers", "by_words", "card", "fold", "lifecycle", "receipt", "record"]
