"""`luukku log`: what the counter wrote down about its uses of facts, checked, laid open, and proven to others."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from luukku.cli import options
from luukku.errors import BadInput
from luukku.model.use import Entry

app = typer.Typer(no_args_is_help=True, help="Verify, show and prove the log of every use of facts.")
SHOWN = ("n", "at", "kind", "actor", "receiver", "facts", "purpose", "permission", "basis", "rule", "result", "about", "id")


def verify_log(data: Path) -> dict[str, Any]:
    """Recomputes tree, signature, counters and commitments, read-only. Raises NotFound, Broken with the position."""
    from luukku import app as composed

    return composed.verify_folder(data)


def show_log(data: Path, conversation: str) -> list[dict[str, Any]]:
    """The entries of a conversation's customer, oldest first, as plain values. Raises NotFound, Locked, Broken."""
    from luukku import app as composed

    return [as_plain(entry) for entry in composed.entries_of(data, conversation)]


def prove_log(data: Path, conversation: str, out: Path) -> int:
    """Writes a proof for each entry of a conversation's customer, the log's key and `verify.py`; how many. Raises NotFound, Locked, Broken."""
    from luukku import app as composed
    from luukku.flow.proofs import verifier

    vkey, proofs = composed.proofs_of(data, conversation)
    if out.exists() and any(out.iterdir()):
        raise BadInput(option="--out", expected="an empty folder, or none yet")
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    for entry, proof in proofs:
        (out / f"{entry.n:06}.tlog-proof").write_text(proof, encoding="utf-8")
    (out / "log.vkey").write_text(f"{vkey}\n", encoding="utf-8")
    (out / "verify.py").write_text(verifier(), encoding="utf-8")
    return len(proofs)


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


@app.command()
def prove(
    entry: Annotated[str | None, typer.Argument(help="The entry's id, as `show --json` tells it.")] = None,
    conversation: Annotated[str | None, typer.Option("--conversation", metavar="ID", help="All entries of a conversation's customer.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder for the proofs of a conversation, made if need be.")] = None,
    data: options.Data = None, config: options.Config = None, set: options.Set = None,
) -> None:  # fmt: skip
    """Prove that an entry is in the log, for anybody who asks: print its tlog-proof, or write all of a conversation to a folder."""
    from luukku import app as composed

    folder = options.load({"data": data, "config": config}, set).data
    if (entry is None) == (conversation is None) or (out is None) != (conversation is None):
        raise BadInput(option="ENTRY", expected="an entry, or --conversation ID --out DIR")
    if entry is not None:
        print(composed.proof_of(folder, entry), end="")
    elif conversation is not None and out is not None:
        number = prove_log(folder, conversation, out)
        print(f"{number} entries proven. To check them anywhere: python3 {out / 'verify.py'} {out}", file=sys.stderr)


@app.command()
def rebuild(
    entries: Annotated[int | None, typer.Option("--entries", metavar="N", help="How many entries there were. Without it nothing is changed.")] = None,
    data: options.Data = None, config: options.Config = None, set: options.Set = None,
) -> None:  # fmt: skip
    """Sign a new checkpoint when the old one is lost or damaged, and nothing else is. Stop the server first; see docs/log.md."""
    from luukku import app as composed

    found = composed.rebuild_log(options.load({"data": data, "config": config}, set).data, entries)
    done = "signed anew; it is written down as an incident" if found["rebuilt"] else "nothing to rebuild"
    print(f"{done}: {found['entries']} entries, {found['leaves']} leaves")


@app.command()
def verifier() -> None:
    """Print verify.py, the one file that checks proofs without Luukku."""
    from luukku.flow.proofs import verifier as text

    print(text(), end="")


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
