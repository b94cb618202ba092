"""How often a question finds the passage that answers it, and how often "no good answer" is said rightly: by language, on dev and
held questions, by words alone and by words and meaning.

`python benchmarks/retrieval.py [FILE…]`: files with the header language, right, question; `right` holds ids of passages,
"|" between them, or none. `--misses` names what went wrong. `--fit` fits, on the dev questions by cross-validation, how sure
an answer is (the numbers in `luukku.understand.retrieval`), and prints what each threshold would give.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np  # noqa: E402  the path comes first when this file is run by its name

from luukku import explain, packs, understand  # noqa: E402  the same
from luukku.app import best_embedder  # noqa: E402  the same
from luukku.model.ids import LANGUAGES, Language  # noqa: E402  the same
from luukku.model.knowledge import Hit  # noqa: E402  the same
from luukku.understand import retrieval  # noqa: E402  the same

if TYPE_CHECKING:
    from luukku.ports import Vectors

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "stages"
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`right`: ids of passages any of which answers; empty when none does."""

    language: Language
    right: frozenset[str]
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    asked: Asked
    hits: tuple[Hit, ...]

    @property
    def rank(self) -> int | None:
        """From 0, of the first right passage."""
        return next((n for n, hit in enumerate(self.hits) if hit.passage.id in self.asked.right), None)

    @property
    def answered(self) -> bool:
        return bool(self.hits) and self.hits[0].answers

    @property
    def wrong(self) -> bool:
        """An answer was given, and it was none."""
        return self.answered and self.rank != 0


def questions_of(file: Path) -> list[Asked]:
    """Raises ValueError with the line that is not of the form."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()[1:], 2):
        cells = line.split("\t")
        language = next((one for one in LANGUAGES if one == cells[0]), None)
        if len(cells) != 3 or language is None:
            raise ValueError(f"{file}:{number}: language, right, question")
        found.append(Asked(language=language, right=frozenset() if cells[1] == "none" else frozenset(cells[1].split("|")), question=cells[2]))
    return found


def find_all(search: understand.Search, asked: Sequence[Asked], vectors: Vectors | None) -> list[Found]:
    return [
        Found(asked=one, hits=understand.look_up(search, one.question, None if vectors is None else vectors[n], one.language, 10_000))
        for n, one in enumerate(asked)
    ]


def figures(found: Sequence[Found]) -> dict[str, float]:
    """recall@1, recall@3 and MRR over questions with an answer; of those the share that was answered rightly; the share of all
    questions that got a wrong answer; and of those without an answer the share that was told so."""
    has = [one for one in found if one.asked.right]
    none = [one for one in found if not one.asked.right]
    return {
        "recall@1": _share(has, [one.rank == 0 for one in has]),
        "recall@3": _share(has, [one.rank is not None and one.rank < 3 for one in has]),
        "mrr": sum(1 / (one.rank + 1) for one in has if one.rank is not None) / max(1, len(has)),
        "answered rightly": _share(has, [one.answered and one.rank == 0 for one in has]),
        "wrong answers": _share(found, [one.wrong for one in found]),
        "rightly no answer": _share(none, [not one.answered for one in none]),
    }


def _share(of: Sequence[Found], true: Sequence[bool]) -> float:
    return sum(true) / max(1, len(of))


def show(name: str, found: Sequence[Found], misses: bool) -> None:
    print(f"{name}: {sum(bool(one.asked.right) for one in found)} with an answer, {sum(not one.asked.right for one in found)} without")
    for language in (*LANGUAGES, None):
        mine = [one for one in found if language in (None, one.asked.language)]
        print(f"  {language or 'all'}  " + "  ".join(f"{what} {value:.3f}" for what, value in figures(mine).items()))
    for one in found if misses else ():
        best = one.hits[0] if one.hits else None
        if best is not None and (one.wrong or one.rank not in (0, None)):
            print(f"  {'wrong' if one.wrong else 'not shown'} ({one.asked.language}) {one.asked.question} → {best.passage.id} {best.sureness:.2f}, right at {one.rank}")


def fit(search: understand.Search, asked: Sequence[Asked], vectors: Vectors | None) -> None:
    """Needs scikit-learn, as all learning does."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
    from sklearn.model_selection import StratifiedKFold, cross_val_predict  # type: ignore[import-untyped]

    rows, right, answerable = [], [], []
    for n, one in enumerate(asked):
        share, strength, meaning, best = retrieval.seen(search.shelves[one.language], one.question, None if vectors is None else vectors[n])
        rows.append((share, strength, meaning) if vectors is not None else (share, strength))
        right.append(best in one.right)
        answerable.append(bool(one.right))
    table, yes, has = np.array(rows), np.array(right), np.array(answerable)
    folds = [StratifiedKFold(5, shuffle=True, random_state=seed) for seed in range(5)]
    sure = np.mean([cross_val_predict(LogisticRegression(C=10), table, yes, cv=fold, method="predict_proba")[:, 1] for fold in folds], axis=0)
    for threshold in THRESHOLDS:
        given = sure >= threshold
        print(
            f"  from {threshold}: answered rightly {(given & yes).sum() / has.sum():.3f}, wrong answers {(given & ~yes).mean():.3f}, "
            f"rightly no answer {(~given & ~has).sum() / (~has).sum():.3f}"
        )
    model = LogisticRegression(C=10).fit(table, yes)
    print(f"  bias {model.intercept_[0]:.2f}, weights of share, strength{', meaning' if vectors is not None else ''}: {', '.join(f'{one:.3f}' for one in model.coef_[0])}")


def milliseconds(search: understand.Search, asked: Sequence[Asked], vectors: Vectors | None) -> float:
    """The middle one of all questions, without the embedding, which is made anyway."""
    taken = []
    for n, one in enumerate(asked):
        start = time.perf_counter()
        understand.look_up(search, one.question, None if vectors is None else vectors[n], one.language)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[len(taken) // 2]


def main() -> int:
    parser = argparse.ArgumentParser(description="Questions, and the passages that answer them.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="name what went wrong")
    parser.add_argument("--fit", action="store_true", help="fit how sure an answer is, on the dev questions")
    given = parser.parse_args()
    root = packs.find_packs()
    loaded = packs.load(root)
    passages = explain.passages(loaded, explain.Texts(loaded))
    start = time.perf_counter()
    words = understand.prepare_search(passages, loaded)
    print(f"{len(passages)} passages, laid out in {(time.perf_counter() - start) * 1000:.0f} ms")
    embedder, note = best_embedder()
    search, lacking, lacks = understand.with_kept(words, root, embedder)
    for said in (note, lacks):
        if said:
            print(said)
    for file in given.files or [TEXTS / "retrieval_dev.tsv", TEXTS / "retrieval_held.tsv"]:
        asked = questions_of(file)
        vectors = None
        if search.maker is not None:
            vectors = np.concatenate([embedder.embed_now([one.question for one in asked[at : at + 32]]) for at in range(0, len(asked), 32)])
        for how, which, seen in (("words alone", words, None), ("words and meaning", search, vectors)):
            if how == "words alone" or (vectors is not None and not lacking):
                show(f"{file.name}, {how}", find_all(which, asked, seen), given.misses)
                print(f"  {milliseconds(which, asked, seen):.2f} ms a question")
                if given.fit and file.name == "retrieval_dev.tsv":
                    fit(which, asked, seen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
