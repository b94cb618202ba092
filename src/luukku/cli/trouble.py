"""What went wrong, for the person at the terminal: what, why, what to do, and a code to look up."""

from __future__ import annotations

import errno
import sqlite3
import sys
import traceback
from pathlib import Path

from luukku.errors import BadPack, Broken, Busy, LuukkuError, NoRoom

SAYINGS = {
    "failed": ("Something failed.", "Try again; if it stays, report it with the code below."),
    "bad-input": ("That cannot be taken.", "See `luukku --help`."),
    "empty": ("There is nothing to read in that message.", "Write at least one visible sign."),
    "too-long": ("That message is too long.", "Keep it under 10 000 characters, or send it in parts."),
    "not-text": ("That is not readable text.", "Send UTF-8 text."),
    "malformed": ("That has not the expected shape.", "See `luukku --help` or docs/api.md."),
    "bad-data": ("Nothing can be learnt from or measured on that file as it is.", "Mend the line that is named; docs/learning.md shows the form."),
    "not-found": ("There is no such thing here, or it is not yours.", "Check the id and the data folder."),
    "clash": ("The same id was used with other content.", "Send it with a new id."),
    "out-of-date": ("That has ended or was used already.", "Start it anew."),
    "bad-file": ("A file of the customer's own cannot be taken in.", "`file` names which one, `why` says what is wrong with it; nothing was taken."),
    "bad-presentation": ("What a wallet showed does not hold.", "docs/wallet.md says what each `fault` means; nothing of it was kept."),
    "forbidden": ("That is not allowed.", ""),
    "refused": ("There is no permission for this use.", "The refusal stands in the customer's log."),
    "locked": ("The key that opens this is not here.", "It was destroyed when its time was over, or the folder is not the right one."),
    "key-away": ("Only the customer's own device opens this.", "It waits until they open Luukku there; docs/device.md says what goes on meanwhile."),
    "foreign-form": ("That form came from elsewhere.", "Open the page again."),
    "busy": ("Too much at once.", "Wait a moment and try again."),
    "no-room": ("The disk is full. Nothing was accepted.", "Make room and send it again."),
    "not-masked": ("A text could not be masked, so nothing of it was handed on.", "Report it with the name of the recogniser; nothing was lost."),
    "waits": ("The message is kept, but it could not be answered yet.", "Nothing: the answer comes by itself, or when the counter opens next."),
    "unreached": ("An organisation does not answer now.", "Nothing is lost: it is tried again."),
    "bad-answer": ("An organisation answered what nobody may answer.", "Tell the organisation; its answer was put aside."),
    "bad-settings": ("The settings cannot be right.", "Mend the place that is named; docs/settings.md lists every key."),
    "bad-pack": ("A pack has a problem, so nothing was started.", "Mend the line that is named; `luukku pack check` lists every problem."),
    "bad-model": ("The learnt model cannot be used.", "Learn it again with the command that is named."),
    "not-installed": ("A library that only this command needs is not installed.", "Install it with the command that is named."),
    "taken": ("Another server has this port or folder.", "Stop it, or choose another with --port or --data."),
    "broken": ("The log, the ledger of erasures or a seal does not verify.", "Stop the server, keep the folder as it is, and compare it with a backup; a ledger that is gone must be put back."),
}
"""code → (what, what to do). The people at the screens read their language packs instead."""


def _details(error: LuukkuError) -> list[str]:
    """A problem of a pack stands on one line, as editors read it; anything else as name and value."""
    data = dict(error.data)
    lines = []
    if isinstance(error, BadPack) and "file" in data:
        lines.append(f"  {data.pop('file')}:{data.pop('line', 0)}: {data.pop('problem', '')}")
        if more := data.pop("more", 0):
            lines.append(f"  and {more} more")
    return lines + [f"  {name}: {value}" for name, value in data.items() if value != ""]


def worded(error: Exception) -> LuukkuError:
    """Any error as one of the tree. Of what nobody expected: its kind and places, never its message, which may be personal."""
    if isinstance(error, LuukkuError):
        return error
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom()
    if isinstance(error, OSError) and error.filename is not None:
        return LuukkuError(file=str(error.filename), why=str(error.strerror))
    if isinstance(error, sqlite3.Error):
        return _of_database(error)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-6:]]
    return LuukkuError(why=type(error).__name__, at=" > ".join(places))


def _of_database(error: sqlite3.Error) -> LuukkuError:
    kind, name = getattr(error, "sqlite_errorcode", 0) & 0xFF, getattr(error, "sqlite_errorname", type(error).__name__)
    if kind == sqlite3.SQLITE_FULL or name == "SQLITE_IOERR_SHMSIZE":  # the second: no room for the file beside the log of writes
        return NoRoom()
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(why=name)
    if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Broken(what="database", why=name)
    return LuukkuError(what="database", why=name)


def tell(error: LuukkuError) -> None:
    """Prints the error to stderr; never anything personal, since `data` holds nothing personal."""
    what, do = SAYINGS.get(error.code, SAYINGS["failed"])
    lines = [what, *_details(error)]
    if do:
        lines.append(f"  What to do: {do}")
    said = "\n".join([*lines, f"  Code: {error.code}"])
    print(said.encode(errors="backslashreplace").decode(), file=sys.stderr)
