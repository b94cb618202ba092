"""Reads what a language pack says of one text each: `emotions.tsv` (label, text) and `dangers.tsv` (kind or "-", text)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from luukku.errors import BadPack
from luukku.model.ids import LANGUAGES, Language
from luukku.model.reading import DANGERS, EMOTIONS
from luukku.packs.problems import Problems, nearest
from luukku.packs.tables import read_text

NONE = "-"
FILES: dict[str, tuple[str, ...]] = {"emotions.tsv": EMOTIONS, "dangers.tsv": (*DANGERS, NONE)}
"""File → the labels that may stand in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One text, what it is an example of, and its language. "-" among dangers: none, though the words are near one."""

    label: str
    text: str
    language: Language


def read_labelled(root: Path, name: str) -> tuple[Labelled, ...]:
    """The texts of all languages of one of `FILES` under the packs' root; none where there is no file. Raises BadPack with file and line."""
    problems = Problems()
    found = tuple(one for language in LANGUAGES for one in lines_of(root, language, name, problems))
    if problems.found:
        first = problems.sorted()[0]
        raise BadPack(file=first.file, line=first.line, problem=first.what, more=len(problems.found) - 1)
    return found


def lines_of(root: Path, language: Language, name: str, problems: Problems) -> Sequence[Labelled]:
    """What one language's file has; what cannot be read of it is noted."""
    path = root / "language" / language / name
    place = f"language/{language}/{name}"
    text = read_text(path, place, problems) if path.is_file() else None
    found: dict[str, Labelled] = {}
    for number, line in enumerate((text or "").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        label, tab, said = line.partition("\t")
        key = " ".join(said.casefold().split())
        if not tab or not key or "\t" in said:
            problems.add(place, number, "a line is a label and a text, parted by a tab")
        elif label not in FILES[name]:
            problems.add(place, number, f'"{label}" is none of {", ".join(FILES[name])}{nearest(label, FILES[name])}')
        elif key in found:
            problems.add(place, number, f'"{said}" stands here already, as {found[key].label}')
        else:
            found[key] = Labelled(label=label, text=said, language=language)
    return list(found.values())
