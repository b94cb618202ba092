"""How many life events are read rightly, and how often one is read where nothing happened: per language, kind and event.

`python benchmarks/events.py FILE… [--wrong]`: lines of language, event ("a+b": both; "none"), pos or neg, kind, text. Right
is what holds exactly the events that the line names, and for `neg` none at all. `--plain FILE…`: texts of which none is a life event.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np  # noqa: E402  the path comes first when this file is run by its name

from luukku import hear, understand  # noqa: E402  the path comes first when this file is run by its name
from luukku.app import best_embedder  # noqa: E402  the same
from luukku.model.fact import Facts  # noqa: E402  the same
from luukku.model.ids import LANGUAGES, Language  # noqa: E402  the same
from luukku.model.reading import Stance  # noqa: E402  the same
from luukku.packs import find_packs, load  # noqa: E402  the same

TODAY = date(2026, 11, 29)
AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    language: Language
    wanted: frozenset[str]
    told_of: str
    kind: str
    text: str


def lines_of(file: Path) -> list[Line]:
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            spoken, event, sign, kind, text = line.split("\t")
            language = next(one for one in LANGUAGES if one == spoken)
        except (ValueError, StopIteration):
            raise SystemExit(f"{file}:{number}: language, event, pos or neg, kind and text are wanted, parted by tabs") from None
        found.append(Line(language=language, wanted=frozenset(event.split("+")) if sign == "pos" else frozenset(), told_of=event, kind=kind, text=text))
    return found


def texts_of(file: Path) -> Iterator[Line]:
    """The first column of a table with a header; of a file that is none, each line."""
    with file.open(encoding="utf-8", newline="") as held:
        rows: Iterator[Sequence[str]] = csv.reader(held) if file.suffix == ".csv" else (line.rstrip("\n").split("\t") for line in held)
        for row in rows:
            if row and row[0].strip() and row[0] != "text":
                yield Line(language="en", wanted=frozenset(), told_of=row[1] if len(row) > 1 else "", kind="plain", text=row[0])


class Reader:
    """Packs and embedder, opened once."""

    def __init__(self) -> None:
        root = find_packs()
        self._embedder, note = best_embedder("auto")
        self._understanding = understand.prepare(load(root), self._embedder, root)
        for said in (note, *self._understanding.notes):
            if said:
                print(said, file=sys.stderr)

    def events(self, lines: Sequence[Line]) -> list[dict[str, Stance]]:
        """Event → stance, of each line."""
        found = []
        for start in range(0, len(lines), AT_ONCE):
            some = lines[start : start + AT_ONCE]
            clean = [hear.clean(line.text).text for line in some]
            views = [understand.views(self._understanding, text) for text in clean]
            rows = iter(self._embedder.embed_now([view for held in views for view in held]))
            for line, text, held in zip(some, clean, views, strict=True):
                vectors = np.stack([next(rows) for _ in held])
                reading = understand.read(self._understanding, text, vectors, None, (), Facts(), hear.mark(text), TODAY, line.language)
                found.append({event.event: event.stance for event in reading.events})
        return found


def show(lines: Sequence[Line], read: Sequence[dict[str, Stance]], wrong: bool) -> None:
    good: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for line, events in zip(lines, read, strict=True):
        right = set(events) == line.wanted
        for key in (("all", "all"), ("language", line.language), ("kind", line.kind), ("event", line.told_of if "+" not in line.told_of else "several")):
            good[key].append(right)
        if wrong and not right:
            print(f"    {line.language} {line.told_of} {line.kind}: {line.text!r} → {events or 'nothing'}")
    for (what, name), held in sorted(good.items()):
        print(f"  {what:9} {name:18} {sum(held) / len(held):.3f}  of {len(held)}")
    found = [(line, events) for line, events in zip(lines, read, strict=True) if line.wanted]
    print(f"  found {sum(line.wanted <= set(events) for line, events in found) / max(1, len(found)):.3f}, of those told; "
          f"false {sum(bool(events) for line, events in zip(lines, read, strict=True) if not line.wanted) / max(1, len(lines) - len(found)):.3f}, of the rest")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="How well life events are read.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--plain", action="store_true", help="texts of which none is a life event (a table's first column)")
    parser.add_argument("--wrong", action="store_true", help="show what was read wrongly")
    parser.add_argument("--most", type=int, default=0, help="so many lines at most, evenly over the file")
    chosen = parser.parse_args()
    reader = Reader()
    for file in chosen.files:
        lines = list(texts_of(file)) if chosen.plain else lines_of(file)
        if chosen.most and len(lines) > chosen.most:
            lines = [lines[n * len(lines) // chosen.most] for n in range(chosen.most)]
        read = reader.events(lines)
        print(f"{file.name}:")
        if chosen.plain:
            alarms = Counter((line.told_of, *sorted(events)) for line, events in zip(lines, read, strict=True) if events)
            print(f"  false alarms {sum(alarms.values())} of {len(lines)} ({sum(alarms.values()) / max(1, len(lines)):.4f})")
            for what, count in alarms.most_common(25 if chosen.wrong else 8):
                print(f"    {count:4} {what[0]} → {', '.join(what[1:])}")
        else:
            show(lines, read, chosen.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
