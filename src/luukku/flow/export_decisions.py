"""Decisions in the file that people take along: each with what it rests on, and the rules by which it was made."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from luukku.flow import decisions
from luukku.flow.counter import Counter
from luukku.model.conversation import Talk

FOLDER = "decisions/"
Json = dict[str, Any]


async def export_files(counter: Counter, talks: Sequence[Talk]) -> list[tuple[str, Json | bytes]]:
    """`decisions/<id>.json` and `decisions/rules-<sha256>.json`: with these two anybody can make a decision again."""
    found: dict[str, Json | bytes] = {}
    for talk in talks:
        for one in await decisions.kept(counter, talk):
            found[f"{FOLDER}{one.mark.id}.json"] = _exported(one)
            sha256 = str(one.record["rules_sha256"])
            found[f"{FOLDER}rules-{sha256}.json"] = await asyncio.to_thread(counter.register.rules, sha256)
    return sorted(found.items())


def _exported(one: decisions.Kept) -> Json:
    review = {"state": one.mark.review, "by": one.reviewer, "text": one.review_text} if one.mark.review else None
    return {"sha256": one.mark.sha256, "record": one.record, "facts": one.facts, "salt": one.salt, "review": review}
