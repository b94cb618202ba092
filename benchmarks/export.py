"""How long somebody with ten thousand entries waits for all that is kept of them, locked to their key; beside it the bare ZIP of as much."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pyrage  # type: ignore[import-untyped]  # a compiled module without stubs

from benchmarks.measure import Row
from luukku import app
from luukku import settings as settings_of
from luukku.flow import export
from luukku.flow.open import open_conversation
from luukku.ground.zips import write_zip

ENTRIES, TOGETHER, SETTLES = 10_000, 256, 2.0
"""Seconds after which the last entry has its place in the log's tree."""
NAMES = ("event.date", "municipality", "mother.work")


async def measure(folder: Path) -> list[Row]:
    settings = settings_of.load({"data": str(folder / "export"), "mailbox.folder": str(folder / "export-box"), "embedder": "tfidf"}, {}, folder)
    async with app.opened(settings, work=False) as counter:
        conversation, _ = await open_conversation(counter, "fi")
        customer = (await counter.store.talk(conversation)).customer
        for start in range(0, ENTRIES, TOGETHER):
            await asyncio.gather(*(
                counter.log.append(
                    customer, "serve", actor="counter", purpose="serve", receiver=None, facts=NAMES, permission=None, basis="GDPR 6(1)(b)",
                    rule="child@3f9a", result="allowed", about=f"turn-{number}",
                )
                for number in range(start, min(start + TOGETHER, ENTRIES))
            ))  # fmt: skip
        await asyncio.sleep(SETTLES)
        recipient = str(pyrage.x25519.Identity.generate().to_public())
        began, worked = time.perf_counter(), time.process_time()
        made = await export.export(counter, conversation)
        size = sum(map(len, export.give(made, recipient=recipient)))
        took, work = time.perf_counter() - began, time.process_time() - worked
    files = [*made.files.items(), *((f"{n}.tlog-proof", proof.encode()) for n, proof in made.proofs)]
    began = time.perf_counter()
    sum(map(len, write_zip(files)))
    bare = time.perf_counter() - began
    value = f"{took:.1f} s, {work:.1f} s of the processor, {size / 1e6:.1f} MB"
    return [Row(name="an export of 10,000 entries, locked", value=value, baseline=f"{bare:.1f} s to pack as much", budget="≤ 10 s", good=took <= 10)]
