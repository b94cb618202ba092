"""What `luukku doctor` looks at, one function for each thing. None writes; a server may run meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from luukku.cli import machine
from luukku.settings import Settings

if TYPE_CHECKING:
    from luukku.app import Seen
    from luukku.model.pack import Packs

State = Literal["ok", "note", "wrong"]
Said = tuple[State, str, str]
"""(how it is, what was seen, what to do)."""


class Patient:
    """What several checks look at, read once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def there(self) -> bool:
        return self.settings.data.is_dir()

    @cached_property
    def folder(self) -> Seen:
        from luukku import app

        return app.look_at(self.settings.data)

    @cached_property
    def server(self) -> Mapping[str, Any]:
        """What the running server wrote into the lock file; {} when none runs."""
        from luukku.web.server import lock_data

        return lock_data(self.settings.data) if self.there and self.folder.held else {}

    @cached_property
    def packs(self) -> Packs:
        from luukku import packs

        return packs.load(self.settings.packs or packs.find_packs())


Check = Callable[[Patient], Iterator[Said]]


def _fine(what: str) -> Said:
    return "ok", what, ""


# Quick


def _folder(patient: Patient) -> Iterator[Said]:
    path = patient.settings.data
    if not patient.there:
        nearest = machine.nearest(path)
        if machine.can_write(nearest):
            yield "note", f"{path} is not there yet", "`luukku serve` makes it"
        else:
            yield "wrong", f"{path} is not there, and {nearest} cannot be written", "Choose another with --data, or let this user write there."
        return
    seen, wrong = patient.folder, False
    for names, why, do in (
        (seen.open_to_others, "can be read by others", "chmod go= on each of them"),
        (seen.foreign, "belongs to another user", "Run luukku as the user to whom the folder belongs."),
        (seen.secrets_wrong, "is gone or damaged, and what it opens is still there", "Put it back from where it is kept; nothing can be opened without it."),
    ):
        if names:
            wrong = True
            yield "wrong", f"{path}: {', '.join(names)} {why}", do
    if seen.folder_open:
        yield "note", f"others can look into {path}", f"chmod go= {path}: what lies there is sealed, its sizes and times are not."
    elif not wrong:
        yield _fine(f"{path}, for its owner only")


def _disk(patient: Patient) -> Iterator[Said]:
    for what, path in (("data", patient.settings.data), ("letters", patient.settings.mailbox.folder)):
        nearest = machine.nearest(path)
        free = machine.free_megabytes(nearest)
        state: State = "wrong" if free < machine.NEEDED_MEGABYTES else "note" if free < machine.ENOUGH_MEGABYTES else "ok"
        yield state, f"{free} MB free for {what}", "" if state == "ok" else "Make room: on a full disk nothing is accepted."
        if not machine.can_write(nearest):
            yield "wrong", f"{nearest} cannot be written", f"Let this user write there, it is needed for {what}."


def _server(patient: Patient) -> Iterator[Said]:
    settings = patient.settings
    if not patient.there or not patient.folder.held:
        if patient.there and patient.folder.left:
            yield "note", "no server runs, and the last one did not end in order", "Nothing: the next start puts right what it left."
        else:
            yield _fine("no server runs over this folder")
        for what, port in (("port", settings.port), ("metrics.port", settings.metrics_port)):
            if port and not machine.is_free(settings.host, port):
                yield "wrong", f"{what} {port} on {settings.host} is in use by something else, or may not be used", "Stop it, or set another."
        return
    if "socket" not in patient.server:
        yield "note", "a server is just opening, or a command has the folder", "Look again in a minute."
        return
    ready = machine.ask_ready(str(patient.server["socket"]))
    reasons = ", ".join(f"{name}: {one['reason']}" for name, one in ready["checks"].items() if not one["ok"])
    if ready["ready"]:
        yield _fine(f"runs at {patient.server.get('address', '?')} and is ready")
    else:
        yield "wrong", f"runs, but is not ready ({reasons})", "See its log."
    if settings.metrics_port and not machine.answers(settings.host, settings.metrics_port):
        yield "wrong", f"no figures come from port {settings.metrics_port}", "Start the server anew with this setting."


def _schema(patient: Patient) -> Iterator[Said]:
    if not patient.there or patient.folder.schema is None:
        yield "note", "there is no luukku.db yet", ""
        return
    held, known = patient.folder.schema, patient.folder.understood
    if held > known:
        yield "wrong", f"luukku.db has version {held}; this Luukku understands {known}", "Use the newer Luukku that wrote it."
    elif held < known:
        yield "note", f"luukku.db has version {held}, today's is {known}", "Nothing: the next start brings it up to date."
    else:
        yield _fine(f"luukku.db has today's version, {known}")
    if patient.folder.unanswered and not patient.folder.held:
        yield "note", f"{patient.folder.unanswered} accepted messages wait for an answer", "Start the server: it answers them first."


def _keys(patient: Patient) -> Iterator[Said]:
    if not patient.there:
        return
    if patient.folder.unkeyed:
        yield "wrong", f"{patient.folder.unkeyed} customers have no key", "keys.db is not the one that belongs to this luukku.db: put the right one back."
    else:
        yield _fine("every customer has a key")


def _rights(patient: Patient) -> Iterator[Said]:
    if not patient.there:
        return
    seen, now = patient.folder, datetime.now(UTC)
    if seen.ledger:
        yield "wrong", f"the ledger of erasures is {seen.ledger}", "Put the newest ledger.db back; without it nothing opens."
        return
    late, soon = sum(due < now for due in seen.due), sum(now <= due < now + timedelta(days=7) for due in seen.due)
    if late:
        yield "wrong", f"{late} requests by right are late", "`luukku rights list` shows them; answer them now."
    if soon:
        yield "note", f"{soon} requests by right are due within a week", "`luukku rights list` shows them."
    if seen.unfinished:
        yield "note", f"{seen.unfinished} erasures are not finished", "Nothing: the next round goes on, once nobody reads the files all the time."
    if seen.untold:
        yield "note", f"{seen.untold} organisations were not told of an erasure yet", "Nothing: it is tried again."
    if not (late or soon or seen.unfinished or seen.untold):
        yield _fine(f"the ledger is whole; {len(seen.due)} requests wait")


FEW = 4
"""Below so many cards with many rows a share says nothing."""


def _cards(patient: Patient) -> Iterator[Said]:
    """Whether people are asked too often, or too much at once."""
    if not patient.there or patient.folder.schema is None:
        return
    seen = patient.folder
    each = f"{seen.cards_of_closed / seen.closed_cases:.1f} cards a finished case" if seen.closed_cases else "no case is finished yet"
    if seen.many_allowed >= FEW and seen.hasty * 4 >= seen.many_allowed:
        what = f"{seen.hasty} of {seen.many_allowed} cards with many rows were allowed whole, sooner than they can be read"
        yield "note", f"{what}; {each}", "Ask less at once: see which packs lay long cards, and what could wait until it is needed."
    else:
        yield _fine(f"{each}; {seen.hasty} of {seen.many_allowed} with many rows allowed in haste")


def _clock(patient: Patient) -> Iterator[Said]:
    from luukku.ground.dates import helsinki

    now = datetime.now(UTC)
    ahead = machine.newest(patient.settings.data) - now.timestamp()
    if ahead > machine.CLOCK_SECONDS:
        yield "wrong", f"the clock is {ahead / 60:.0f} minutes behind what was written here last", "Set the clock: promises and keys end by it."
    else:
        yield _fine(f"{now:%Y-%m-%d %H:%M} UTC; {helsinki(now)} in Helsinki")


def _desk(patient: Patient) -> Iterator[Said]:
    from luukku import handover

    settings = patient.settings
    handover.settings_problems(settings.desk, datetime.now(UTC))
    if not handover.has_desk(settings):
        phone = settings.organisation.phone
        what = f"no desk; those who want a person see {phone}" if phone else "no desk and no phone number: nobody can be reached"
        yield "ok" if phone else "note", what, "" if phone else "Set desk.hours, or organisation.phone."
    elif not (patient.there and patient.folder.staff):
        yield "note", f"desk open {settings.desk.hours}, and nobody works there", "luukku user add LOGIN --name NAME"
    else:
        yield _fine(f"open {settings.desk.hours}; {patient.folder.staff} may come in")


# Thorough


def _log(patient: Patient) -> Iterator[Said]:
    from luukku import app

    if not (patient.settings.data / "log" / "entries.db").exists():
        yield "note", "there is no log yet", ""
        return
    found = app.verify_folder(patient.settings.data)
    yield _fine(f"verifies: {found['entries']} entries")


def _packs(patient: Patient) -> Iterator[Said]:
    from luukku import packs
    from luukku.explain import check_texts

    root = patient.settings.packs or packs.find_packs()
    problems = packs.check(root, check_texts)
    if problems:
        first = problems[0]
        yield "wrong", f"{len(problems)} problems, the first in {first.file}:{first.line}: {first.what}", "`luukku pack check` lists them all."
        return
    yield _fine(f"no problem in {root}")
    if old := packs.stale(patient.packs, date.today()):
        yield "note", f"{len(old)} sources must be read again, the oldest by {old[0].source.review_by}", "`luukku pack stale` lists them; until then no step that rests on them starts by itself."


def _rules(patient: Patient) -> Iterator[Said]:
    """Whether the rules can be loaded, who signed them, and what went or came with the last change of the set."""
    from luukku import app, packs

    last = app.LastRules(patient.settings.data)
    yield from _signed(patient, last, packs.load_rules, lambda found: f"{len(found.rules)} rules")


def _decisions(patient: Patient) -> Iterator[Said]:
    """The same of the packs by which the counter decides."""
    from luukku import app, packs

    last = app.LastDecisions(patient.settings.data)
    yield from _signed(patient, last, packs.load_decisions, lambda found: f"{len(found.packs)} decisions by rules")


def _signed(patient: Patient, last: Any, load: Any, count: Callable[[Any], str]) -> Iterator[Said]:
    from luukku import app, packs
    from luukku.errors import BadPack, Broken

    settings, loaded = patient.settings, patient.packs
    try:
        kept = last.read()
    except Broken:
        kept = None
    try:
        rules = load(loaded, settings.packs or packs.find_packs(), keys=settings.rules.keys, unsigned=settings.rules.unsigned == "sandbox")
    except BadPack as bad:
        does = f"the last good set decides ({kept.sha256[:16]})" if kept else "no server starts"
        yield "wrong", f"{bad.data['file']}:{bad.data['line']}: {bad.data['problem']}; {does}", "`luukku pack check` lists what is wrong; what is right is signed with `luukku pack sign`."
        return
    yield _fine(f"{count(rules)}, set {rules.sha256[:16]}, signed by {', '.join(sorted({pack.signed_by or 'nobody' for pack in rules.packs})) or 'nobody'}")
    if any(not pack.signed_by for pack in rules.packs):
        yield "note", "there are rules that nobody has signed", "Only for trying: set rules.unsigned = \"refuse\" where people are served."
    if (changes := last.changes()) and (changes[-1].removed or changes[-1].changed) and changes[-1].was:
        yield "note", f"{changes[-1].at:%Y-%m-%d %H:%M} UTC: {app.change_text(changes[-1])}", ""


def _embedder(patient: Patient) -> Iterator[Said]:
    from luukku import app

    avx2 = "this processor has AVX2" if app.has_avx2() else "this processor has no AVX2"
    embedder, note = app.best_embedder(patient.settings.embedder)
    rows = embedder.embed_now(["Meille syntyi poika."])
    if rows.shape != (1, embedder.dimension):
        yield "wrong", f"{embedder.name} gives vectors of a wrong shape", "Install Luukku anew from its locks."
    elif note:
        yield "note", f"{embedder.name} stands in: {note}", "It reads less and asks more."
    else:
        yield _fine(f"{embedder.name} {embedder.version}; {avx2}")


def _organisations(patient: Patient) -> Iterator[Said]:
    """Only whether something listens at the origin that is registered; nothing is sent."""
    settings = patient.settings
    agents = {one.id: settings.origins.get(one.id, one.origin or "") for one in patient.packs.organisations.values() if one.peer == "a2a"}
    silent = machine.silent({id: origin for id, origin in agents.items() if origin})
    practice = [id for id in silent if id not in settings.origins and machine.is_here(agents[id])]
    for id, origin in agents.items():
        if not origin:
            yield "note", f"{id} has no address", f"Set organisations.{id}.origin, or its steps wait."
        elif id not in silent:
            yield _fine(f"{id} answers at {origin}")
        elif id not in practice:
            yield "wrong", f"{id} does not answer at {origin}", "Ask the organisation; what is due is tried again by itself."
    if practice:
        yield "note", f"practice organisations do not answer at their packs' addresses: {', '.join(sorted(practice))}", "`luukku serve --sandbox` starts its own."
    if not settings.identity.issuer:
        yield "note", "nobody can sign in", "Set identity.issuer where services need to know who somebody is."


def _incidents(patient: Patient) -> Iterator[Said]:
    """Those that nobody has closed; past its 72 hours one is wrong. Read by themselves: all else may be broken."""
    from luukku import app

    if not patient.there:
        return
    now, found = datetime.now(UTC), [one for one in app.read_incidents(patient.settings.data) if one.closed is None]
    for one in found:
        told = ", ".join(f"{name} {value}" for name, value in one.data.items())
        until = f"{one.due:%Y-%m-%d %H:%M} UTC"
        yield (
            "wrong" if one.due < now else "note", f"incident {one.id} is open: {one.kind}{f' ({told})' if told else ''}; the authority is told by {until}",
            f"`luukku incident list`, and `luukku incident close {one.id}` once it was looked into.",
        )  # fmt: skip
    if not found:
        yield _fine("no incident is open")


QUICK: Mapping[str, Check] = {"folder": _folder, "disk": _disk, "server": _server, "schema": _schema, "keys": _keys, "rights": _rights, "incidents": _incidents, "cards": _cards, "clock": _clock, "desk": _desk}
THOROUGH: Mapping[str, Check] = {"log": _log, "packs": _packs, "rules": _rules, "decisions": _decisions, "embedder": _embedder, "organisations": _organisations}
