"""The practice organisations themselves: seen by clients that are not ours, over restarts, and at their limits."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest
import uvicorn
from a2a.client import ClientConfig, ClientFactory
from a2a.helpers.proto_helpers import get_data_parts, new_data_part
from a2a.server.agent_execution import AgentExecutor, RequestContext
from a2a.server.events import EventQueue
from a2a.server.request_handlers import DefaultRequestHandler
from a2a.server.routes.agent_card_routes import create_agent_card_routes
from a2a.server.routes.jsonrpc_routes import create_jsonrpc_routes
from a2a.server.tasks import InMemoryTaskStore
from a2a.types.a2a_pb2 import (
    AgentCapabilities,
    AgentCard,
    AgentInterface,
    AgentSkill,
    GetTaskRequest,
    Message,
    Role,
    SendMessageRequest,
    Task,
    TaskState,
    TaskStatus,
    TaskStatusUpdateEvent,
)
from starlette.applications import Starlette

from luukku.adapters.peers.a2a import A2APeer
from luukku.model.ids import new_id
from luukku.sandbox import rules
from luukku.sandbox.identity import is_back
from luukku.sandbox.matters import Matters, NotAsked
from luukku.sandbox.serving import MOST_BYTES, listen
from tests.contracts.sandboxes import Running, benefit, outgoing, received, running


def request(service: str, facts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"luukku": 1, "service": service, "share": new_id(), "assurance": "strong", "facts": facts, **changes}


BORN = {"event.date": "2026-11-20"}


# The benefit institution, seen by a2a-sdk's own client


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with benefit(tmp_path_factory.mktemp("benefit"), "--finish-after", "0") as running_agent:
        yield running_agent


def by_the_sdk(address: str, data: Any, message_id: str, task: str = "") -> tuple[Task, Task]:
    """(answer to the message, the task looked at afterwards), by the SDK's client."""

    async def go() -> tuple[Task, Task]:
        async with httpx.AsyncClient(trust_env=False) as line:
            client = await ClientFactory(ClientConfig(httpx_client=line, streaming=False)).create_from_url(address)
            message = Message(message_id=message_id, role=Role.ROLE_USER, task_id=task, parts=[new_data_part(data)])
            answers = [event.task async for event in client.send_message(SendMessageRequest(message=message))]
            return answers[-1], await client.get_task(GetTaskRequest(id=answers[-1].id))

    return asyncio.run(go())


def test_the_sdks_client_reads_card_and_answers(agent: Running) -> None:
    told, looked = by_the_sdk(agent.address, request("parental-allowance", BORN), new_id())
    assert told.status.state == looked.status.state == TaskState.TASK_STATE_INPUT_REQUIRED
    assert get_data_parts(told.status.message.parts) == [{"needs": ["mother.work"]}]
    answered, done = by_the_sdk(agent.address, request("parental-allowance", {"mother.work": "employed"}), new_id(), told.id)
    assert (answered.id, done.status.state) == (told.id, TaskState.TASK_STATE_COMPLETED)


@pytest.mark.parametrize(
    "data",
    [
        request("child-benefit", BORN, luukku=2),
        request("child-benefit", BORN, luukku=True),
        request("child-benefit", BORN, luukku="1"),
        request("", BORN),
        request("child-benefit", {"event.date": "yesterday"}),
        request("child-benefit", {"event.date": 5}),
        request("child-benefit", {**BORN, "mother.work": "astronaut"}),
        request("child-benefit", {**BORN, "unknown": True}),
        request("child-benefit", {**BORN, "municipality": "a" * 201}),
        request("child-benefit", BORN, extra=1),
        request("child-benefit", BORN, assurance="very"),
        request("child-benefit", {**BORN, "name.given": "a" * 20_000}),
        {"luukku": 1},
        [],
        "hei",
    ],
)
def test_what_cannot_be_read_is_rejected_with_that_reason(agent: Running, data: Any) -> None:
    told, _ = by_the_sdk(agent.address, data, new_id())
    assert told.status.state == TaskState.TASK_STATE_REJECTED
    assert get_data_parts(told.status.message.parts) == [{"reason": "cannot-read"}]


def test_a_body_beyond_the_limit_is_not_read(agent: Running) -> None:
    answer = httpx.post(f"{agent.address}/a2a", content=b" " * (MOST_BYTES + 1), trust_env=False)
    assert answer.status_code == 413


def test_streams_lists_and_pushes_are_not_offered(agent: Running) -> None:
    for method in ("ListTasks", "SendStreamingMessage", "SubscribeToTask", "CancelTask", "CreateTaskPushNotificationConfig", "GetExtendedAgentCard"):
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {}}
        answer = httpx.post(f"{agent.address}/a2a", json=body, headers={"a2a-version": "1.0"}, trust_env=False)
        assert answer.status_code == 200 and -32010 < json.loads(answer.text.partition("data: ")[2] or answer.text)["error"]["code"] < -32000


# Its memory


def test_facts_of_earlier_messages_count_and_are_not_received_again(tmp_path: Path) -> None:
    matters = Matters(tmp_path, 0)
    first = matters.receive("m1", None, request("parental-allowance", {"mother.work": "student"}))
    assert first.needs == ("event.date",)
    assert matters.receive("m2", first.task, request("parental-allowance", BORN)).state == "done"
    assert [line["facts"] for line in received(tmp_path)] == [{"mother.work": "student"}, BORN]
    matters.close()


def test_a_matter_that_waits_for_nothing_takes_nothing(tmp_path: Path) -> None:
    matters = Matters(tmp_path)
    done = matters.receive("m1", None, request("child-benefit", BORN))
    with pytest.raises(NotAsked):
        matters.receive("m2", done.task, request("child-benefit", BORN))
    assert len(received(tmp_path)) == 1
    assert matters.receive("m1", None, request("child-benefit", BORN)) == done
    matters.close()


def test_a_torn_journal_is_mended_at_the_next_start(tmp_path: Path) -> None:
    matters = Matters(tmp_path)
    for n in range(3):
        matters.receive(f"m{n}", None, request("child-benefit", BORN))
    matters.close()
    whole = (tmp_path / "received.jsonl").read_bytes()
    for kept in (b"", whole[:10], whole[:-4], whole):
        (tmp_path / "received.jsonl").write_bytes(kept)
        Matters(tmp_path).close()
        assert (tmp_path / "received.jsonl").read_bytes() == whole


def test_its_memory_is_durable_and_message_ids_are_unique(tmp_path: Path) -> None:
    matters = Matters(tmp_path)
    assert matters._db.execute("PRAGMA synchronous").fetchone()[0] == 2
    matters.receive("m1", None, request("child-benefit", BORN))
    with pytest.raises(sqlite3.IntegrityError):
        matters._db.execute("INSERT INTO messages SELECT * FROM messages")
    matters.close()


def test_messages_at_the_same_time_are_each_taken_once(tmp_path: Path) -> None:
    matters = Matters(tmp_path)
    data = request("child-benefit", BORN)
    threads = [threading.Thread(target=matters.receive, args=(f"m{n % 4}", None, data)) for n in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(line["message"] for line in received(tmp_path)) == ["m0", "m1", "m2", "m3"]
    matters.close()


def test_spans_of_days_can_be_read_but_not_backwards() -> None:
    assert rules.read_request(request("child-benefit", {"event.date": "2026-11-16/2026-11-22"})) is not None
    assert rules.read_request(request("child-benefit", {"event.date": "2026-11-22/2026-11-16"})) is None


def test_a_taken_port_ends_with_exit_code_3() -> None:
    taken, address = listen(0)
    with taken:
        ended = subprocess.run([sys.executable, "-m", "luukku.sandbox.identity", "--port", address.rpartition(":")[2]], capture_output=True, text=True, timeout=120)
    assert ended.returncode == 3
    assert "in use" in ended.stderr and ended.stdout == ""


# Our peer against an agent built the SDK's usual way


class Usual(AgentExecutor):
    """Answers every message with a task that waits for the mother's work, then with one that is done."""

    async def execute(self, context: RequestContext, event_queue: EventQueue) -> None:
        assert context.task_id is not None and context.context_id is not None
        ids = {"task_id": context.task_id, "context_id": context.context_id}
        if context.current_task is None:
            said = Message(message_id=new_id(), role=Role.ROLE_AGENT, parts=[new_data_part({"needs": ["mother.work"]})])
            asks = TaskStatus(state=TaskState.TASK_STATE_INPUT_REQUIRED, message=said)
            await event_queue.enqueue_event(Task(id=context.task_id, context_id=context.context_id, status=asks))
        else:
            said = Message(message_id=new_id(), role=Role.ROLE_AGENT, parts=[new_data_part({"result": {"sum": 4326}})])
            await event_queue.enqueue_event(TaskStatusUpdateEvent(status=TaskStatus(state=TaskState.TASK_STATE_COMPLETED, message=said), **ids))

    async def cancel(self, context: RequestContext, event_queue: EventQueue) -> None:
        raise NotImplementedError


def test_our_peer_works_with_an_agent_built_the_sdks_usual_way() -> None:
    listening, address = listen(0)
    card = AgentCard(
        name="Usual", description="d", version="1", capabilities=AgentCapabilities(), default_input_modes=["application/json"], default_output_modes=["application/json"],
        supported_interfaces=[AgentInterface(url=f"{address}/rpc", protocol_binding="JSONRPC", protocol_version="1.0")],
        skills=[AgentSkill(id="parental-allowance", name="n", description="d", tags=["t"])],
    )  # fmt: skip
    handler = DefaultRequestHandler(Usual(), InMemoryTaskStore(), card)
    app = Starlette(routes=[*create_agent_card_routes(card), *create_jsonrpc_routes(handler, "/rpc")])

    async def go() -> None:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        peer = A2APeer("usual", address, ("parental-allowance",), ("mother.work",))
        try:
            asked = await peer.tell(outgoing("parental-allowance", BORN))
            assert (asked.state, asked.needs) == ("asks", ("mother.work",))
            message = outgoing("parental-allowance", {"mother.work": "employed"}, task=asked.task)
            done = await peer.tell(message)
            assert (done.state, done.task, done.result) == ("done", asked.task, {"sum": 4326})
            assert (await peer.look(asked.task or "", message.share)).state == "done"
        finally:
            await peer.aclose()
            server.should_exit = True
            await serving

    asyncio.run(go())


# The identity provider


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with running("identity") as identity:
        yield identity.address


ASKED = {
    "response_type": "code", "client_id": "luukku", "redirect_uri": "http://127.0.0.1:8100/sign-in/back", "scope": "openid", "state": 'a"<b>',
    "nonce": "n", "code_challenge": "x" * 43, "code_challenge_method": "S256",
}  # fmt: skip


def authorise(provider: str, **changes: str | None) -> httpx.Response:
    words = {name: value for name, value in {**ASKED, **changes}.items() if value is not None}
    return httpx.get(f"{provider}/authorise?{urlencode(words)}", trust_env=False)


@pytest.mark.parametrize(("language", "words"), [("fi", "Tämä ei ole oikea tunnistus"), ("sv", "ingen riktig identifiering"), ("en-GB", "not a real sign-in"), ("et", "ei ole oikea")])
def test_the_page_says_in_the_persons_language_that_it_is_practice(provider: str, language: str, words: str) -> None:
    page = authorise(provider, ui_locales=language)
    assert page.status_code == 200 and words in page.text
    assert page.text.count("<li><a href=") == 3 and "<script" not in page.text and "<form" not in page.text
    assert 'a"<b>' not in page.text


def test_stopping_goes_back_with_the_state_and_no_code(provider: str) -> None:
    back = authorise(provider, person="nobody")
    assert dict(parse_qsl(urlsplit(back.headers["location"]).query)) == {"error": "access_denied", "state": ASKED["state"]}


@pytest.mark.parametrize(
    "changes", [{"response_type": "token"}, {"nonce": None}, {"code_challenge": None}, {"code_challenge_method": "plain"}, {"scope": "email"}]
)
def test_a_request_that_is_not_whole_goes_back_with_an_error(provider: str, changes: dict[str, str | None]) -> None:
    back = authorise(provider, person="aino", **changes)
    assert dict(parse_qsl(urlsplit(back.headers["location"]).query))["error"] == "invalid_request"


@pytest.mark.parametrize("changes", [{"client_id": "other"}, {"redirect_uri": "https://evil.example/sign-in/back"}, {"redirect_uri": None}])
def test_nobody_is_sent_to_a_place_that_is_not_the_clients(provider: str, changes: dict[str, str | None]) -> None:
    answer = authorise(provider, person="aino", **changes)
    assert answer.status_code == 400 and "location" not in answer.headers


def test_where_people_are_sent_back_to() -> None:
    assert is_back("http://127.0.0.1:8100/sign-in/back") and is_back("http://localhost:1/sign-in/back") and is_back("http://[::1]:1/sign-in/back")
    for address in (
        "https://127.0.0.1/sign-in/back", "http://127.0.0.1/other", "http://127.0.0.1/sign-in/back?x=1", "http://127.0.0.1/sign-in/back#x", "http://127.0.0.1.evil.example/sign-in/back",
        "http://evil@127.0.0.1/sign-in/back", "http://127.0.0.1:99999/sign-in/back", "http://127.0.0.1\n/sign-in/back", "", "/sign-in/back", "http://evil.example\\@127.0.0.1/sign-in/back",
    ):  # fmt: skip
        assert not is_back(address), address


def test_the_token_endpoint_takes_only_whole_forms(provider: str) -> None:
    for content, kind in ((b"{}", "application/json"), (b"\xff\xfe", "application/x-www-form-urlencoded"), (b"grant_type=password", "application/x-www-form-urlencoded")):
        answer = httpx.post(f"{provider}/token", content=content, headers={"content-type": kind}, trust_env=False)
        assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})


def test_the_practice_organisations_end_quietly(tmp_path: Path) -> None:
    for name, words in (("benefit", ("--data", str(tmp_path))), ("identity", ()), ("clerk", ("--folder", str(tmp_path)))):
        with running(name, *words) as organisation:
            assert organisation.stop() == 0
