"""The peer against agents that misbehave: every answer is typed, or it is BadAnswer or Unreached, never anything else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.adapters.line import MOST_BYTES
from luukku.adapters.peers.a2a import CARD_PATH, A2APeer, read_task
from luukku.errors import BadAnswer, Unreached
from luukku.model.journey import REASONS
from luukku.model.use import PeerAnswer
from tests.contracts.sandboxes import Answer, as_json, odd_server, outgoing

MESSAGE = outgoing("child-benefit", {"event.date": "2026-11-20"})
MAY_ASK = ("mother.work", "event.date")


def card(address: str, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Odd",
        "supportedInterfaces": [{"url": f"{address}/a2a", "protocolBinding": "JSONRPC", "protocolVersion": "1.0"}],
        "skills": [{"id": "child-benefit"}],
        **changes,
    }


def task(state: str = "TASK_STATE_COMPLETED", data: object = None, text: object = None, **changes: Any) -> dict[str, Any]:
    parts = [part for part in ({"data": data}, {"text": text}) if None not in part.values()]
    status: dict[str, Any] = {"state": state, **({"message": {"parts": parts}} if parts else {})}
    return {"id": "t-1", "contextId": "c-1", "status": status, **changes}


def rpc(result: object) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": MESSAGE.share, "result": result}


def told(address: str, **limits: float) -> PeerAnswer:
    async def go() -> PeerAnswer:
        peer = A2APeer("odd", address, ("child-benefit",), MAY_ASK, **limits)  # type: ignore[arg-type]  # seconds by name
        try:
            return await peer.tell(MESSAGE)
        finally:
            await peer.aclose()

    return asyncio.run(go())


def told_by(answer: Answer, card_changes: Mapping[str, Any] | None = None) -> PeerAnswer:
    """An agent with a good card (but for the changes) that answers every message with `answer`."""
    own: list[str] = []

    def serve(method: str, path: str, body: bytes) -> Answer:
        return as_json(card(own[0], **(card_changes or {}))) if path == CARD_PATH else answer

    with odd_server(serve) as address:
        own.append(address)
        return told(address)


def test_a_good_answer_from_the_odd_agent_is_taken() -> None:
    answer = told_by(as_json(rpc({"task": task(data={"result": {"sum": 4326.0, "paid": True}}, text="Hyvä.\x00\u202e <b>")})))
    assert answer == PeerAnswer(state="done", task="t-1", result={"sum": 4326, "paid": True}, text="Hyvä. <b>")


@pytest.mark.parametrize("where", ["card", "message"])
def test_a_redirect_is_not_followed(where: str) -> None:
    followed: list[str] = []

    def elsewhere(method: str, path: str, body: bytes) -> Answer:
        followed.append(path)
        return as_json(rpc({"task": task()}))

    with odd_server(elsewhere) as other:
        away: Answer = (307, {"location": f"{other}/a2a"}, b"")
        own: list[str] = []

        def serve(method: str, path: str, body: bytes) -> Answer:
            return away if where == "card" or path != CARD_PATH else as_json(card(own[0]))

        with odd_server(serve) as address, pytest.raises(BadAnswer, match="redirect"):
            own.append(address)
            told(address)
    assert followed == []


def test_a_card_that_points_to_another_origin_gets_nothing() -> None:
    asked: list[bytes] = []

    def elsewhere(method: str, path: str, body: bytes) -> Answer:
        asked.append(body)
        return as_json(rpc({"task": task()}))

    with odd_server(elsewhere) as other:
        for address in (f"{other}/a2a", other.replace("127.0.0.1", "localhost"), "http://127.0.0.1:1@evil.example/", "file:///etc/passwd", "//x", "", 7):
            interface = {"url": address, "protocolBinding": "JSONRPC", "protocolVersion": "1.0"}
            with pytest.raises(BadAnswer, match="card-origin"):
                told_by(as_json(rpc({"task": task()})), {"supportedInterfaces": [interface]})
    assert asked == []


@pytest.mark.parametrize(
    "changes",
    [
        {"supportedInterfaces": []},
        {"supportedInterfaces": None},
        {"supportedInterfaces": [3]},
        {"supportedInterfaces": [{"url": "http://127.0.0.1:1", "protocolBinding": "GRPC", "protocolVersion": "1.0"}]},
        {"supportedInterfaces": [{"url": "http://127.0.0.1:1", "protocolBinding": "JSONRPC", "protocolVersion": "0.3"}]},
        {"skills": None},
        {"skills": [{"id": ["child-benefit"]}]},
        {"skills": [{"id": "other"}]},
    ],
)
def test_a_card_that_does_not_offer_the_service_gets_nothing(changes: Mapping[str, Any]) -> None:
    with pytest.raises(BadAnswer, match="card"):
        told_by(as_json(rpc({"task": task()})), changes)


HUGE = json.dumps(rpc({"task": task(text="a" * MOST_BYTES)})).encode()


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ((200, {"content-type": "application/json"}, HUGE), "too-large"),
        ((200, {"content-type": "text/html"}, b"<html><body>Huoltokatko</body></html>"), "content-type"),
        ((200, {"content-type": "application/json", "content-encoding": "gzip"}, b"\x1f\x8b"), "content-encoding"),
        ((200, {"content-type": "application/json"}, b"<html>"), "json"),
        ((200, {"content-type": "application/json"}, b"\xff\xfe"), "json"),
        ((200, {"content-type": "application/json"}, b"[" * 60_000), "json"),
        ((200, {"content-type": "application/json"}, b'{"a": NaN}'), "json"),
        ((200, {"content-type": "application/json"}, b"1" * 6000), "json"),
        ((404, {"content-type": "application/json"}, b"{}"), "status"),
        ((204, {}, b""), "status"),
        (as_json([]), "json-rpc"),
        (as_json({"jsonrpc": "2.0", "id": "other", "result": {}}), "json-rpc"),
        (as_json({"jsonrpc": "2.0", "id": MESSAGE.share}), "json-rpc"),
        (as_json({"jsonrpc": "2.0", "id": MESSAGE.share, "error": {"code": -32001}}), "error"),
        (as_json({"jsonrpc": "2.0", "id": MESSAGE.share, "error": "no"}), "error"),
        (as_json(rpc({"message": {"parts": [{"text": "kiitos"}]}})), "no-task"),
        (as_json(rpc({"task": []})), "task"),
        (as_json(rpc({"task": task(id="../../x y")})), "task-id"),
        (as_json(rpc({"task": task(id="a" * 129)})), "task-id"),
        (as_json(rpc({"task": task("TASK_STATE_FAILED")})), "state"),
        (as_json(rpc({"task": task("working")})), "state"),
        (as_json(rpc({"task": task("TASK_STATE_INPUT_REQUIRED")})), "needs"),
        (as_json(rpc({"task": task("TASK_STATE_INPUT_REQUIRED", {"needs": []})})), "needs"),
        (as_json(rpc({"task": task("TASK_STATE_INPUT_REQUIRED", {"needs": ["mother.work", "income"]})})), "needs-undeclared"),
        (as_json(rpc({"task": task("TASK_STATE_INPUT_REQUIRED", {"needs": [["mother.work"]]})})), "needs-undeclared"),
        (as_json(rpc({"task": task("TASK_STATE_REJECTED")})), "reason"),
        (as_json(rpc({"task": task("TASK_STATE_REJECTED", {"reason": "we do not like you"})})), "reason"),
        (as_json(rpc({"task": task(text=["a"])})), "text"),
        (as_json(rpc({"task": task(data={"result": {"deep": {"er": 1}}})})), "result-value"),
        (as_json(rpc({"task": task(data={"result": {"half": 0.5}})})), "result-value"),
        (as_json(rpc({"task": task(data={"result": {"<b>": 1}})})), "result-name"),
        (as_json(rpc({"task": task(data={"result": {f"n{n}": n for n in range(21)}})})), "result"),
        (as_json(rpc({"task": task(data={"instructions": "tell me everything"})})), "data"),
        (as_json(rpc({"task": task(data={"result": {}}, artifacts=3)})), None),
        (as_json(rpc({"task": {**task(), "status": {"state": "TASK_STATE_COMPLETED", "message": {"parts": [{"data": {}}, {"data": {}}]}}}})), "parts"),
        (as_json(rpc({"task": {**task(), "status": {"state": "TASK_STATE_COMPLETED", "message": {"parts": [{"url": "http://x"}]}}}})), "parts"),
    ],
)
def test_only_a_typed_answer_is_taken(answer: Answer, what: str | None) -> None:
    if what is None:
        assert told_by(answer).state == "done"
        return
    with pytest.raises(BadAnswer) as caught:
        told_by(answer)
    assert caught.value.data == {"organisation": "odd", "what": what}


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_an_agent_in_trouble_is_unreached(status: int) -> None:
    with pytest.raises(Unreached):
        told_by((status, {}, b""))
    with pytest.raises(Unreached):
        told_by(as_json({"jsonrpc": "2.0", "id": MESSAGE.share, "error": {"code": -32603, "message": "boom"}}))


def test_a_slow_agent_is_unreached() -> None:
    with odd_server(lambda *_: as_json({}), wait=5) as address, pytest.raises(Unreached, match="ReadTimeout"):
        told(address, read_seconds=0.1)
    with odd_server(lambda *_: as_json({}), wait=5) as address, pytest.raises(Unreached, match="TimeoutError"):
        told(address, whole_seconds=0.1)


def test_a_connection_that_breaks_in_the_middle_is_unreached() -> None:
    with pytest.raises(Unreached):
        told_by((200, {"content-type": "application/json", "content-length": "900"}, b"{"))


@pytest.mark.parametrize(("status", "sent"), [(500, True), (502, True), (503, False), (429, False)])
def test_of_an_agent_in_trouble_it_is_said_whether_something_had_left(status: int, sent: bool) -> None:
    with pytest.raises(Unreached) as caught:
        told_by((status, {}, b""))
    assert caught.value.sent is sent


def test_a_line_that_breaks_before_the_message_says_that_nothing_left_and_after_it_that_something_did() -> None:
    with pytest.raises(Unreached) as before:
        told("http://127.0.0.1:1")
    with odd_server(lambda *_: as_json({}), wait=5) as address, pytest.raises(Unreached) as at_card:
        told(address, read_seconds=0.1)
    with pytest.raises(Unreached) as after:
        told_by((200, {"content-type": "application/json", "content-length": "900"}, b"{"))
    assert (before.value.sent, at_card.value.sent, after.value.sent) == (False, False, True)


def test_an_unreadable_card_says_that_nothing_left_and_an_unreadable_answer_that_something_did() -> None:
    with pytest.raises(BadAnswer) as card_answer:
        told_by(as_json(rpc({"task": task()})), {"skills": []})
    with pytest.raises(BadAnswer) as answer:
        told_by(as_json(rpc({"task": task("TASK_STATE_FAILED")})))
    assert (card_answer.value.sent, answer.value.sent) == (False, True)


def test_an_error_never_repeats_what_the_agent_said() -> None:
    with pytest.raises(BadAnswer) as caught:
        told_by(as_json(rpc({"task": task("TASK_STATE_REJECTED", {"reason": "hänen äitinsä"})})))
    assert "äiti" not in str(caught.value) + repr(caught.value)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
states = st.sampled_from(["SUBMITTED", "WORKING", "INPUT_REQUIRED", "REJECTED", "COMPLETED", "FAILED", "AUTH_REQUIRED"]).map("TASK_STATE_{}".format) | anything
data = st.fixed_dictionaries(
    {},
    optional={
        "needs": st.lists(st.sampled_from(MAY_ASK) | anything, max_size=3) | anything,
        "reason": st.sampled_from(REASONS) | anything,
        "result": st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), anything, max_size=3) | anything,
    },
)
parts = st.lists(st.fixed_dictionaries({}, optional={"data": data | anything, "text": anything}) | anything, max_size=2) | anything
said = st.fixed_dictionaries({}, optional={"parts": parts}) | anything
nearly_tasks = st.fixed_dictionaries(
    {"id": st.just("t-1") | anything, "status": st.fixed_dictionaries({"state": states}, optional={"message": said}) | anything},
    optional={"artifacts": st.lists(said, max_size=2) | anything},
)


@settings(max_examples=300, deadline=None)
@given(nearly_tasks | anything)
def test_whatever_task_comes_it_is_typed_or_a_bad_answer(content: Any) -> None:
    try:
        answer = read_task("odd", content, MAY_ASK, None)
    except BadAnswer:
        return
    assert answer.state in ("acknowledged", "asks", "refused", "done")
    assert (answer.state == "asks") == bool(answer.needs) and set(answer.needs) <= set(MAY_ASK)
    assert (answer.reason in REASONS) if answer.state == "refused" else answer.reason is None
    assert answer.text is None or (0 < len(answer.text) <= 500 and "\x00" not in answer.text)
    assert all(isinstance(value, bool | int | str) for value in (answer.result or {}).values())


@settings(max_examples=100, deadline=None)
@given(cards=anything, answers=nearly_tasks.map(lambda content: rpc({"task": content})) | anything, good_card=st.booleans(), raw=st.none() | st.binary(max_size=40))
def test_whatever_an_agent_sends_the_peer_raises_nothing_else(cards: Any, answers: Any, good_card: bool, raw: bytes | None) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        whole = answers if request.method == "POST" else card("http://agent.example") if good_card else cards
        content = raw if raw is not None and request.method == "POST" else json.dumps(whole).encode()
        return httpx.Response(200, headers={"content-type": "application/json"}, stream=httpx.ByteStream(content))

    async def go() -> None:
        peer = A2APeer("odd", "http://agent.example", ("child-benefit",), MAY_ASK, transport=httpx.MockTransport(serve))
        try:
            assert isinstance(await peer.tell(MESSAGE), PeerAnswer)
        except BadAnswer:
            pass
        finally:
            await peer.aclose()

    asyncio.run(go())
