"""What can go wrong, as one tree.

    LuukkuError
    ├── BadInput            the person or client sent what cannot be taken          4xx
    │   ├── Empty           nothing readable in the message                         422 empty
    │   ├── TooLong         more than the limit                                     413 too-long
    │   ├── NotText         bytes that are no UTF-8 text, or lone surrogates        422 not-text
    │   ├── Malformed       the request has not the expected shape                  422 malformed
    │   ├── BadData         a file to learn from or to measure on, with line         422 bad-data
    │   ├── NotFound        unknown, foreign or erased: always the same answer      404 not-found
    │   ├── Clash           the same id with other content                          409 clash
    │   ├── OutOfDate       a card, code or sign-in that has ended or was used      410 out-of-date
    │   ├── BadFile         a file of the customer's own; `file` and `why` say what  422 bad-file
    │   └── BadPresentation what a wallet showed does not hold; `fault` says why    422 bad-presentation
    ├── Forbidden           the gate or the guard says no                           403
    │   ├── Refused         no permission or basis for this use                     403 refused
    │   ├── Locked          the key is not here (ended, or destroyed)               403 locked
    │   │   └── KeyAway     the key is on the customer's own device                 423 key-away
    │   └── ForeignForm     a form without its token, or from another origin        403 foreign-form
    ├── Busy                too much at once; with seconds to wait                  429 busy
    ├── NoRoom              the disk is full; nothing was accepted                  507 no-room
    ├── NotMasked       not looked through for personal data: nothing goes on   500 not-masked
    ├── Waits               accepted, but not answered yet: the answer comes        202 waits
    ├── Unreached           an organisation does not answer now                     502 unreached
    ├── BadAnswer           an organisation answered what nobody may answer         502 bad-answer
    ├── BadSettings         settings that cannot be right                    exit 3 bad-settings
    ├── BadPack             a pack with problems: file, line, what           exit 3 bad-pack
    ├── BadModel            a learnt model that is broken, foreign or another's exit 3 bad-model
    ├── NotInstalled        a library that only this command needs           exit 3 not-installed
    ├── Taken               port or folder in use by another server          exit 3 taken
    └── Broken              log, ledger or seal does not verify              exit 5 broken

Each error has a `code`, an http `status`, the command line's `exit` and `data` (never personal);
the sentence for people is the text `error-<code>` in the language packs.
"""

from __future__ import annotations

from typing import ClassVar


class LuukkuError(Exception):
    """Root of the tree. `data` goes to clients and logs and so holds nothing personal."""

    code: ClassVar[str] = "failed"
    status: ClassVar[int] = 500
    exit: ClassVar[int] = 1

    def __init__(self, **data: str | int) -> None:
        super().__init__(self.code, data)
        self.data: dict[str, str | int] = data

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.data.items())])


class BadInput(LuukkuError):
    code, status, exit = "bad-input", 400, 2


class Empty(BadInput):
    code, status = "empty", 422


class TooLong(BadInput):
    code, status = "too-long", 413


class NotText(BadInput):
    code, status = "not-text", 422


class Malformed(BadInput):
    code, status = "malformed", 422


class BadData(BadInput):
    code, status = "bad-data", 422


class NotFound(BadInput):
    code, status = "not-found", 404


class Clash(BadInput):
    code, status = "clash", 409


class OutOfDate(BadInput):
    code, status = "out-of-date", 410


class BadFile(BadInput):
    code, status = "bad-file", 422


class BadPresentation(BadInput):
    code, status = "bad-presentation", 422


class Forbidden(LuukkuError):
    code, status = "forbidden", 403


class Refused(Forbidden):
    code = "refused"


class Locked(Forbidden):
    code = "locked"


class KeyAway(Locked):
    code, status = "key-away", 423


class ForeignForm(Forbidden):
    code = "foreign-form"


class Busy(LuukkuError):
    code, status = "busy", 429


class NoRoom(LuukkuError):
    code, status = "no-room", 507


class NotMasked(LuukkuError):
    code, status = "not-masked", 500


class Waits(LuukkuError):
    code, status = "waits", 202


class Unreached(LuukkuError):
    code, status = "unreached", 502
    sent = False
    """True when something had left before the line broke: then nobody knows whether it arrived."""


class BadAnswer(LuukkuError):
    code, status = "bad-answer", 502
    sent = True
    """False when it came before anything of a customer's was sent (the agent's card cannot be read)."""


class BadSettings(LuukkuError):
    code, exit = "bad-settings", 3


class BadPack(LuukkuError):
    code, exit = "bad-pack", 3


class BadModel(LuukkuError):
    code, exit = "bad-model", 3


class NotInstalled(LuukkuError):
    code, exit = "not-installed", 3


class Taken(LuukkuError):
    code, exit = "taken", 3


class Broken(LuukkuError):
    code, exit = "broken", 5
