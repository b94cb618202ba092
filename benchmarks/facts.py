"""How many facts are read and how many wrongly: per fact and language, with acts and yes or no, as `luukku understand --json` prints them.

`python benchmarks/facts.py [--quiet] [FILE…]`: tab-separated lines of language, today, asked, question, text, acts, says, facts.
Facts: `name=value; …`, alternatives by "|", a "?" before one that may but need not be read, a "~" after one that is approximate.
Acts: joined by "+", alternatives by "/". What is not `asked` counts for facts only. Of facts that packs alone declare those count
that the line names or asks for.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from luukku.cli.understand import Reader  # noqa: E402  the path comes first when this file is run by its name
from luukku.understand.catalogue import CATALOGUE  # noqa: E402  the same

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "stages"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A fact that a line names. `values`: any of them is right."""

    name: str
    values: tuple[str, ...]
    needed: bool
    approx: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    language: str
    today: str
    asked: str
    question: str
    text: str
    acts: tuple[frozenset[str], ...]
    says: tuple[str, ...]
    facts: tuple[Wanted, ...]


@dataclass(slots=True, kw_only=True)
class Counted:
    """What was right, missed and wrongly read, by (fact, language); answers in context; what went wrong, to be shown."""

    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    says: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    """Answers whose acts, says and facts are all right."""
    consents: int = 0
    """Answers to a consent that are read as a yes and are none."""
    shown: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.wrong.total())

    @property
    def recall(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.missed.total())


def lines_of(file: Path) -> list[Line]:
    with file.open(encoding="utf-8") as opened:
        return [
            Line(
                language=row["language"],
                today=row["today"],
                asked=row["asked"],
                question=row["question"],
                text=row["text"],
                acts=tuple(frozenset(one.split("+") if one else ()) for one in row["acts"].split("/")),
                says=tuple(row["says"].split("/")) if row["says"] else (),
                facts=tuple(_wanted(one.strip()) for one in row["facts"].split(";") if one.strip()),
            )
            for row in csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _wanted(said: str) -> Wanted:
    name, _, values = said.removeprefix("?").partition("=")
    return Wanted(name=name, values=tuple(values.removesuffix("~").split("|")), needed=not said.startswith("?"), approx=values.endswith("~"))


def _is(value: object, wanted: str) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return abs(float(wanted) - value) < 0.005
        except ValueError:
            return False
    return str(value) == wanted


def compare(line: Line, read: Json, counted: Counted) -> None:
    left = list(line.facts)
    wrong: list[str] = []
    good = True
    counts = {*CATALOGUE, line.asked, *(one.name for one in line.facts)}
    for fact in read["facts"]:
        if fact["name"] not in counts or fact["value"] is None:
            continue
        one = next((one for one in left if one.name == fact["name"] and any(_is(fact["value"], value) for value in one.values)), None)
        if one is None:
            wrong.append(f"+{fact['name']}={fact['value']}")
            counted.wrong[fact["name"], line.language] += 1
            continue
        left.remove(one)
        if one.needed:
            counted.right[one.name, line.language] += 1
        if one.name == "amount.eur" and bool(fact.get("approx")) != one.approx:
            wrong.append("approx")
    for one in left:
        if one.needed:
            wrong.append(f"-{one.name}={'|'.join(one.values)}")
            counted.missed[one.name, line.language] += 1
    if line.asked:
        good = not wrong
        counted.answers[line.language] += 1
        if frozenset(read["acts"]) in line.acts:
            counted.acts[line.language] += 1
        else:
            good = False
            wrong.append(f"acts {'+'.join(read['acts']) or '-'}, not {'/'.join('+'.join(sorted(one)) for one in line.acts)}")
        if (read["says"] or "") in (line.says or ("",)):
            counted.says[line.language] += 1
        else:
            good = False
            wrong.append(f"says {read['says']}, not {'/'.join(line.says) or None}")
            counted.consents += line.asked == "consent" and read["says"] == "yes"
        counted.whole[line.language] += good
    if wrong:
        counted.shown.append(f"  {line.language} {line.asked or 'told':<18} {line.text} · {', '.join(wrong)}")


def count(reader: Reader, lines: Sequence[Line]) -> Counted:
    counted = Counted()
    for line in lines:
        said: Json = {"text": line.text, "today": line.today}
        if line.asked:
            said["asked"] = {"name": line.asked, "question": line.question}
        compare(line, reader.read(json.dumps(said, ensure_ascii=False), date.today(), "fi"), counted)
    return counted


def report(name: str, counted: Counted, *, quiet: bool) -> Iterator[str]:
    yield f"{name}: facts precision {counted.precision:.3f}, recall {counted.recall:.3f}"
    every = counted.right + counted.missed + counted.wrong
    for fact in sorted({fact for fact, _ in every}):
        cells = []
        for language in sorted({language for _, language in every}):
            right, missed, wrong = counted.right[fact, language], counted.missed[fact, language], counted.wrong[fact, language]
            cells.append(f"{language} {right}/{right + missed}" + (f" +{wrong} false" if wrong else ""))
        yield f"  {fact:<20} {'   '.join(cells)}"
    for what, kind in (("acts", counted.acts), ("says", counted.says), ("acts, says and facts", counted.whole)):
        by = ", ".join(f"{language} {kind[language] / count:.3f}" for language, count in sorted(counted.answers.items()))
        yield f"  answers, {what}: {kind.total() / max(1, counted.answers.total()):.3f} ({by})"
    yield f"  no consent, read as yes: {counted.consents}"
    if not quiet:
        yield from counted.shown


def main(given: Sequence[str]) -> None:
    quiet = "--quiet" in given
    reader = Reader.open({"config": None}, None)
    files = [Path(one) for one in given if one != "--quiet"]
    for file in files or [TEXTS / f"facts_{name}.tsv" for name in ("dev", "more", "held")]:
        if not file.is_file():
            continue
        lines = lines_of(file)
        start = time.process_time()
        counted = count(reader, lines)
        taken = (time.process_time() - start) * 1000 / max(1, len(lines))
        print("\n".join(report(file.name, counted, quiet=quiet or file.stem.endswith("_held"))))
        print(f"  {taken:.1f} ms a line, with the embedding")


if __name__ == "__main__":
    main(sys.argv[1:])
