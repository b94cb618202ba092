"""The composition root: the only file that sees adapters. Opens a counter over one data folder and closes it again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from luukku import explain, handover, packs, understand
from luukku.adapters.embedded import backup
from luukku.adapters.embedded.backup import BackedUp, Restored
from luukku.adapters.embedded.cedar import CedarRules
from luukku.adapters.embedded.desk import SqliteDesk
from luukku.adapters.embedded.devices import EmbeddedDevices
from luukku.adapters.embedded.doors import SqliteDoors
from luukku.adapters.embedded.embedding import best_embedder, has_avx2
from luukku.adapters.embedded.examine import Seen, look_at
from luukku.adapters.embedded.feed import Bells, SqliteFeed
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.gate import EmbeddedGate
from luukku.adapters.embedded.incidents import read_incidents
from luukku.adapters.embedded.joins import SqliteJoins
from luukku.adapters.embedded.keys import Keys, SystemClock
from luukku.adapters.embedded.last_rules import Last, LastDecisions, LastRules
from luukku.adapters.embedded.ledger import EmbeddedLedger
from luukku.adapters.embedded.lessons import SqliteLessons
from luukku.adapters.embedded.log import EmbeddedLog
from luukku.adapters.embedded.log_check import entries_of, verify_folder
from luukku.adapters.embedded.log_proofs import LogProofs, proof_of, proofs_of
from luukku.adapters.embedded.log_rebuild import rebuild as rebuild_log
from luukku.adapters.embedded.outbox import SqliteOutbox
from luukku.adapters.embedded.passkeys import SqlitePasskeys
from luukku.adapters.embedded.passwords import hash_password
from luukku.adapters.embedded.receipts import ReceiptKey
from luukku.adapters.embedded.register import DecisionRegister
from luukku.adapters.embedded.replay import replay
from luukku.adapters.embedded.rounds import SqliteRounds
from luukku.adapters.embedded.seals import Seals
from luukku.adapters.embedded.staff import SqliteStaff
from luukku.adapters.embedded.store import SqliteStore
from luukku.adapters.embedded.writer import Database
from luukku.adapters.issuers import read_issuers
from luukku.adapters.oidc import Oidc
from luukku.adapters.peers.a2a import A2APeer
from luukku.adapters.peers.mailbox import MailboxPeer
from luukku.adapters.wallet import Wallets, self_made
from luukku.adapters.webauthn import WebAuthn
from luukku.adapters.witness import Witness
from luukku.adapters.witnesses import Witnesses, read_witnesses
from luukku.errors import BadPack, BadSettings, Broken
from luukku.flow import catch_up, start
from luukku.flow.counter import Counter
from luukku.flow.rehearse import rehearse as flow_rehearse
from luukku.ground.note import read_vkey
from luukku.model.pack import Organisation, Packs, Story
from luukku.model.rule import RulesChange, RuleSet
from luukku.model.ruling import DecisionSet
from luukku.plan import rules_file
from luukku.ports import Clock
from luukku.settings import Settings
from luukku.settings import load as load_settings
from luukku.understand import danger

logger = logging.getLogger("luukku.app")
S = TypeVar("S", bound=RuleSet | DecisionSet)


@asynccontextmanager
async def opened(
    settings: Settings,
    *,
    plan_date: date | None = None,
    clock: Clock | None = None,
    lock: Mapping[str, str] | None = None,
    work: bool = True,
) -> AsyncIterator[Counter]:
    """A running counter: folder locked, what a crash left put right, journeys at work; closed in order at the end.

    Raises Taken (another server holds the folder), BadPack, BadSettings, Broken (the log or a secret does not verify).
    """
    clock = clock or SystemClock()
    handover.settings_problems(settings.desk, clock.now())
    if not settings.organisation.name.strip():  # whoever allows something is told whom they allow it
        raise BadSettings(key="organisation.name", where=settings.came_from.get("organisation.name", ""), expected="the name of who runs this counter")
    asked = read_witnesses(settings.log.witnesses)
    async with AsyncExitStack() as stack:
        root = settings.packs or packs.find_packs()
        loaded = packs.load(root)
        texts = explain.Texts(loaded)
        folder = Folder(settings.data)
        folder.lock(**(lock or {}))
        stack.callback(folder.unlock)
        ledger_file = folder.open_ledger()
        keys = Keys(folder, clock)
        if again := await asyncio.to_thread(replay, folder, keys, ledger_file, clock.now()):
            logger.warning("erased again: %d", again)
        ledger = EmbeddedLedger(folder, ledger_file)
        seals = Seals(keys)
        log = EmbeddedLog(folder, seals)
        stack.callback(log.close)
        proofs = LogProofs(folder, seals)
        stack.callback(proofs.close)
        witnesses = Witnesses(folder, proofs, asked, cosigned=log.cosigned, stop=log.stop)
        stack.push_async_callback(witnesses.aclose)
        database = Database(folder.store)
        stack.callback(database.close)
        bells = Bells()
        outbox = SqliteOutbox(database, bells)
        store = SqliteStore(database, seals, bells, outbox)
        rules, rules_note, rules_kept = _rules(settings, loaded, root, folder, clock)
        decisions, decisions_note, _ = _decisions(settings, loaded, root, folder, clock)
        register = DecisionRegister(folder.path)
        for pack in decisions.packs:
            await asyncio.to_thread(register.keep_rules, rules_file(pack))
        gate = EmbeddedGate(keys, seals, log, CedarRules(rules, loaded), folder.keyed_hash)
        stack.callback(gate.shut)
        devices = EmbeddedDevices(keys, seals, database, log)
        embedder, note = best_embedder(settings.embedder)
        if note:
            logger.warning("embedder: %s", note)
        peers = {one.id: _peer(one, settings, texts) for one in loaded.organisations.values()}
        for peer in peers.values():
            stack.push_async_callback(peer.aclose)
        identity = settings.identity
        sign_in = Oidc(identity.issuer, identity.client_id, identity.strong_acr) if identity.issuer else None
        if sign_in is not None:
            stack.push_async_callback(sign_in.aclose)
        wallets = _wallets(settings, folder)
        if wallets is not None:
            stack.push_async_callback(wallets.aclose)
        staff = SqliteStaff(database)
        found = await asyncio.to_thread(lambda: understand.prepare_search(explain.passages(loaded, texts), loaded))
        search, lacking, passages_note = understand.with_kept(found, root, embedder)
        _warn_of_search(passages_note)
        counter = Counter(
            settings=settings,
            search=search,
            packs=loaded,
            rules=rules,
            rules_note=rules_note,
            register=register,
            decisions=decisions,
            decisions_note=decisions_note,
            rules_kept=rules_kept,
            rules_changes=LastRules(folder.path).changes,
            texts=texts,
            understanding=await asyncio.to_thread(understand.prepare, loaded, embedder, root),
            clock=clock,
            embedder=embedder,
            embedder_note=note,
            store=store,
            envelopes=store,
            feed=SqliteFeed(database, seals, bells),
            outbox=outbox,
            doors=SqliteDoors(database),
            gate=gate,
            log=log,
            proofs=proofs,
            receipts=ReceiptKey(folder),
            incidents=log.incidents,
            lessons=SqliteLessons(database),
            rounds=SqliteRounds(database, store),
            key_rounds=gate,
            devices=devices,
            lending=devices,
            moves=devices,
            ledger=ledger,
            notices=ledger,
            kept=ledger,
            rights=ledger,
            peers=peers,
            sign_in=sign_in,
            wallets=wallets,
            desk=SqliteDesk(database, bells),
            staff=staff,
            check_password=staff.check,
            joins=SqliteJoins(database),
            passkeys=SqlitePasskeys(database),
            passkey_check=WebAuthn(),
            dangers=await asyncio.to_thread(danger.compile, loaded, root, embedder, explain.offered_answers(texts, loaded)),
            keyed_hash=folder.keyed_hash,
            plan_date=plan_date,
        )
        await asyncio.to_thread(explain.warm, texts)
        if folder.restored.exists():
            await catch_up.after_restore(counter)
            await asyncio.to_thread(folder.caught_up)
        await start.recover(counter)
        worker = asyncio.create_task(start.work(counter)) if work else None
        loops = (start.keep_up, start.keep_promises, *((start.tell_erased,) if work else ()))
        rounds = [asyncio.create_task(each(counter)) for each in loops]
        if asked:
            rounds.append(asyncio.create_task(witnesses.run()))
        if lacking:
            rounds.append(asyncio.create_task(start.renew_search(counter, lacking, root)))
        try:
            yield counter
        finally:
            await start.close(counter, *rounds, *([worker] if worker else []))


def _rules(settings: Settings, loaded: Packs, root: Path, folder: Folder, clock: Clock) -> tuple[RuleSet, str | None, bool]:
    """The rules that decide from now on, what there is to say of them, and whether they are the last good ones. A set that cannot be loaded whole, or that nobody known
    has signed, never takes the place of the last good one; without one there is no start. No rule goes without a word.

    Raises BadPack, BadSettings.
    """
    return _newest("rules", LastRules(folder.path), partial(packs.load_rules, loaded, root), settings, clock)


def _decisions(settings: Settings, loaded: Packs, root: Path, folder: Folder, clock: Clock) -> tuple[DecisionSet, str | None, bool]:
    """The same of the packs by which the counter decides. Raises BadPack, BadSettings."""
    return _newest("decisions", LastDecisions(folder.path), partial(packs.load_decisions, loaded, root), settings, clock)


def _newest(what: str, last: Last[S], load: Callable[..., S], settings: Settings, clock: Clock) -> tuple[S, str | None, bool]:
    try:
        rules = load(keys=settings.rules.keys, unsigned=settings.rules.unsigned == "sandbox")
    except BadPack as bad:
        kept = _last_or_none(last)
        if kept is None:
            raise
        note = f"the last good {what} decide ({kept.sha256[:16]}): {bad.data['file']}:{bad.data['line']}: {bad.data['problem']}"
        logger.error("rules: %s", note)
        return kept, note, True
    change = last.keep(rules, clock.now())
    if change is not None and change.was:
        logger.warning("rules: %s", change_text(change))
    unsigned = ", ".join(pack.id for pack in rules.packs if not pack.signed_by)
    if unsigned:
        logger.warning("rules: taken although nobody has signed them: %s", unsigned)
    return rules, f"nobody has signed {unsigned}" if unsigned else None, False


def _last_or_none(last: Last[S]) -> S | None:
    """A damaged file is none: then what is wrong with the new set is the thing to tell."""
    try:
        return last.read()
    except Broken as broken:
        logger.error("rules: the last good set cannot be read (%s)", broken.code)
        return None


def change_text(change: RulesChange) -> str:
    """"the set a1… took the place of b2…; gone: nothing-sold; new: …; changed packs: …": ids only."""
    parts = (("gone", change.removed), ("new", change.added), ("changed packs", change.changed))
    told = "".join(f"; {word}: {', '.join(ids)}" for word, ids in parts if ids)
    return f"the set {change.sha256[:16]} took the place of {change.was[:16]}{told}"


def _warn_of_search(note: str | None) -> None:
    if note:
        logger.warning("search: %s", note)


def _peer(organisation: Organisation, settings: Settings, texts: explain.Texts) -> A2APeer | MailboxPeer:
    """How an organisation is reached. An origin in the settings goes before the pack's."""
    if organisation.peer == "mailbox":
        return MailboxPeer(organisation, settings.mailbox.folder, lambda kind, id: explain.label(texts, kind, id))
    origin = settings.origins.get(organisation.id, organisation.origin or "")
    return A2APeer(organisation.id, origin, organisation.services, organisation.may_ask)


def _wallets(settings: Settings, folder: Folder) -> Wallets | None:
    """Whose credentials count, and the certificate by which wallets know this counter. Raises BadSettings."""
    if not settings.wallet.enabled:
        return None
    if settings.wallet.issuers is None:
        raise BadSettings(key="wallet.issuers", where="wallet.enabled", expected="a file of those whose credentials count")
    certificate = settings.wallet.certificate or self_made(folder.secret / "wallet.pem", settings.organisation.name)
    return Wallets(read_issuers(settings.wallet.issuers), certificate)


def open_witness(folder: Path, key: Path, name: str, logs: Sequence[str]) -> tuple[Witness, str]:
    """A witness over its folder, and its own key as text. Raises Broken for a key of a log that is none, Taken, BadSettings."""
    witness = Witness(folder, key, name, [read_vkey(log) for log in logs], SystemClock().now)
    return witness, witness.verifier.vkey()


def rehearse(path: Path | None, stories: Sequence[Story]) -> list[list[dict[str, object]]]:
    """Plays stories over a temporary folder: one result for each turn of each story (see `packs.stories.compare`)."""

    async def play() -> list[list[dict[str, object]]]:
        with TemporaryDirectory(prefix="luukku-") as folder:
            flags = {"data": str(Path(folder) / "data")} | ({"packs": str(path)} if path else {})
            async with opened(load_settings(flags, {}, Path(folder)), work=False) as counter:
                return [await flow_rehearse(counter, story) for story in stories]

    return asyncio.run(play())


@asynccontextmanager
async def staff_of(settings: Settings) -> AsyncIterator[SqliteStaff]:
    """Who works at the desk, and nothing else of the folder, which is locked meanwhile. Raises Taken when a server holds it."""
    folder = Folder(settings.data)
    folder.lock()
    try:
        with closing(Database(folder.store)) as database:
            yield SqliteStaff(database)
    finally:
        folder.unlock()


def back_up(settings: Settings, place: Path, keys: Path, keys_days: int) -> BackedUp:
    """See `adapters.embedded.backup.back_up`."""
    return backup.back_up(settings.data, place, keys, SystemClock().now(), timedelta(days=keys_days))


def restore(settings: Settings, place: Path, *, keys: Path | None = None, ledger: Path | None = None) -> Restored:
    """See `adapters.embedded.backup.restore`."""
    return backup.restore(settings.data, place, SystemClock(), keys=keys, ledger=ledger)


__all__ = ["BackedUp", "LastDecisions", "LastRules", "Restored", "Seen", "back_up", "best_embedder", "change_text", "entries_of", "has_avx2", "hash_password", "look_at", "open_witness", "opened", "proof_of", "proofs_of", "read_incidents", "rebuild_log", "rehearse", "restore", "staff_of", "verify_folder"]
