"""`luukku say`: one message to the counter, and its answer. Talks to the running server, or opens the folder itself."""

from __future__ import annotations

import asyncio
import json
import os
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from luukku.cli import options
from luukku.errors import BadInput, Busy, NotFound, Waits
from luukku.settings import Settings

Json = dict[str, Any]
TOKENS = "say.json"
"""In the folder of secrets (0600): the tokens of conversations that were opened from this terminal."""


def command(
    text: Annotated[str, typer.Argument(help="What to say; - reads it from stdin.")],
    conversation: Annotated[str | None, typer.Option("--conversation", metavar="ID", help="Go on in this conversation. [default: a new one]")] = None,
    today: options.Today = None,
    data: options.Data = None,
    as_json: options.Json = False,
    trace: Annotated[bool, typer.Option("--trace", help="Stages, milliseconds, and which line of which pack decided.")] = False,
    config: options.Config = None,
    set: options.Set = None,
) -> None:
    """Say something to the counter and see what it answers. The conversation's id goes to stderr, or stands in the JSON."""
    settings, day = options.load({"data": data, "config": config}, set), options.day(today)
    text = _read_stdin() if text == "-" else text
    if conversation is not None and not conversation.isascii():
        raise NotFound(what="conversation")
    control = _running(settings.data)
    if control is None:
        answer, stages = asyncio.run(_say_here(settings, text, conversation, day))
    elif day is not None:
        raise BadInput(option="--today", why="a running server holds this folder and has its own day", instead="another --data, or stop the server")
    else:
        answer, stages = _say_there(settings.data, control, text, conversation), []
    _print(text, answer, stages, as_json, trace)


def _read_stdin() -> str:
    return typer.get_binary_stream("stdin").read().decode("utf-8", "surrogateescape").removesuffix("\n")


def _running(data: Path) -> str | None:
    """The control socket of the server that holds the folder, if one does."""
    if not (data / "lock").exists():
        return None
    from luukku.web.server import lock_data

    path = lock_data(data).get("socket")
    return str(path) if path and Path(path).exists() else None


async def _say_here(settings: Settings, text: str, conversation: str | None, day: date | None) -> tuple[Json, list[tuple[str, float]]]:
    from luukku import app
    from luukku.flow import open as opening
    from luukku.flow import serve
    from luukku.model.conversation import Message
    from luukku.model.fact import Personal
    from luukku.model.ids import ConversationId

    stages: list[tuple[str, float]] = []
    async with app.opened(settings, plan_date=day) as counter:
        counter.stages = lambda stage, ms: stages.append((stage, ms))
        if conversation is None:
            conversation, token = await opening.open_conversation(counter, None)
            _keep_token(settings.data, conversation, token)
        message = Message(conversation=ConversationId(conversation), id=str(uuid.uuid4()), text=Personal(text))
        return dict(await serve.serve(counter, message)), stages


def _say_there(data: Path, control: str, text: str, conversation: str | None) -> Json:
    import httpx

    with httpx.Client(transport=httpx.HTTPTransport(uds=control), base_url="http://localhost/api/v1", timeout=60) as client:
        if conversation is None:
            opened = _checked(client.post("/conversations", json={}))
            conversation = str(opened["conversation"])
            _keep_token(data, conversation, str(opened["token"]))
        token = _tokens(data).get(conversation)
        if token is None:
            raise NotFound(conversation=conversation, why="not opened from this terminal")
        body = {"id": str(uuid.uuid4()), "text": text}
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        answer = _checked(client.post(f"/conversations/{conversation}/messages", content=_json(body), headers=headers))
        if "reply" not in answer:
            raise Waits(conversation=conversation)
        return answer


def _json(body: Mapping[str, str]) -> bytes:
    """As UTF-8, what is no text too: the server says so. Escapes would make six bytes of one sign."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _checked(response: Any) -> Json:
    """The JSON of an answer, or its problem as our own error."""
    if response.is_success:
        return dict(response.json())
    problem = response.json() if "json" in response.headers.get("content-type", "") else {}
    raise _error(str(problem.get("code", "failed")), {name: value for name, value in problem.items() if name not in ("type", "title", "status", "code")})


def _error(code: str, data: Mapping[str, Any]) -> Exception:
    from luukku import errors

    kinds = {kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.LuukkuError)}
    return kinds.get(code, errors.LuukkuError if code != "busy" else Busy)(**data)


def _tokens(data: Path) -> dict[str, str]:
    with suppress(FileNotFoundError, ValueError):
        return {str(name): str(token) for name, token in json.loads((data / "secret" / TOKENS).read_text()).items()}
    return {}


def _keep_token(data: Path, conversation: str, token: str) -> None:
    """Written anew under another name, then renamed; readable by the owner only."""
    folder = data / "secret"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = folder / f"{TOKENS}.{os.getpid()}"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(_tokens(data) | {conversation: token}, file)
    new.replace(folder / TOKENS)


def _print(text: str, answer: Json, stages: Sequence[tuple[str, float]], as_json: bool, trace: bool) -> None:
    lines = _traced(answer.pop("trace", []), stages)
    if as_json:
        print(json.dumps(answer | ({"trace": lines} if trace else {}), ensure_ascii=False))
        return
    from luukku.cli import show

    out, beside = show.console(), show.console(error=True)
    out.print(show.words(text, answer["reading"]) if out.is_terminal else "", end="\n\n" if out.is_terminal else "")
    out.print(show.answer(answer))
    if trace:
        out.print(show.trace(lines))
    beside.print(f"Go on with: --conversation {answer['conversation']}", style="dim")


def _traced(decided: Sequence[Json], stages: Sequence[tuple[str, float]]) -> list[Json]:
    """[{stage, ms, decided}]. The lines belong to the stage that read the words; ms is None when a server answered."""
    if not stages:
        return [{"stage": "understand", "ms": None, "decided": list(decided)}]
    return [{"stage": stage, "ms": round(ms, 3), "decided": list(decided) if stage == "understand" else []} for stage, ms in stages]
