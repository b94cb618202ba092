"""Reads labelled texts from a file that people made: tab-separated or CSV. What is wrong is said with its line and a remedy."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from luukku.errors import BadData

MOST = 100_000
"""Texts. Beyond it, embedding takes most of an hour on two cores, and fitting hours."""
LARGEST = 64 << 20
"""Bytes, read whole; of what is larger only the lines are counted."""
TEXT_NAMES = ("text", "utterance", "sentence", "message", "query")
LABEL_NAMES = ("label", "category", "intent", "labels", "class")
_FORM = "text<TAB>label on each line (with or without that header), or CSV with the header text,category"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """n texts with their labels, and the line on which each stands. What stood twice with the same label is there once."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    lines: tuple[int, ...]
    repeated: int


def read_table(path: Path, *, one_label: bool = False) -> Table:
    """Raises BadData (file, line, problem, do). `one_label`: a single label is enough (out-of-scope texts).

    The form: text<TAB>label a line, with or without a header; or CSV (quotes as in RFC 4180) with a header that names a
    text and a label column. A byte order mark is skipped.
    """
    rows = list(_clean(path, _rows(path, _decoded(path))))
    if not rows:
        raise BadData(file=str(path), line=1, problem="there is no text in it", do=_FORM)
    kept: dict[str, tuple[int, str, str]] = {}
    repeated = 0
    for line, text, label in rows:
        before = kept.setdefault(" ".join(text.split()), (line, text, label))
        if before[2] != label:
            raise BadData(
                file=str(path), line=line, problem=f"the same text as on line {before[0]} with another label ({label}, there {before[2]})",
                do="keep one of the two lines",
            )  # fmt: skip
        repeated += before[0] != line
    labels = Counter(label for _, _, label in kept.values())
    if len(labels) < 2 and not one_label:
        raise BadData(file=str(path), line=1, problem=f"every text has the same label ({next(iter(labels))})", do="add texts of at least one more label")
    lines, texts, names = zip(*kept.values(), strict=True)
    return Table(texts=texts, labels=names, lines=lines, repeated=repeated)


def in_words(label: str) -> str:
    """A label as people would say it: card_notArrived → card not arrived."""
    apart = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", label)
    return " ".join(re.sub(r"[\W_]+", " ", apart).lower().split()) or label


def read_texts(path: Path) -> tuple[str, ...]:
    """Texts of a file with one a line, or of a table, whose labels are passed over (out-of-scope texts)."""
    text = _decoded(path)
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and not any("\t" in line for line in lines) and "," not in lines[0]:
        return tuple(line.strip() for line in lines)
    return read_table(path, one_label=True).texts


def _decoded(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_many(path, _count_lines(path))
        raw = path.read_bytes()
    except IsADirectoryError as error:
        raise BadData(file=str(path), line=0, problem="that is a folder", do="name the file") from error
    except OSError as error:
        raise BadData(file=str(path), line=0, problem=str(error.strerror), do="name a file that can be read") from error
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadData(file=str(path), line=1, problem="the file is UTF-16", do=f"iconv -f UTF-16 -t UTF-8 '{path.name}' > utf8.tsv")
    nul = raw.find(b"\0")
    if nul >= 0:
        raise BadData(file=str(path), line=raw.count(b"\n", 0, nul) + 1, problem="a NUL byte: that is no text file", do="save it as UTF-8 text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadData(
            file=str(path), line=line, problem=f"the byte {raw[error.start]:#04x} is not UTF-8; the file may be Windows-1252 or Latin-1",
            do=f"iconv -f WINDOWS-1252 -t UTF-8 '{path.name}' > utf8.tsv",
        ) from error  # fmt: skip


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, [text, label]) of each row that is not empty, without the header."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    yield from _of_tabs(path, text) if "\t" in first else _of_csv(path, text, first)


def _of_tabs(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    places: tuple[int, int] | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if places is None:
            places = _columns(cells)
            if places is not None:
                continue
            places = (0, 1)
        if len(cells) != 2:
            problem = "no tab: the label is missing" if len(cells) < 2 else f"{len(cells)} columns, where two belong"
            raise BadData(file=str(path), line=number, problem=problem, do=f"write {_FORM}; a tab within a text becomes a space")
        yield number, [cells[places[0]], cells[places[1]]]


def _of_csv(path: Path, text: str, first: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    places: tuple[int, int] | None = None
    start = 1
    try:
        for cells in reader:
            number, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header, places = cells, _columns(cells)
                if places is None:
                    raise BadData(file=str(path), line=number, problem=f"no columns can be told from “{first[:60]}”", do=f"write {_FORM}")
                continue
            assert places is not None
            if len(cells) != len(header):
                raise BadData(file=str(path), line=number, problem=f"{len(cells)} columns, where the header names {len(header)}", do='put a text with commas between double quotes ("…")')
            yield number, [cells[places[0]], cells[places[1]]]
    except csv.Error as error:
        raise BadData(file=str(path), line=start, problem=f"that is no CSV: {error}", do="close every double quote, and write one within a text twice") from error


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """Places of text and label when this is a header."""
    names = [cell.strip().lower() for cell in cells]
    text = next((names.index(name) for name in TEXT_NAMES if name in names), None)
    label = next((names.index(name) for name in LABEL_NAMES if name in names), None)
    return None if text is None or label is None else (text, label)


def _clean(path: Path, rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, str, str]]:
    for count, (line, (text, label)) in enumerate(rows, 1):
        if count > MOST:
            raise _too_many(path, _count_lines(path))
        if not text.strip() or not label.strip():
            raise BadData(file=str(path), line=line, problem="the text is empty" if not text.strip() else "the label is empty", do="fill it in, or leave the line out")
        yield line, text.strip(), label.strip()


def _too_many(path: Path, lines: int) -> BadData:
    hours = max(1, round(lines * 0.02 / 3600))
    return BadData(
        file=str(path), line=MOST + 1, problem=f"{lines} lines are too many: embedding alone would take about {hours} h on two cores, and at most {MOST} texts are learnt from",
        do=f"take a sample, with every label in it: shuf -n {MOST} '{path.name}' > sample.tsv",
    )  # fmt: skip
