"""What a head costs for one text, against the bare embedding of that text in the same run; NLP.js beside it where it is.

Learnt from the packs' own Finnish examples (which event is told of), or from the table that `LUUKKU_BENCH_INTENTS` names; a fifth is
kept apart to be asked. NLP.js needs `node` and a folder with the module, named by `LUUKKU_BENCH_NLPJS`
(`npm install node-nlp` there); a named table is taken for English. Rightness is shown so that one sees what the time buys; docs/learning.md has the figures that count.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np  # noqa: E402  the path comes first when this file is run by its name

from benchmarks.measure import Row, p, show  # noqa: E402  the same
from luukku.app import best_embedder  # noqa: E402  the same
from luukku.errors import NotInstalled  # noqa: E402  the same
from luukku.learning import Heads, Maker, Plan, learn_heads, read_table  # noqa: E402  the same
from luukku.learning.folds import fold_of  # noqa: E402  the same
from luukku.packs import find_packs, load  # noqa: E402  the same

if TYPE_CHECKING:
    from luukku.ports import Embedder, Vectors

TABLE, NLPJS = "LUUKKU_BENCH_INTENTS", "LUUKKU_BENCH_NLPJS"
LEARNT, ASKED, TIMES, LEAST = 1_200, 200, 3, 3.0
"""Texts that are learnt from (of the packs) and asked, how often each, and the budget in milliseconds of the processor."""
_SCRIPT = """
const { NlpManager } = require(process.argv[2] + '/node_modules/node-nlp');
const { language, train, test } = JSON.parse(require('fs').readFileSync(process.argv[3], 'utf8'));
(async () => {
  const manager = new NlpManager({ languages: [language], autoSave: false, nlu: { log: false }, forceNER: false });
  for (const [text, label] of train) manager.addDocument(language, text, label);
  await manager.train();
  let right = 0;
  const taken = [];
  for (const [text, label] of test) {
    const start = process.hrtime.bigint();
    const found = await manager.process(language, text);
    taken.push(Number(process.hrtime.bigint() - start) / 1e6);
    right += found.intent === label ? 1 : 0;
  }
  console.log(JSON.stringify({ right: right / test.length, taken }));
})();
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Texts and labels to learn from, and to ask."""

    train: tuple[tuple[str, str], ...]
    test: tuple[tuple[str, str], ...]


def measure() -> list[Row]:
    """Rows of the embedding, of each way to read, and of NLP.js."""
    asked = _parted(_pairs())
    embedder, note = best_embedder()
    texts = [text for text, _ in asked.test]
    vectors, took, cpu = _embedded(embedder, texts)
    middle = p(took, 50)
    rows = [Row(name=f"bare embedding ({embedder.name})", value=f"{middle:.2f} ms, processor {cpu:.2f} ms", baseline=note or "")]
    try:
        trained = embedder.embed_now([text for text, _ in asked.train])
        learnt = [_learnt(asked, trained, embedder, near=True), _learnt(asked, trained, embedder, near=False)]
    except NotInstalled as error:
        return [*rows, Row(name="heads", value=f"not measured: {error}")]
    rows += [_row("head by nearness", learnt[0], asked, vectors, middle), _row("head of one matrix", learnt[1], asked, vectors, middle)]
    rows.append(_row("head by spelling alone", learnt[1], asked, None, middle))
    return [*rows, _nlpjs(asked)]


def _pairs() -> list[tuple[str, str]]:
    if table := os.environ.get(TABLE):
        held = read_table(Path(table))
        return list(zip(held.texts, held.labels, strict=True))
    packs = load(find_packs(), examples=True)
    pairs = dict.fromkeys((example.text, pack.id) for pack in packs.events.values() for example in pack.examples if example.language == "fi")
    return list(pairs)[:: max(1, len(pairs) // LEARNT)]


def _parted(pairs: Sequence[tuple[str, str]]) -> Asked:
    parts = fold_of([text for text, _ in pairs], [label for _, label in pairs], 5, 0)
    test = [pair for pair, part in zip(pairs, parts, strict=True) if part == 0]
    step = max(1, len(test) // ASKED)
    return Asked(train=tuple(pair for pair, part in zip(pairs, parts, strict=True) if part), test=tuple(test[::step][:ASKED]))


def _timed(ask: Callable[[int], object], count: int) -> tuple[list[float], float]:
    """(milliseconds by the clock of each, mean milliseconds of all threads of the process)."""
    taken, cpu = [], time.process_time()
    for at in range(count):
        start = time.perf_counter()
        ask(at)
        taken.append((time.perf_counter() - start) * 1000)
    return taken, (time.process_time() - cpu) * 1000 / count


def _embedded(embedder: Embedder, texts: Sequence[str]) -> tuple[Vectors, list[float], float]:
    rows: list[Vectors] = []
    taken, cpu = _timed(lambda at: rows.append(embedder.embed_now([texts[at]])), len(texts))
    return np.concatenate(rows), taken, cpu


def _learnt(asked: Asked, vectors: Vectors, embedder: Embedder, *, near: bool) -> Heads:
    texts, labels = zip(*asked.train, strict=True)
    return learn_heads(texts, labels, vectors, kind="one-of", purpose="intents", maker=Maker.of(embedder), plan=Plan(near=near))


def _row(name: str, heads: Heads, asked: Asked, vectors: Vectors | None, embedding: float) -> Row:
    count = len(asked.test)

    def ask(at: int) -> str:
        return heads.best(asked.test[at % count][0], None if vectors is None else vectors[at % count])[0]

    right = sum(ask(at) == asked.test[at][1] for at in range(count)) / count
    taken, cpu = _timed(ask, count * TIMES)
    value = f"{p(taken, 50):.2f} ms (p99 {p(taken, 99):.2f}), {1000 / (sum(taken) / len(taken)):.0f}/s, processor {cpu:.2f} ms, {100 * right:.1f} % right"
    return Row(
        name=f"{name} ({len(heads.labels)} labels, {heads.texts} texts)", value=value, baseline=f"embedding {embedding:.1f} ms",
        budget=f"≤ {LEAST:.0f} ms of processor", good=cpu <= LEAST,
    )  # fmt: skip


def _nlpjs(asked: Asked) -> Row:
    """The same texts through NLP.js, or why not."""
    folder, node = os.environ.get(NLPJS), shutil.which("node")
    if node is None or folder is None or not (Path(folder) / "node_modules" / "node-nlp").is_dir():
        why = "node is not installed" if node is None else f"{NLPJS} names no folder with node-nlp"
        return Row(name="NLP.js", value=f"not measured: {why}")
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "texts.json").write_text(json.dumps({"language": "en" if os.environ.get(TABLE) else "fi", "train": asked.train, "test": asked.test}), encoding="utf-8")
        (Path(place) / "ask.js").write_text(_SCRIPT, encoding="utf-8")
        command = [node, str(Path(place) / "ask.js"), str(Path(folder).resolve()), str(Path(place) / "texts.json")]
        seen = subprocess.run(command, capture_output=True, text=True, check=False)
    if seen.returncode:
        return Row(name="NLP.js", value=f"not measured: {seen.stderr.strip().splitlines()[-1] if seen.stderr.strip() else 'it failed'}")
    found = json.loads(seen.stdout.strip().splitlines()[-1])
    taken = found["taken"]
    return Row(name="NLP.js (node-nlp)", value=f"{p(taken, 50):.2f} ms (p99 {p(taken, 99):.2f}), {100 * found['right']:.1f} % right", baseline="it embeds nothing")


if __name__ == "__main__":
    show(measure())
