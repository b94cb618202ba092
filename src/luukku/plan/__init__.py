"""The plan: every service that the situation calls for, the question that decides most, the steps to begin with; and decisions by rules."""

from __future__ import annotations

from luukku.plan.about import own_facts
from luukku.plan.decide import decide
from luukku.plan.make import label_of, make, sells
from luukku.plan.offers import TONES, kind_of, offers
from luukku.plan.question import needed, next_question
from luukku.plan.record import as_plain, keep_facts, make_record, read_rules_file, record_hash, replay, rules_file, ways_of
from luukku.plan.steps import steps

__all__ = [
    "TONES", "as_plain", "decide", "keep_facts", "kind_of", "label_of", "make", "make_record", "needed", "next_question", "offers",
    "own_facts", "read_rules_file", "record_hash", "replay", "rules_file", "sells", "steps", "ways_of",
]
