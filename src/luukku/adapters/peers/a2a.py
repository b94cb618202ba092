"""An organisation that has an agent: told by A2A 1.0 over JSON-RPC, asked again how the matter stands.

Written on httpx and not on a2a-sdk's client, because what comes from outside must be bounded and typed by us before
anything is built of it: the SDK reads answers of any size, takes unknown states for "unspecified", logs whole agent
cards, and lets errors of its parser through. The sandbox's agent and the tests use the SDK itself.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

import httpx

from luukku.adapters.line import READ_SECONDS, WHOLE_SECONDS, Line, bad
from luukku.adapters.peers import wire
from luukku.errors import BadAnswer, BadSettings, Unreached
from luukku.model.erasure import ChangeKind
from luukku.model.ids import ShareId
from luukku.model.use import Outgoing, PeerAnswer

CARD_PATH = "/.well-known/agent-card.json"
HEADERS = {"a2a-version": "1.0"}
TASK = re.compile(r"[A-Za-z0-9._:-]{1,128}", re.ASCII)
ORIGIN = re.compile(r"https?://[^/?#@\\]+/?")
TRY_LATER = (-32603,)
"""JSON-RPC's "internal error": the agent's 500."""
AGAIN_AFTER = 600.0
"""Seconds in which an agent that asks for what it was just given has not looked yet: it is not given it again at once,
and again, and again. Later it is: what was said may have been corrected since."""


class A2APeer:
    """One registered organisation's agent.

    `origin` is the only place that is ever contacted; `services` are its registered services; `may_ask` the facts
    that the register lets it ever ask (what a step's permission allows is narrower and checked by the journey).
    """

    def __init__(
        self,
        organisation_id: str,
        origin: str,
        services: Collection[str],
        may_ask: Collection[str],
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        read_seconds: float = READ_SECONDS,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        """`transport` and the seconds are for tests. Raises BadSettings when `origin` is none."""
        if not origin.isascii() or ORIGIN.fullmatch(origin) is None:
            raise BadSettings(organisation=organisation_id, what="origin")
        self._id = organisation_id
        self._line = Line(organisation_id, origin, transport=transport, read_seconds=read_seconds, whole_seconds=whole_seconds)
        self._card_address = origin.rstrip("/") + CARD_PATH
        self._services = frozenset(services)
        self._may_ask = frozenset(may_ask)
        self._card: tuple[str, frozenset[str]] | None = None
        self._answered: dict[tuple[str, str], float] = {}
        """(Task, name of a fact) → when it was last given as the answer to an ask-back. Only of late."""

    async def aclose(self) -> None:
        await self._line.aclose()

    async def tell(self, message: Outgoing) -> PeerAnswer:
        """Raises Unreached, BadAnswer. The same share again is the same A2A message id: agents answer it alike."""
        if message.service not in self._services:
            _bad_before(self._id, "service-not-registered")
        body = wire.body(message)
        sent: dict[str, Any] = {"messageId": message.share, "role": "ROLE_USER", "parts": [{"data": body, "mediaType": "application/json"}]}
        if message.task is not None:
            sent["taskId"] = message.task
        configuration = {"acceptedOutputModes": ["application/json"], "returnImmediately": True}
        result = await self._call("SendMessage", {"message": sent, "configuration": configuration}, message.share, message.service)
        if not isinstance(result, dict) or "task" not in result:
            bad(self._id, "no-task")
        if message.task is not None:
            self._note_answered(message.task, body["facts"])
        return self._first_time(read_task(self._id, result["task"], self._may_ask, message.task))

    async def look(self, task: str, share: ShareId) -> PeerAnswer:
        """Raises Unreached, BadAnswer."""
        return self._first_time(read_task(self._id, await self._call("GetTask", {"id": task}, share, None), self._may_ask, task))

    async def close(self, share: ShareId) -> None:
        """Nothing of ours lies outside."""

    async def left(self) -> frozenset[ShareId]:
        """None."""
        return frozenset()

    async def erased(self, notice: str, shares: Sequence[ShareId]) -> None:
        """A message of its own, without a task; whatever task comes back says that it arrived. Raises Unreached, BadAnswer."""
        await self._notify(notice, wire.erased_body(shares))

    async def changed(self, notice: str, kind: ChangeKind, shares: Sequence[ShareId], facts: Sequence[str]) -> None:
        """As `erased`."""
        await self._notify(notice, wire.changed_body(kind, shares, facts))

    async def undone(self, notice: str, share: ShareId) -> None:
        """As `erased`."""
        await self._notify(notice, wire.undone_body(share))

    async def _notify(self, notice: str, data: Mapping[str, Any]) -> None:
        sent = {"messageId": notice, "role": "ROLE_USER", "parts": [{"data": data, "mediaType": "application/json"}]}
        configuration = {"acceptedOutputModes": ["application/json"], "returnImmediately": True}
        result = await self._call("SendMessage", {"message": sent, "configuration": configuration}, notice, None)
        if not isinstance(result, dict) or "task" not in result:
            bad(self._id, "no-task")
        read_task(self._id, result["task"], (), None)

    async def forget(self, shares: Collection[str]) -> None:
        """Nothing of ours lies outside."""

    def _note_answered(self, task: str, names: Collection[str]) -> None:
        now = time.monotonic()
        self._answered = {of: at for of, at in self._answered.items() if now - at < AGAIN_AFTER}
        self._answered |= {(task, name): now for name in names}

    def _first_time(self, answer: PeerAnswer) -> PeerAnswer:
        """Who asks for nothing but what it was just given repeats an older state: it has the matter."""
        now = time.monotonic()
        given = answer.state == "asks" and all(now - self._answered.get((answer.task or "", name), -AGAIN_AFTER) < AGAIN_AFTER for name in answer.needs)
        return replace(answer, state="acknowledged", needs=()) if given else answer

    async def _call(self, method: str, params: Mapping[str, Any], call: str, service: str | None) -> Any:
        """One JSON-RPC call; after a failure the card is read anew, because the agent may have moved on its origin."""
        try:
            address = await self._address_before(service)
            answer = await self._line.post_json(address, {"jsonrpc": "2.0", "id": call, "method": method, "params": params}, HEADERS)
            return self._result(answer, call)
        except (Unreached, BadAnswer):
            self._card = None
            raise

    def _result(self, answer: object, call: str) -> Any:
        if not isinstance(answer, dict) or answer.get("jsonrpc") != "2.0":
            bad(self._id, "json-rpc")
        error = answer.get("error")
        if isinstance(error, dict) and error.get("code") in TRY_LATER:
            unreached = Unreached(organisation=self._id, what="internal-error")
            unreached.sent = True
            raise unreached
        if error is not None:
            bad(self._id, "error")
        if answer.get("id") != call or "result" not in answer:
            bad(self._id, "json-rpc")
        return answer["result"]

    async def _address_before(self, service: str | None) -> str:
        """What goes wrong here goes wrong before anything of a customer's was sent, and says so."""
        try:
            return await self._address(service)
        except (Unreached, BadAnswer) as error:
            error.sent = False
            raise

    async def _address(self, service: str | None) -> str:
        if self._card is None:
            card = await self._line.get(self._card_address)
            self._card = _read_interface(self._line, card), _read_skills(self._id, card)
        address, skills = self._card
        if service is not None and service not in skills:
            bad(self._id, "card-skill")
        return address


def _bad_before(organisation: str, what: str) -> NoReturn:
    """Before anything was sent."""
    error = BadAnswer(organisation=organisation, what=what)
    error.sent = False
    raise error


def _read_interface(line: Line, card: object) -> str:
    """The address of the card's first JSON-RPC interface of protocol 1.x; it must lie on the registered origin."""
    interfaces = card.get("supportedInterfaces") if isinstance(card, dict) else None
    if not isinstance(interfaces, list):
        bad(line.who, "card")
    for interface in interfaces:
        if not isinstance(interface, dict):
            bad(line.who, "card")
        address, version = interface.get("url"), interface.get("protocolVersion")
        if interface.get("protocolBinding") != "JSONRPC" or not isinstance(version, str) or version.partition(".")[0] != "1":
            continue
        if not isinstance(address, str) or not line.holds(address):
            bad(line.who, "card-origin")
        return address
    bad(line.who, "card-interface")


def _read_skills(organisation: str, card: Mapping[str, Any]) -> frozenset[str]:
    skills = card.get("skills")
    if not isinstance(skills, list) or not all(isinstance(skill, dict) and isinstance(skill.get("id"), str) for skill in skills):
        bad(organisation, "card-skills")
    return frozenset(skill["id"] for skill in skills)


def read_task(organisation: str, task: object, may_ask: Collection[str], expected: str | None) -> PeerAnswer:
    """An A2A task as one typed answer. Raises BadAnswer for everything else; `expected` is the task that we know."""
    if not isinstance(task, dict) or not isinstance(task.get("status"), dict):
        bad(organisation, "task")
    id, state = task.get("id"), task["status"].get("state")
    if not isinstance(id, str) or TASK.fullmatch(id) is None or expected not in (None, id):
        bad(organisation, "task-id")
    data, text = _read_said(organisation, task)
    said = wire.cut_text(organisation, text)
    match state:
        case "TASK_STATE_SUBMITTED" | "TASK_STATE_WORKING":
            return PeerAnswer(state="acknowledged", task=id, text=said)
        case "TASK_STATE_INPUT_REQUIRED":
            return PeerAnswer(state="asks", task=id, needs=wire.read_needs(organisation, data.get("needs"), may_ask), text=said)
        case "TASK_STATE_REJECTED":
            return PeerAnswer(state="refused", task=id, reason=wire.read_reason(organisation, data.get("reason")), text=said)
        case "TASK_STATE_COMPLETED":
            return PeerAnswer(state="done", task=id, result=wire.read_result(organisation, data.get("result")), text=said)
        case _:
            bad(organisation, "state")


def _read_said(organisation: str, task: Mapping[str, Any]) -> tuple[Mapping[str, Any], object]:
    """The one data part and the one text of the state's message; without a message, those of the only artifact."""
    message = task["status"].get("message")
    artifacts = task.get("artifacts") or []
    if message is None and isinstance(artifacts, list) and len(artifacts) == 1:
        message = artifacts[0]
    if message is None:
        return {}, None
    parts = message.get("parts") if isinstance(message, dict) else None
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        bad(organisation, "parts")
    data = [part["data"] for part in parts if "data" in part]
    texts = [part["text"] for part in parts if "text" in part]
    if len(data) > 1 or len(texts) > 1 or len(data) + len(texts) != len(parts):
        bad(organisation, "parts")
    one = data[0] if data else {}
    if not isinstance(one, dict) or not set(one) <= {"reason", "needs", "result"}:
        bad(organisation, "data")
    return one, texts[0] if texts else None
