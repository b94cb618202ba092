"""The customer checks the log without trusting the counter: proofs of their entries, and that the log only grew since they last looked."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from luukku.flow.counter import Counter
from luukku.model.ids import ConversationId


async def prove(counter: Counter, id: ConversationId, entry: str) -> str:
    """One entry of the conversation's customer as a tlog-proof. Raises NotFound (also for others'), Locked, Busy."""
    talk = await counter.store.talk(id)
    return await counter.proofs.prove(talk.customer, entry)


async def prove_all(counter: Counter, id: ConversationId) -> list[dict[str, Any]]:
    """[{"n", "id", "proof"}] of all entries of the conversation's customer that have their place in the tree, in order of `n`."""
    talk = await counter.store.talk(id)
    return [{"n": entry.n, "id": entry.id, "proof": proof} for entry, proof in await counter.proofs.prove_all(talk.customer)]


async def check(counter: Counter, id: ConversationId, since: int) -> Mapping[str, Any]:
    """{"vkey", "checkpoint", "consistency", "proofs"}: see `ports.Proofs.check`. Raises NotFound, Locked."""
    talk = await counter.store.talk(id)
    return await counter.proofs.check(talk.customer, since)


async def bundle(counter: Counter, id: ConversationId) -> dict[str, str]:
    """All that somebody needs to check the customer's entries without us, by file name: proofs, the log's key, `verify.py`."""
    talk = await counter.store.talk(id)
    proven = await counter.proofs.prove_all(talk.customer)
    vkey = (await counter.proofs.checkpoint(0))["vkey"]
    return {f"{entry.n:06}.tlog-proof": proof for entry, proof in proven} | {"log.vkey": f"{vkey}\n", "verify.py": verifier()}


async def checkpoint(counter: Counter, since: int) -> Mapping[str, Any]:
    """{"vkey", "checkpoint", "consistency"}: see `ports.Proofs.checkpoint`. Raises NotFound."""
    return await counter.proofs.checkpoint(since)


def verifier() -> str:
    """The file that checks proofs without Luukku."""
    return files("luukku").joinpath("verify.py").read_text(encoding="utf-8")
