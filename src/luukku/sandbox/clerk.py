"""A practice clerk: reads the letters in a mailbox folder and answers them as a person would.

The clerk works for the organisations that have no agent: the municipality, debt advice. Most letters are done; some
ask back or are refused, by the rules of CASES.
`python -m luukku.sandbox.clerk --folder DIR --after S`, or `answer(folder, share, "done")` from a test or the demo.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEXTS: Mapping[str, Mapping[str, str]] = {
    "done": {
        "fi": "Kiitos tiedosta. Asia on nyt meillä hoidossa. Terveisin harjoitusvirkailija",
        "sv": "Tack för uppgifterna. Vi sköter nu ärendet. Hälsningar, övningshandläggaren",
        "en": "Thank you for telling us. We are taking care of this now. Regards, a practice clerk",
    },
    "family": {
        "fi": "Kiitos tiedosta ja onnea perheelle! Tieto on nyt varhaiskasvatuksen ohjauksessa. Terveisin harjoituskaupungin virkailija",
        "sv": "Tack för uppgifterna och grattis till familjen! Småbarnspedagogiken har nu fått dem. Hälsningar, övningsstadens handläggare",
        "en": "Thank you for telling us, and congratulations! Early education guidance now has this. Regards, a clerk of the practice city",
    },
    "asks": {
        "fi": "Kiitos. Tarvitsemme vielä yhden tiedon, niin pääsemme alkuun. Terveisin harjoitusvirkailija",
        "sv": "Tack. Vi behöver ännu en uppgift för att komma i gång. Hälsningar, övningshandläggaren",
        "en": "Thank you. We need one more thing to get started. Regards, a practice clerk",
    },
    "refused": {
        "fi": "Tämä asia ei kuulu meille. Terveisin harjoitusvirkailija",
        "sv": "Det här ärendet hör inte till oss. Hälsningar, övningshandläggaren",
        "en": "This is not ours to take care of. Regards, a practice clerk",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """How a service's letters are answered."""

    text: str = "done"
    needs: tuple[str, ...] = ()
    """Asked back while no letter of the matter has told them."""
    reason: str | None = None
    """Refused, with this reason."""


CASES: Mapping[str, Case] = {
    "early-education": Case(text="family"),
    "day-care-move": Case(needs=("event.date",)),
    "earnings-related-allowance": Case(needs=("event.date",)),
    "debt-counselling": Case(needs=("income.ended",)),
}
"""By service; what does not stand here is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    share: str
    service: str
    language: str
    held: frozenset[str]
    """Names of the facts that this and the earlier letters of the matter tell."""
    written: float


def answer(folder: Path, share: str, status: str = "done", *, text: str | None = None, needs: Sequence[str] = (), reason: str | None = None) -> Path:
    """Writes the reply file in/<share>.json, whole: under another name first. Gives back its path."""
    reply: dict[str, object] = {"share": share, "status": status}
    if needs:
        reply["needs"] = list(needs)
    if reason is not None:
        reply["reason"] = reason
    if text is not None:
        reply["text"] = text
    path = folder / "in" / f"{share}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(reply, ensure_ascii=False), encoding="utf-8")
    part.rename(path)
    return path


def decide(letter: Letter) -> tuple[str, str, tuple[str, ...], str | None]:
    """(status, text, needs, reason)."""
    case = CASES.get(letter.service, Case())
    missing = tuple(name for name in case.needs if name not in letter.held)
    status = "refused" if case.reason else "asks" if missing else "done"
    texts = TEXTS[case.text if status == "done" else status]
    return status, texts.get(letter.language, texts["fi"]), missing if status == "asks" else (), case.reason


def open_letters(folder: Path) -> Iterator[Letter]:
    """Each letter that has no reply yet."""
    letters: list[tuple[Path, float, dict[str, Any]]] = []
    for path in sorted((folder / "out").glob("[!.]*.json")):
        try:
            letters.append((path, path.stat().st_mtime, json.loads(path.read_text(encoding="utf-8"))))
        except FileNotFoundError:
            continue  # the step closed just now
    for path, written, content in letters:
        if "share" in content and not any(reply.exists() for reply in (folder / "in" / path.name, folder / "in" / "done" / path.name)):
            matter = [other for _, _, other in letters if other.get("task") == content.get("task")]
            yield Letter(
                share=str(content["share"]),
                service=str(content.get("service", "")),
                language=str(content.get("language", "fi")),
                held=frozenset(name for other in matter for name in other.get("facts", {})),
                written=written,
            )


def work(folder: Path, after: float, stop: threading.Event) -> None:
    """Answers each letter `after` seconds after it was written, until `stop`."""
    while not stop.wait(0.1):
        for letter in open_letters(folder):
            if time.time() - letter.written >= after:
                status, text, needs, reason = decide(letter)
                answer(folder, letter.share, status, text=text, needs=needs, reason=reason)


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m luukku.sandbox.clerk", description="A practice clerk who answers the letters of a mailbox.")
    parser.add_argument("--folder", type=Path, required=True, help="the mailbox: out/ is read, in/ is written")
    parser.add_argument("--after", type=float, default=2.0, metavar="SECONDS", help="how long a letter waits")
    chosen = parser.parse_args(words)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    print(json.dumps({"folder": os.fspath(chosen.folder)}), flush=True)
    work(chosen.folder, chosen.after, stop)


if __name__ == "__main__":
    main()
