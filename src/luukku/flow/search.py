"""Looking something up: what answers a customer's question in a turn, and the search that stands apart from any conversation.

What is found is shown, quoted, with its label. It is never followed: no word of a passage changes what happens.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from luukku import explain, hear, understand
from luukku.errors import Busy
from luukku.flow import shapes
from luukku.flow.counter import Counter
from luukku.model.ids import Language
from luukku.model.knowledge import Passage
from luukku.model.reading import Reading

if TYPE_CHECKING:
    from luukku.ports import Vectors

MOST = 3


def answer(counter: Counter, reading: Reading, text: str, vectors: Vectors | None, language: Language) -> Passage | None:
    """The passage that answers the turn's question, or None: nothing is asked, somebody is in danger or grieves, or no passage
    is sure enough. `vectors`: those that were made for reading; their first row is of the whole text."""
    if "question" not in reading.acts or reading.dangers or {"grief", "loss"} & set(reading.needs):
        return None
    vector = vectors[0] if vectors is not None and len(vectors) else None
    hits = understand.look_up(counter.search, text, vector, language, most=1)
    return hits[0].passage if hits and hits[0].answers else None


async def find(counter: Counter, text: str, language: Language | None) -> dict[str, Any]:
    """The best passages for a text, best first, each with its label; nothing of it is kept. Raises Empty, TooLong, NotText.

    While the embedder is busy words alone find. `language` None: the one in which the text is written.
    """
    clean = hear.clean(text)
    language = language or understand.language_of(counter.understanding, clean.text, "fi")
    vector = None
    if counter.search.maker is not None:
        with contextlib.suppress(Busy):
            vector = (await counter.embedder.embed([clean.text], of="search"))[0]
    hits = understand.look_up(counter.search, clean.text, vector, language, MOST)
    return {
        "language": language,
        "answered": bool(hits and hits[0].answers),
        "hits": [
            {**shapes.plain(explain.passage_view(hit.passage, counter.texts, counter.today())), "sureness": round(hit.sureness, 3), "answers": hit.answers}
            for hit in hits
        ],
    }
