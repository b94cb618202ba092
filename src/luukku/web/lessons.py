"""What `luukku learn events --with-corrections` asks of a counter: common centres of ten people or more leave it, no lesson ever does."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from typing import Any

from luukku import learning
from luukku.errors import Malformed, Refused
from luukku.flow import teach
from luukku.flow.counter import Counter

LESSONS = "/control/lessons"
Json = dict[str, Any]


async def keep_lessons(counter: Counter, asked: Mapping[str, Any]) -> Json:
    """`asked` is {"do": "agree"}: {"waiting", "customers", "groups"}; or {"do": "learnt", "lessons": [ids]}: they were learnt from.

    Raises Malformed; Refused(why="learning.collect") while the setting is off.
    """
    if asked.get("do") == "learnt":
        ids = asked.get("lessons")
        if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
            raise Malformed(where="lessons")
        await counter.lessons.used(ids)
        return {"learnt": len(ids)}
    if asked.get("do") != "agree":
        raise Malformed(where="do")
    if counter.settings.learning.collect == "off":
        raise Refused(why="learning.collect")
    lessons = await teach.open_all(counter)
    heads = {language: tongue.heads for language, tongue in counter.understanding.tongues.items() if tongue.by_meaning}
    means = {language: found.meaning.mean for language, found in heads.items() if found is not None and found.meaning is not None}
    groups = await asyncio.to_thread(learning.agreed, lessons, means, teach.maker_of(counter))
    return {"waiting": len(lessons), "customers": len({one.person for one in lessons}), "groups": [_plain(group) for group in groups]}


def _plain(group: learning.Agreed) -> Json:
    return {
        "id": group.id, "language": group.language, "shown": group.shown, "right": group.right, "customers": group.customers, "maker": group.maker,
        "centroid": base64.b64encode(group.centroid.astype("<f2").tobytes()).decode(), "lessons": list(group.lessons),
    }  # fmt: skip
