"""What the counter says of itself while it runs: one JSON object a line, or short lines for people at a terminal.

Nothing about a person can get in: only the fields of a closed list are written, and what a library says is written only
when those very words stand in its source; of everything else, and of every exception, only kind and place.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

FIELDS = ("turn", "share", "case", "stage", "ms", "organisation", "kind", "error", "places")
"""What may stand beside at, level, logger and event; given with `extra`. Ids are random."""
LONGEST = 300
"""Characters of an event or a field."""
OURS = "luukku"


class ToStderr(logging.Handler):
    """Writes to what stderr is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError, ValueError, AttributeError):  # a log that cannot be written stops nobody's turn
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()


def begin(*, as_json: bool) -> None:
    """From now on all that is logged goes to stderr: warnings, and what we ourselves say. Again: only the form changes."""
    root = logging.getLogger()
    handler = next((one for one in root.handlers if isinstance(one, ToStderr)), None) or ToStderr()
    handler.setFormatter(JsonLines() if as_json else ShortLines())
    root.addHandler(handler)
    logging.getLogger(OURS).setLevel(logging.INFO)


def catch_strays() -> None:
    """What would else be printed beside the log, words and all: Python's warnings, and errors of threads and destructors."""
    logging.captureWarnings(True)
    stray = logging.getLogger("luukku.stray")
    threading.excepthook = lambda args: stray.error("a thread ended", extra=of_error(args.exc_value))
    sys.unraisablehook = lambda args: stray.error("an error nobody could take", extra=of_error(args.exc_value))


def of_error(error: BaseException | None) -> dict[str, str]:
    """Fields that say what happened and where, never the exception's own words, which may be a person's."""
    if error is None:
        return {}
    places, trace = [], error.__traceback__
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return {"error": type(error).__name__, "places": " > ".join(places[-6:])}


class JsonLines(logging.Formatter):
    """{at, level, logger, event} and fields of `FIELDS`, one object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(plain(record), ensure_ascii=False)


class ShortLines(logging.Formatter):
    """The same for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        held = plain(record)
        if record.levelno <= logging.INFO:
            return str(held["event"])
        beside = ", ".join(f"{name}={held[name]}" for name in FIELDS if name in held)
        at = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        return f"{at}  {held['level']:<8}  {held['logger']}: {held['event']}" + (f" ({beside})" if beside else "")


def plain(record: logging.LogRecord) -> dict[str, Any]:
    """What may be written of a record."""
    held: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name[:LONGEST],
        "event": event_of(record),
    }
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    given = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    held.update({name: _bounded(value) for name, value in {**of_error(error), **given}.items()})
    return held


def event_of(record: logging.LogRecord) -> str:
    """Our own words as they are (a test holds what may stand in them); a library's when they stand in its source; else where it spoke."""
    if record.name.partition(".")[0] == OURS:
        return _line(_worded(record))
    template = str(record.msg)
    if isinstance(record.msg, str) and template and _stands_in(record.pathname, template):
        return _line(template)
    return f"said at {record.module}:{record.lineno}"


def _worded(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


@lru_cache(maxsize=1024)
def _stands_in(path: str, template: str) -> bool:
    """Whether the words, in quotes, are part of the program: then nobody else can have said them."""
    quoted = re.compile(rf"""(?<![A-Za-z])["']{re.escape(template)}["']""")
    try:
        return quoted.search(_source(path)) is not None
    except (OSError, UnicodeDecodeError):
        return False


@lru_cache(maxsize=32)
def _source(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _bounded(value: object) -> object:
    return value if isinstance(value, int | float) else _line(str(value))


def _line(text: str) -> str:
    """One line of printable signs."""
    flat = " ".join(text.split())
    return "".join(sign for sign in flat if sign.isprintable())[:LONGEST]
