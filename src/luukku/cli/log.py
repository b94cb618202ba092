"""`luukku log verify` and `luukku log show`: what the counter wrote down about its uses of facts, checked and laid open."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer

from luukku.cli import options
from luukku.model.use import Entry

app = typer.Typer(no_args_is_help=True, help="Verify and show the log of every use of facts.")
SHOWN = ("n", "at", "kind", "actor", "receiver", "facts", "purpose", "permission", "basis", "rule", "result", "about", "id")


def verify_log(data: Path) -> dict[str, Any]:
    """Recomputes tree, signature, counters and commitments, read-only. Raises NotFound, Broken with the position."""
    from luukku import app as composed

    return composed.verify_folder(data)


def show_log(data: Path, conversation: str) -> list[dict[str, Any]]:
    """The entries of a conversation's customer, oldest first, as plain values. Raises NotFound, Locked, Broken."""
    from luukku import app as composed

    return [as_plain(entry) for entry in composed.entries_of(data, conversation)]


def as_plain(entry: Entry) -> dict[str, Any]:
    """All that an entry says, as JSON has it. It names facts and holds no values."""
    return {name: getattr(entry, name) for name in SHOWN} | {"at": entry.at.isoformat(), "facts": list(entry.facts)}


@app.command()
def verify(data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False) -> None:
    """Check that no entry was changed, removed, repeated or slipped in. Also while a server runs. Exit 5 if one was."""
    found = verify_log(options.load({"data": data, "config": config}, set).data)
    print(json.dumps(found) if as_json else "\n".join(verified(found)))


@app.command()
def show(
    conversation: str, data: options.Data = None, config: options.Config = None, set: options.Set = None, as_json: options.Json = False
) -> None:
    """Show who used which facts of a conversation's customer, when, for what, on whose permission."""
    entries = show_log(options.load({"data": data, "config": config}, set).data, conversation)
    if as_json:
        print(json.dumps({"entries": entries}, ensure_ascii=False))
    elif entries:
        print("\n".join(line(entry) for entry in entries))
    else:
        print("Nothing was used yet.", file=sys.stderr)


def verified(found: dict[str, Any]) -> list[str]:
    """What was found, in words."""
    erased = found["entries"] - found["opened"]
    return [
        f"log verified: {found['entries']} entries of {found['customers']} customers, no gap in any counter",
        f"  opened and held against their commitments: {found['opened']}" + (f"; {erased} have no key any more" if erased else ""),
        f"  signed checkpoint: {found['checkpoint']} leaves (entries, and dummies that fill up each batch)",
        f"  root: {found['root']}",
    ]


def line(entry: dict[str, Any]) -> str:
    """One entry on one line."""
    who = entry["receiver"] or entry["actor"]
    facts = ", ".join(entry["facts"]) or "–"
    return f"{entry['n']:>4}  {entry['at'][:16].replace('T', ' ')}  {entry['kind']:<15}  {who:<20}  {facts}  [{entry['purpose']}; {entry['basis']}; {entry['rule']}]"
