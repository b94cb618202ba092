"""The plan: every service that the situation calls for, the question that decides most, the steps to begin with."""

from __future__ import annotations

from luukku.plan.make import make, sells
from luukku.plan.question import needed, next_question
from luukku.plan.steps import steps

__all__ = ["make", "needed", "next_question", "sells", "steps"]

