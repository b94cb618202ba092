"""All practice organisations in one process: who they are, how they misbehave on command, and what our peer makes of it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from luukku import packs
from luukku.adapters.peers.a2a import AGAIN_AFTER, A2APeer
from luukku.errors import BadAnswer, Unreached
from luukku.model.pack import FactSpec, Packs
from luukku.model.use import PeerAnswer
from luukku.sandbox import clerk, known, rules
from luukku.sandbox.control import RUDE_TEXT, Mode, read_mode
from luukku.sandbox.matters import Matters
from luukku.sandbox.offices import KELA, OFFICES, Office
from luukku.sandbox.organisations import main
from tests.contracts.sandboxes import Organisations, organisations, outgoing

T = TypeVar("T")
BORN = {"event.date": "2026-11-20"}
WORK = {"mother.work": "employed"}
ASKS = "parental-allowance"
PLAIN = "child-benefit"


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organisations]:
    with organisations(tmp_path_factory.mktemp("organisations"), "--finish-after", "0") as running:
        yield running


@pytest.fixture
def kela(process: Organisations) -> Iterator[Organisations]:
    """Behaves again afterwards."""
    yield process
    process.behave("kela")


def run(process: Organisations, work: Callable[[A2APeer], Awaitable[T]], **words: float) -> T:
    async def go() -> T:
        peer = A2APeer("kela-sandbox", process.origins["kela"], (ASKS, PLAIN, "study-grant"), ("mother.work",), **words)  # type: ignore[arg-type]  # seconds by name
        try:
            return await work(peer)
        finally:
            await peer.aclose()

    return asyncio.run(go())


# Who they are


@pytest.fixture(scope="module")
def loaded() -> Packs:
    return packs.load(packs.find_packs())


def test_each_organisation_says_who_and_where_it_is_and_shows_its_card(process: Organisations) -> None:
    assert list(process.origins) == [office.kind for office in OFFICES]
    for office in OFFICES:
        card = httpx.get(f"{process.origins[office.kind]}/.well-known/agent-card.json", trust_env=False).json()
        assert card["name"] == office.name and {skill["id"] for skill in card["skills"]} == set(office.services)


def test_the_register_names_organisations_that_are_there_with_services_that_they_know(loaded: Packs) -> None:
    registered = {one.id: one for one in loaded.organisations.values() if one.peer == "a2a"}
    offices = {office.id: office for office in OFFICES}
    assert set(registered) <= set(offices)
    for id, one in registered.items():
        assert (one.kind, one.origin) == (offices[id].kind, f"http://127.0.0.1:{offices[id].port}")
        assert set(one.services) <= set(offices[id].services), id


def test_who_is_not_registered_has_nothing_to_do_in_any_pack(loaded: Packs) -> None:
    kinds = {service.organisation for pack in loaded.events.values() for service in pack.services if service.part in ("allow", "request")}
    registered = {one.kind for one in loaded.organisations.values()}
    assert {office.kind for office in OFFICES} & kinds <= registered
    assert {"municipality", "wellbeing-county", "debt-advice"} & kinds <= registered, "those with mailboxes"


def test_every_service_for_which_something_is_sent_is_somebodys_when_the_kind_is_registered(loaded: Packs) -> None:
    kinds = {one.kind for one in loaded.organisations.values()}
    nobodys = {
        service.id
        for pack in loaded.events.values()
        for service in pack.services
        if service.part in ("allow", "request") and service.organisation in kinds
        and not any(service.id in one.services for one in loaded.organisations.values())
    }  # fmt: skip
    assert nobodys == set()


def test_an_organisation_asks_only_what_the_pack_lets_it_and_no_higher_assurance(loaded: Packs) -> None:
    for pack in loaded.events.values():
        for service in (one for one in pack.services if one.part in ("allow", "request")):
            rule = next((office.services[service.id] for office in OFFICES if service.id in office.services), None)
            if rule is not None:
                assert set(rule.needs) <= {*service.facts, *service.may_ask}, service.id
                assert rules.ASSURANCES.index(rule.assurance) <= rules.ASSURANCES.index(service.assurance), service.id
            case = clerk.CASES.get(service.id)
            if case is not None:
                assert set(case.needs) <= {*service.facts, *service.may_ask}, service.id


def test_what_an_organisation_may_be_told_it_can_read(loaded: Packs) -> None:
    registered = {service for one in loaded.organisations.values() if one.peer == "a2a" for service in one.services}
    for pack in loaded.events.values():
        for service in pack.services:
            if service.id in registered:
                for name in (*service.facts, *service.may_ask):
                    spec = pack.fact(name)
                    assert spec is not None
                    assert all(known.FACTS[name](value) for value in samples(spec)), f"{service.id}: {name}"


def samples(spec: FactSpec) -> tuple[object, ...]:
    return {
        "bool": (True, False), "enum": spec.values, "whole": (1, 12), "cents": (0, 5_000_000), "date": ("2026-11-20", "2026-11-16/2026-11-22"),
        "municipality": ("Tampere", "Pedersören kunta"), "text": ("P6M" if spec.name == "duration" else "late-spouse",),
    }[spec.type]  # fmt: skip


def test_ports_are_given_one_by_one_or_from_a_first_one(tmp_path: Path) -> None:
    with organisations(tmp_path, only="bank,kela-sandbox") as two:
        assert list(two.origins) == ["kela", "bank"]
        taken = {kind: int(origin.rpartition(":")[2]) for kind, origin in two.origins.items()}
        assert two.stop() == 0
    again = f"kela={taken['bank']},bank-sandbox={taken['kela']}"
    with organisations(tmp_path, "--ports", again, only="bank,kela", free=False) as two:
        assert two.origins == {"kela": f"http://127.0.0.1:{taken['bank']}", "bank": f"http://127.0.0.1:{taken['kela']}"}


@pytest.mark.parametrize("words", [("--ports", "kela"), ("--ports", "nobody=8201"), ("--ports", "kela=x"), ("--only", "nobody"), ("--port-base", "1", "--ports", "kela=2")])
def test_words_that_say_nothing_are_refused(tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path), *words])
    assert ended.value.code == 2


def test_each_has_its_own_memory_and_keeps_it_over_a_restart(tmp_path: Path) -> None:
    message = outgoing(ASKS, BORN)
    with organisations(tmp_path, only="kela,bank") as two:
        asked = run(two, lambda peer: peer.tell(message))
        two.behave("kela", "down")
        two.process.kill()
    with organisations(tmp_path, only="kela,bank") as two:
        assert run(two, lambda peer: peer.tell(message)) == asked
        assert list(two.received("kela")) == [message.share] and two.received("bank") == {}


def test_a_service_that_is_not_its_own_is_refused_and_seen(process: Organisations) -> None:
    message = outgoing("study-grant", BORN)
    process.origins["kela"]
    answer = run(process, lambda peer: _tell_unoffered(peer, message))
    assert (answer.state, answer.reason) == ("refused", "not-ours")
    assert process.received("kela")[message.share]["facts"] == BORN


async def _tell_unoffered(peer: A2APeer, message: Any) -> PeerAnswer:
    """As if the card offered it."""
    peer._card = (f"{peer._card_address.removesuffix('/.well-known/agent-card.json')}/a2a", frozenset({"study-grant"}))
    return await peer.tell(message)


def test_what_it_cannot_read_is_seen_too(process: Organisations) -> None:
    message = outgoing(PLAIN, {**BORN, "religion": "none"})
    assert run(process, lambda peer: peer.tell(message)).reason == "cannot-read"
    seen = process.seen("kela")
    assert message.share not in seen["shares"]
    assert [one["data"]["facts"] for one in seen["unread"] if one["message"] == message.share] == [{**BORN, "religion": "none"}]


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "luukku.sandbox.organisations", "--data", str(tmp_path), "--port-base", "0", "--only", "kela", "--with-stdin"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        assert process.stdout.readline().startswith(b"{") and process.poll() is None
        process.stdin.close()
        assert process.wait(60) == 0


# Rules


def office(**services: rules.Rule) -> Office:
    return Office(kind="kela", port=0, name="n", services={name.replace("_", "-"): rule for name, rule in services.items()})


def test_it_is_over_after_so_many_looks_and_not_by_a_repeat(tmp_path: Path) -> None:
    matters = Matters(tmp_path, 0, office(loan=rules.Rule(looks=2)))
    data = {"luukku": 1, "service": "loan", "share": "s", "assurance": "nobody", "facts": {}}
    task = matters.receive("m", None, data).task
    assert [matters.receive("m", None, data).state for _ in range(3)] == ["working"] * 3
    assert [matters.look(task).state for _ in range(3)] == ["working", "done", "done"]
    matters.close()


def test_it_may_refuse_at_once_for_a_fact_or_in_the_end(tmp_path: Path) -> None:
    services = {"a": rules.Rule(refuses={"parents.married": (True, "not-entitled")}, at_once=True), "b": rules.Rule(ends="already-done")}
    request = rules.read_request({"luukku": 1, "service": "a", "share": "s", "assurance": "nobody", "facts": {"parents.married": True}})
    assert rules.decide(request, {}, services) == rules.Outcome(state="rejected", reason="not-entitled")
    assert rules.decide(None, {}, services).reason == "cannot-read"
    matters = Matters(tmp_path, 0, office(b=services["b"]))
    told = matters.receive("m", None, {"luukku": 1, "service": "b", "share": "s", "assurance": "nobody", "facts": {}})
    assert (told.state, told.reason) == ("rejected", "already-done")
    matters.close()


@pytest.mark.parametrize(("name", "value"), [("duration", "P"), ("duration", "6 months"), ("child.count", 0), ("child.count", True), ("amount.eur", -1), ("amount.eur", 1.5), ("employer.kind", "State")])
def test_facts_of_the_wrong_form_cannot_be_read(name: str, value: object) -> None:
    assert not known.FACTS[name](value)


# Down, slow


def test_an_organisation_that_is_down_is_unreached_and_then_there_again(kela: Organisations) -> None:
    message = outgoing(PLAIN, BORN)

    async def story(peer: A2APeer) -> PeerAnswer:
        for how in ("503", "closed"):
            await asyncio.to_thread(kela.behave, "kela", "down", how=how)
            with pytest.raises(Unreached) as caught:
                await peer.tell(message)
            assert caught.value.sent is False
        await asyncio.to_thread(kela.behave, "kela")
        return await peer.tell(message)

    assert run(kela, story).state == "done"


def test_a_line_that_is_cut_after_the_message_says_that_it_may_have_arrived(kela: Organisations) -> None:
    async def story(peer: A2APeer) -> None:
        await peer.tell(outgoing(PLAIN, BORN))  # knows the card from now on
        await asyncio.to_thread(kela.behave, "kela", "down", how="closed")
        with pytest.raises(Unreached) as caught:
            await peer.tell(outgoing(PLAIN, BORN))
        assert caught.value.sent is True

    run(kela, story)


def test_a_slow_answer_is_not_waited_for_and_the_message_is_taken_once(kela: Organisations) -> None:
    message = outgoing(PLAIN, BORN)
    kela.behave("kela", "slow", seconds=2)
    with pytest.raises(Unreached) as caught:
        run(kela, lambda peer: peer.tell(message), read_seconds=0.3)
    assert caught.value.sent is True
    assert message.share in kela.received("kela"), "it was taken; only the answer is slow"
    kela.behave("kela")
    assert run(kela, lambda peer: peer.tell(message)).state == "done"
    assert list(kela.received("kela")).count(message.share) == 1


# Twice


def test_an_older_state_that_comes_again_asks_for_nothing_again(kela: Organisations) -> None:
    kela.behave("kela", "twice")
    first = outgoing(ASKS, BORN)

    async def story(peer: A2APeer) -> list[PeerAnswer]:
        asked = await peer.tell(first)
        second = outgoing(ASKS, WORK, task=asked.task)
        answers = [asked, await peer.tell(second)]
        for _ in range(4):
            answers.append(await peer.look(asked.task or "", second.share))
        return answers

    answers = run(kela, story)
    assert [answer.state for answer in answers] == ["asks", "acknowledged", "done", "done", "done", "done"]
    assert answers[1].needs == ()
    of_task = [line["facts"] for line in kela.received("kela").values() if line["service"] == ASKS]
    assert of_task[-2:] == [BORN, WORK]


def test_who_asks_again_long_after_it_was_answered_is_answered_again(kela: Organisations, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said may have been corrected since."""
    now = 5.0
    monkeypatch.setattr("luukku.adapters.peers.a2a.time.monotonic", lambda: now)

    async def story(peer: A2APeer) -> tuple[str, str, str, str]:
        nonlocal now
        await asyncio.to_thread(kela.behave, "kela", "undeclared", names=["mother.work"])
        asked = await peer.tell(outgoing(ASKS, BORN))
        second = outgoing(ASKS, WORK, task=asked.task)
        told = await peer.tell(second)
        soon = await peer.look(asked.task or "", second.share)
        now += AGAIN_AFTER
        late = await peer.look(asked.task or "", second.share)
        return asked.state, told.state, soon.state, late.state

    assert run(kela, story) == ("asks", "acknowledged", "acknowledged", "asks")


# Undeclared, rude


def test_what_it_has_not_declared_is_no_question(kela: Organisations) -> None:
    for names in (["income", "health.diagnosis"], ["mother.work", "income"], ["<b>"]):
        kela.behave("kela", "undeclared", names=names)
        with pytest.raises(BadAnswer, match="needs-undeclared"):
            run(kela, lambda peer: peer.tell(outgoing(ASKS, BORN)))


def test_rude_text_beside_a_right_answer_is_cut_and_cleaned_and_does_nothing(kela: Organisations) -> None:
    kela.behave("kela", "rude")
    answer = run(kela, lambda peer: peer.tell(outgoing(PLAIN, BORN)))
    assert answer.state == "done" and answer.text is not None
    assert len(answer.text) <= 500 and answer.text.endswith(" …") and RUDE_TEXT.startswith(answer.text.removesuffix(" …"))


@pytest.mark.parametrize(("how", "what"), [("state", "state"), ("orders", "data"), ("huge", "too-large"), ("html", "content-type"), ("away", "redirect")])
def test_other_rudeness_is_no_answer(kela: Organisations, how: str, what: str) -> None:
    kela.behave("kela", "rude", how=how)
    with pytest.raises(BadAnswer) as caught:
        run(kela, lambda peer: peer.tell(outgoing(PLAIN, BORN)))
    assert caught.value.data == {"organisation": "kela-sandbox", "what": what} and caught.value.sent is True


# Control


def test_only_programs_on_this_machine_command_it(process: Organisations) -> None:
    origin = process.origins["bank"]
    with httpx.Client(base_url=origin, trust_env=False) as line:
        for headers in ({"host": "evil.example"}, {"host": "127.0.0.1.evil.example:80"}, {"origin": "http://evil.example"}):
            assert line.post("/sandbox/mode", json={"mode": "down"}, headers=headers).status_code == 403
            assert line.get("/sandbox/received", headers=headers).status_code == 403
        assert line.post("/sandbox/mode", content=b'{"mode": "down"}', headers={"content-type": "text/plain"}).status_code == 404
        assert line.post("/sandbox/other").status_code == line.get("/sandbox/").status_code == 404
        assert line.post("/sandbox/mode", json={"mode": "kind"}).status_code == 400
        assert line.post("/sandbox/mode", content=b" " * 20_000, headers={"content-type": "application/json"}).status_code == 400
        assert line.get("/sandbox/mode").json()["mode"] == "normal"
        assert line.post("/sandbox/mode", json={"mode": "slow", "seconds": 3}).json() == {"mode": "slow", "how": "", "seconds": 3, "names": []}
        assert line.post("/sandbox/mode", json={"mode": "normal"}).json()["mode"] == "normal"


@pytest.mark.parametrize(
    "content",
    [[], {}, {"mode": 5}, {"mode": "down", "how": "loudly"}, {"mode": "slow", "how": "503"}, {"mode": "slow", "seconds": 61}, {"mode": "slow", "seconds": "1"},
     {"mode": "undeclared", "names": "income"}, {"mode": "undeclared", "names": [""]}, {"mode": "normal", "extra": 1}, {"mode": "rude", "how": 5}],
)  # fmt: skip
def test_a_mode_that_is_none_is_refused(content: object) -> None:
    with pytest.raises(ValueError, match="mode"):
        read_mode(json.dumps(content).encode())


def test_a_mode_is_read_with_its_defaults() -> None:
    assert read_mode(b'{"mode": "down"}') == Mode(mode="down", how="503")
    assert read_mode(b'{"mode": "slow"}').seconds == 1.0
    assert read_mode(b'{"mode": "undeclared"}').names == ("income", "health.diagnosis")


# The clerk


def put_letter(folder: Path, share: str, **more: Any) -> None:
    (folder / "out").mkdir(parents=True, exist_ok=True)
    content = {"share": share, "service": "debt-plan", "language": "fi", "task": "t", "facts": {}, **more}
    (folder / "out" / f"{share}.json").write_text(json.dumps(content))


def test_the_clerk_asks_until_some_letter_of_the_matter_tells_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases: Mapping[str, clerk.Case] = {"debt-plan": clerk.Case(needs=("amount.eur", "count")), "housing": clerk.Case(reason="not-ours")}
    monkeypatch.setattr(clerk, "CASES", cases)
    put_letter(tmp_path, "1", facts={"count": 3})
    put_letter(tmp_path, "2", service="housing", task="u", language="sv")
    put_letter(tmp_path, "3", service="unknown", task="v", language="xx")
    said = {letter.share: clerk.decide(letter) for letter in clerk.open_letters(tmp_path)}
    assert said["1"][0] == "asks" and said["1"][2] == ("amount.eur",)
    assert (said["2"][0], said["2"][1], said["2"][3]) == ("refused", clerk.TEXTS["refused"]["sv"], "not-ours")
    assert said["3"] == ("done", clerk.TEXTS["done"]["fi"], (), None)
    put_letter(tmp_path, "4", facts={"amount.eur": 5_000_000})
    assert {letter.share: clerk.decide(letter)[0] for letter in clerk.open_letters(tmp_path)}["4"] == "done"


def test_the_clerk_of_the_process_answers_letters(tmp_path: Path) -> None:
    put_letter(tmp_path / "mail", "1", service="early-education")
    with organisations(tmp_path / "data", "--mailbox", str(tmp_path / "mail"), "--clerk-after", "0", only="kela") as one:
        reply = tmp_path / "mail" / "in" / "1.json"
        for _ in range(1_200):
            if reply.exists():
                break
            asyncio.run(asyncio.sleep(0.05))
        assert json.loads(reply.read_text()) == {"share": "1", "status": "done", "text": clerk.TEXTS["family"]["fi"]}
        assert one.stop() == 0


def test_the_benefit_institution_alone_is_the_same_as_before() -> None:
    assert set(KELA.services) >= {ASKS, PLAIN} and KELA.services[ASKS].needs == ("event.date", "mother.work")
