"""Explain: reasons in plain words, and the reply composed from texts of the packs."""

from __future__ import annotations

from datetime import date

from luukku.explain.approval import approval_view
from luukku.explain.brief import brief, reason_text
from luukku.explain.card import card_text, card_view, row_view, shown_row
from luukku.explain.check import check_texts
from luukku.explain.decision import decision_view, open_view, told_in_reply
from luukku.explain.erasure import erasure_view, kept_line, request_text
from luukku.explain.export import case_label, entry_words, fact_label, fact_value, service_label
from luukku.explain.export import readme as export_readme
from luukku.explain.facts import label, organisation_name
from luukku.explain.goals import CONFIRM as CONFIRM_GOAL
from luukku.explain.goals import WHAT_HAPPENED, GoalSaid, event_name, goal_view
from luukku.explain.human import human_view, machine_goes_on, promise_text
from luukku.explain.knowledge import passage_view, passages
from luukku.explain.known import entry_view, known_view
from luukku.explain.learning import learning_view
from luukku.explain.notes import kept_notes, note
from luukku.explain.offers import Beside, kind_text
from luukku.explain.open_rules import Cases, rules_view
from luukku.explain.own_rules import OwnSaid, own_rule_text, own_rule_view, own_rule_views
from luukku.explain.plan import plan_view
from luukku.explain.price import price_view, use_views
from luukku.explain.purpose import purpose_sentences
from luukku.explain.question import asked_words, offered_answers
from luukku.explain.receipts import permission_views, receipt_views
from luukku.explain.reply import Chosen, Said, TakenBack, person_text, reply
from luukku.explain.steps import step_view
from luukku.explain.texts import Texts
from luukku.explain.trouble import error_text
from luukku.explain.understood import understood
from luukku.explain.words import day_text, list_text, when_text
from luukku.model.ids import LANGUAGES


def warm(texts: Texts) -> None:
    """Reads calendars and compiles texts at start, so that nobody's first answer waits a second for it."""
    for language in LANGUAGES:
        day_text(date(2026, 11, 21), language)
        list_text(("a", "b"), language)
        for event in texts.packs.events:
            texts.say(language, f"event-{event}")

__all__ = [
    "CONFIRM_GOAL", "WHAT_HAPPENED", "Beside", "Cases", "Chosen", "GoalSaid", "OwnSaid", "Said", "TakenBack", "Texts", "approval_view", "asked_words",
    "brief", "card_text", "card_view", "case_label", "check_texts", "day_text", "decision_view", "entry_view", "entry_words", "erasure_view",
    "error_text", "event_name", "export_readme", "fact_label", "fact_value", "goal_view", "human_view", "kept_line", "kept_notes", "kind_text",
    "known_view", "label", "learning_view", "machine_goes_on", "note", "offered_answers", "open_view", "organisation_name", "own_rule_text",
    "own_rule_view", "own_rule_views", "passage_view", "passages", "permission_views", "person_text", "plan_view", "price_view", "promise_text",
    "purpose_sentences", "reason_text", "receipt_views", "reply", "request_text", "row_view", "rules_view", "service_label", "shown_row", "step_view",
    "told_in_reply", "understood", "use_views", "warm", "when_text",
]
