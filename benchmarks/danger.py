"""How many dangers are heard and how many harmless words are taken for one: per kind and language, on dev and held texts.

`python benchmarks/danger.py [--words | --spelling] [FILE…]`: files of the texts' form, or plain lines that are all harmless (only
counted). With `--words` the words alone hear, with `--spelling` also what was learnt, without vectors, as in the alarm before limits.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from luukku.app import best_embedder  # noqa: E402  the same
from luukku.packs import find_packs  # noqa: E402  the path comes first when this file is run by its name
from luukku.packs.load import read_all  # noqa: E402  the same
from luukku.understand import danger  # noqa: E402  the same

if TYPE_CHECKING:
    from luukku.ports import Vectors

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "stages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """`kinds`: any of them is right; empty when nothing is to be heard."""

    kinds: tuple[str, ...]
    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Texts, and those that were read wrongly, with what was read."""

    texts: tuple[Text, ...]
    missed: tuple[Text, ...]
    alarms: tuple[tuple[Text, tuple[str, ...]], ...]
    silent: tuple[Text, ...]
    """Missed, and no other danger was heard either: no human comes."""

    @property
    def dangerous(self) -> int:
        return sum(bool(one.kinds) for one in self.texts)

    @property
    def recall(self) -> float:
        """Share of dangerous texts for which the right kind was heard."""
        return 1 - len(self.missed) / max(1, self.dangerous)

    @property
    def heard(self) -> float:
        """Share of dangerous texts for which any danger was heard."""
        return 1 - len(self.silent) / max(1, self.dangerous)

    @property
    def false_alarms(self) -> float:
        """Share of harmless texts for which a danger was heard."""
        return len(self.alarms) / max(1, len(self.texts) - self.dangerous)


def texts_of(file: Path) -> list[Text]:
    """Lines of kind, language, text; of a file without tabs each line is a harmless text."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, rest = line.partition("\t")
        language, tab, text = rest.partition("\t")
        if tab:
            found.append(Text(kinds=() if kind == "-" else tuple(kind.split("/")), language=language, text=text))
        else:
            found.append(Text(kinds=(), language="", text=line))
    return found


def count(dangers: danger.Dangers, texts: Sequence[Text], vectors: Vectors | None = None) -> Counted:
    """`vectors`: (n, d) of the texts, or None."""
    seen = [None] * len(texts) if vectors is None else [vectors[place : place + 1] for place in range(len(texts))]
    read = [(one, tuple(found.kind for found in danger.find(dangers, one.text, of))) for one, of in zip(texts, seen, strict=True)]
    missed = tuple(one for one, kinds in read if one.kinds and not set(one.kinds) & set(kinds))
    return Counted(
        texts=tuple(texts),
        missed=missed,
        alarms=tuple((one, kinds) for one, kinds in read if kinds and not one.kinds),
        silent=tuple(one for one, kinds in read if one.kinds and not kinds),
    )


def show(name: str, counted: Counted) -> None:
    harmless = len(counted.texts) - counted.dangerous
    print(f"{name}: {counted.dangerous} dangerous, right kind {counted.recall:.3f}, any kind {counted.heard:.3f}; {harmless} harmless, false alarms {counted.false_alarms:.3f}")
    every = Counter((one.kinds[0] if one.kinds else "-", one.language) for one in counted.texts)
    wrong = Counter((one.kinds[0], one.language) for one in counted.missed)
    wrong.update(("-", one.language) for one, _ in counted.alarms)
    for (kind, language), n in sorted(every.items()):
        print(f"  {kind:<10} {language:<3} {wrong[kind, language]} of {n} {'taken for a danger' if kind == '-' else 'missed'}")
    for one in counted.missed:
        print(f"  missed {'/'.join(one.kinds)} ({one.language}): {one.text}")
    for one, kinds in counted.alarms:
        print(f"  false {', '.join(kinds)} ({one.language}): {one.text}")


def milliseconds(dangers: danger.Dangers, text: str, vectors: Vectors | None = None, times: int = 200) -> float:
    """The middle of many runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        danger.find(dangers, text, vectors)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[times // 2]


def main(files: Sequence[str]) -> None:
    words, spelling = "--words" in files, "--spelling" in files
    root = find_packs()
    embedder = None if words or spelling else best_embedder("auto")[0]
    dangers = danger.compile(read_all([root], examples=False).packs(), None if words else root, embedder)
    named = [Path(file) for file in files if not file.startswith("--")]
    for file in named or [TEXTS / f"danger_{name}.tsv" for name in ("dev", "held", "mixed", "hints_dev", "hints_held")]:
        if file.is_file():
            texts = texts_of(file)
            show(file.name, count(dangers, texts, embedder.embed_now([one.text for one in texts]) if embedder else None))
    text = "Mieheni kuoli viime viikolla ja nyt pankista soitettiin lainasta, jonka takasin. En tiedä mitä pitää tehdä ensin, kun perunkirjoituskin on kesken ja lapset kyselevät. Voiko joku auttaa näiden kanssa"
    seen = embedder.embed_now([text]) if embedder else None
    print(f"a message of {len(text)} characters: {milliseconds(dangers, text, seen):.3f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
