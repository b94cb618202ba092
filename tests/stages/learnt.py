"""Made-up texts of three matters with vectors that lie around three points: enough to learn from in a blink."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

MATTERS = {
    "card": ("my card is lost", "where is the new card", "block this card please", "the card machine ate my card", "card pin is wrong", "a card came broken"),
    "loan": ("i need a loan", "what does the loan cost", "can the loan be paid back sooner", "loan for a car", "my loan was refused", "interest of a loan"),
    "hours": ("when do you open", "are you open on sunday", "closing time today?", "which hours at christmas", "is the branch open late", "opening hours"),
}
DIMENSION = 8


class Points:
    """`Embedder` whose vector of a text lies near the point of its matter, by its words alone."""

    name, version, dimension = "points", "1", DIMENSION

    async def embed(self, texts: Sequence[str], of: str = "") -> npt.NDArray[np.float32]:
        return self.embed_now(texts)

    def embed_now(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> npt.NDArray[np.float32]:
        row = np.random.default_rng(sum(map(ord, text))).normal(0, 0.05, DIMENSION).astype(np.float32)
        row[0 if "card" in text else 1 if "loan" in text or "interest" in text else 2] += 1
        unit: npt.NDArray[np.float32] = row / np.linalg.norm(row)
        return unit


def table() -> tuple[list[str], list[str], npt.NDArray[np.float32]]:
    """(texts, labels, vectors), mixed."""
    pairs = [(text, label) for place in range(6) for label, texts in MATTERS.items() for text in texts[place : place + 1]]
    texts = [text for text, _ in pairs]
    return texts, [label for _, label in pairs], Points().embed_now(texts)
