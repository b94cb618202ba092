"""Learning: from labelled texts to the heads that `understand` reads with. Nothing here runs while customers are served, but
`agreed` when `luukku learn events --with-corrections` asks.

    table = read_table(Path("train.tsv"))                       # texts and labels; BadData names line and remedy
    vectors = embedder.embed_now(table.texts)                   # (n, d); the embedder is handed in
    heads = learn_heads(table.texts, table.labels, vectors, kind="one-of", maker=Maker.of(embedder), purpose="intents")
    save(heads, Path("model"))                                  # model.npz and model.json
    load(Path("model"), embedder).scores("Where is my card?", vector)

- `learn_heads(texts, labels, vectors=None, *, kind, purpose, maker=None, names=None, plan=Plan(), told=…) -> Heads`. `labels`: one a
  text for `one-of`; for `any-of` a set of labels a text, empty when none fits. `vectors=None` learns spelling alone. `names`:
  each label in words with its vector, which helps where texts are few. `Plan(near=True)` reads meaning by nearness to each
  text (default of `one-of`; better, two bytes × 160 a text), `Plan(near=False)` by one matrix (default of `any-of`; small).
- `out_of_fold(texts, labels, vectors, *, kind, names, plan, told) -> OutOfFold`: calibrated probabilities (n, L) of each text by a
  model that has not seen it, with the vector and by spelling alone: for thresholds, stacking and honest figures.
- `heads.scores(text, vector)` are (L,) calibrated probabilities, `heads.judge(text, vector)` says also whether any label fits at all.
- `measure` has the figures: accuracy, macro-F1, calibration, coverage, area under the curve.

The same input gives the same bytes on the same machine: folds are drawn with a fixed seed, on one thread. scikit-learn is
needed (`pip install luukku[learn]`) and imported only when something is learnt; NotInstalled says so when it is absent.
"""

from __future__ import annotations

from luukku.learning.agree import FEWEST, Agreed, agreed
from luukku.learning.events import nothing_in, told_events
from luukku.learning.fit import check_installed
from luukku.learning.goals import told_goals
from luukku.learning.learn import OutOfFold, learn_heads, out_of_fold
from luukku.learning.plan import Plan
from luukku.learning.table import Table, in_words, read_table, read_texts
from luukku.learning.taught import load_groups, save_groups, taught, with_new
from luukku.understand.head_files import load, save
from luukku.understand.heads import Heads, Maker

__all__ = [
    "FEWEST", "Agreed", "Heads", "Maker", "OutOfFold", "Plan", "Table", "agreed", "check_installed", "in_words", "learn_heads", "load", "load_groups", "nothing_in", "out_of_fold",
    "read_table", "read_texts", "save", "save_groups", "taught", "told_events", "told_goals", "with_new",
]  # fmt: skip
