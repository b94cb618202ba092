"""For tests: a counter of its own over a folder, a person who has told it something, and what they take along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from luukku import app
from luukku.flow import export, serve
from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.ground.zips import write_zip
from luukku.model.conversation import Message
from luukku.model.fact import Personal
from luukku.model.ids import ConversationId
from luukku.settings import load


@asynccontextmanager
async def counter_in(folder: Path) -> AsyncIterator[Counter]:
    settings = load({"data": str(folder / "data"), "mailbox.folder": str(folder / "box"), "embedder": "tfidf"}, {}, folder)
    async with app.opened(settings, work=False) as counter:
        yield counter


async def says(counter: Counter, conversation: ConversationId, *texts: str) -> None:
    for place, text in enumerate(texts):
        await serve.serve(counter, Message(conversation=conversation, id=f"m-{place}-{len(text)}", text=Personal(text)))


async def somebody(counter: Counter, *texts: str) -> tuple[ConversationId, str]:
    conversation, token = await open_conversation(counter, "fi")
    await says(counter, conversation, *(texts or ("Moi, meille syntyi eilen poika!", "Tampere", "palkkatöissä")))
    return conversation, token


async def taken_along(counter: Counter, conversation: ConversationId) -> bytes:
    return b"".join(export.give(await export.export(counter, conversation)))


def files_of(held: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(held)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    return b"".join(write_zip(files.items()))
