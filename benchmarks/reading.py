"""What each part of the reading costs for one message, against the bare embedding of the same message in the same run."""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.measure import Row, p, show  # noqa: E402  the path comes first when this file is run by its name
from luukku import explain, hear, packs, understand  # noqa: E402  the same
from luukku.app import best_embedder  # noqa: E402  the same
from luukku.model.fact import Facts  # noqa: E402  the same
from luukku.model.ids import LANGUAGES, Language  # noqa: E402  the same
from luukku.understand import danger, feelings  # noqa: E402  the same

TEXTS = ROOT / "tests" / "stages" / "events_dev.tsv"
COUNT = 180
"""Messages, evenly of the three languages."""
TODAY = date(2026, 11, 29)


def measure() -> list[Row]:
    """A row for the embedding and one for each part that reads a message."""
    texts = _texts()
    embedder, note = best_embedder()
    root = packs.find_packs()
    loaded = packs.load(root)
    reading = understand.prepare(loaded, embedder, root)
    dangers = danger.compile(loaded, root, embedder)
    search, _, _ = understand.with_kept(understand.prepare_search(explain.passages(loaded, explain.Texts(loaded)), loaded), root, embedder)
    views = [understand.views(reading, text) for _, text in texts]
    rows = [embedder.embed_now(view) for view in views]
    took, cpu = _timed(lambda at: embedder.embed_now(views[at]), len(texts))
    middle = p(took, 50)
    shown = [Row(name=f"bare embedding ({embedder.name})", value=_value(took, cpu), baseline=note or "")]
    parts: list[tuple[str, Callable[[int], object]]] = [
        ("personal data", lambda at: hear.mark(texts[at][1], Facts())),
        ("danger, words and spelling", lambda at: danger.find(dangers, texts[at][1])),
        ("danger, the meaning", lambda at: danger.find(dangers, texts[at][1], rows[at])),
        ("feeling", lambda at: feelings.feel(reading.feelings, texts[at][1], texts[at][0], rows[at])),
        ("facts, acts, events and feeling", lambda at: understand.read(reading, texts[at][1], rows[at], None, (), Facts(), (), TODAY, texts[at][0])),
        ("passages", lambda at: understand.look_up(search, texts[at][1], rows[at][0], texts[at][0])),
    ]
    for name, do in parts:
        took, cpu = _timed(do, len(texts))
        shown.append(Row(name=name, value=_value(took, cpu), baseline=f"{p(took, 50) / middle:.2f} of the embedding"))
    return shown


def _texts() -> list[tuple[Language, str]]:
    with TEXTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(language, row["text"]) for language in LANGUAGES for row in [one for one in rows if one["language"] == language][: COUNT // len(LANGUAGES)]]


def _timed(do: Callable[[int], object], count: int) -> tuple[list[float], float]:
    """(milliseconds by the clock of each, mean milliseconds of the processor), after one that warms up."""
    do(0)
    taken, cpu = [], time.process_time()
    for at in range(count):
        start = time.perf_counter()
        do(at)
        taken.append((time.perf_counter() - start) * 1000)
    return taken, (time.process_time() - cpu) * 1000 / count


def _value(taken: Sequence[float], cpu: float) -> str:
    return f"{p(taken, 50):.2f} ms (p99 {p(taken, 99):.2f}), {1000 * len(taken) / sum(taken):.0f}/s, processor {cpu:.2f} ms"


if __name__ == "__main__":
    show(measure())
