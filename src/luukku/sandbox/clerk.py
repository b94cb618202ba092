"""A practice municipal clerk: reads the letters in a mailbox folder and answers them as a person would.

`python -m luukku.sandbox.clerk --folder DIR --after S`, or `answer(folder, share, "done")` from a test or the demo.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

THANKS = {
    "fi": "Kiitos tiedosta ja onnea perheelle! Tieto on nyt varhaiskasvatuksen ohjauksessa. Terveisin harjoituskaupungin virkailija",
    "sv": "Tack för uppgifterna och grattis till familjen! Småbarnspedagogiken har nu fått dem. Hälsningar, övningsstadens handläggare",
    "en": "Thank you for telling us, and congratulations! Early education guidance now has this. Regards, a clerk of the practice city",
}


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


def open_letters(folder: Path) -> Iterator[tuple[str, str, float]]:
    """(share, language, time of writing) of each letter that has no reply yet, oldest first."""
    letters = sorted((folder / "out").glob("[!.]*.json"), key=lambda path: path.name)
    for path in letters:
        replies = (folder / "in" / path.name, folder / "in" / "done" / path.name)
        try:
            written, content = path.stat().st_mtime, json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue  # the step closed just now
        if not any(reply.exists() for reply in replies):
            yield str(content["share"]), str(content.get("language", "fi")), written


def work(folder: Path, after: float, stop: threading.Event) -> None:
    """Answers each letter `after` seconds after it was written, until `stop`."""
    while not stop.wait(0.1):
        for share, language, written in open_letters(folder):
            if time.time() - written >= after:
                answer(folder, share, "done", text=THANKS.get(language, THANKS["fi"]))


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
