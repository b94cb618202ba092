"""`luukku mask`: lines in, the same lines without what is personal out. Nothing is kept, nothing is sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from luukku import hear
from luukku.errors import BadInput
from luukku.model.ids import LANGUAGES, Language


def command(
    texts: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...", help="Texts, or lines on stdin.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help='One JSON object a line: {"text", "personal_data"}, with places in the text as it was cleaned.')] = False,
    language: Annotated[str, typer.Option("--language", help="Language of the words in brackets: fi, sv or en.")] = "fi",
) -> None:
    """Mask what is personal in texts; a line that cannot be looked through is not handed on."""
    usual = next((code for code in LANGUAGES if code == language), None)
    if usual is None:
        raise BadInput(option="--language", expected=", ".join(LANGUAGES))
    for line in texts or _lines():
        shown = read(line, usual)
        said = json.dumps(shown, ensure_ascii=False) if as_json else shown.get("text") or f"not read: {shown['error']}"
        sys.stdout.buffer.write(said.encode() + b"\n")
        sys.stdout.buffer.flush()


def read(line: str, language: Language) -> dict[str, Any]:
    """The masked line with what was marked, or {"error": code} for a line that cannot be read. Raises NotMasked."""
    try:
        clean = hear.clean(line)
    except BadInput as error:
        return {"error": error.code}
    seen = hear.look_through(clean.text)
    masked = hear.mask(clean.text, [one.mark for one in seen], language)
    found = [{"start": one.mark.start, "end": one.mark.end, "label": one.mark.label, "by": one.by} for one in seen]
    return {"text": masked.text, "personal_data": found}


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
        if line.strip():
            yield line
