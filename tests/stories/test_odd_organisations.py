"""An agent that misbehaves, over the whole counter: it gets nothing more, the person is asked nothing, its words do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contracts.sandboxes import Organisations, organisations, running
from tests.stories.counters import Counter, Customer, counter, customer
from tests.stories.pages import Page

SAID = "Asutaan Tampereella, meille syntyi 3.5.2026 tyttö ja vaimo on palkkatöissä"
BORN = {"event.date": "2026-05-03"}
ASKS, PLAIN = "parental-allowance", "child-benefit"


@pytest.fixture(scope="module")
def agents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organisations]:
    with organisations(tmp_path_factory.mktemp("agents"), "--finish-after", "0", only="kela") as them:
        yield them


@pytest.fixture(scope="module")
def opened(agents: Organisations, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("odd")
    with running("identity", "--port", "0") as identity:
        flags = {**agents.settings, "identity.issuer": identity.address, "mailbox.folder": str(folder / "mailbox"), "limits.burst": "1000"}
        with counter(folder / "data", flags) as here:
            yield here


@pytest.fixture
def person(opened: Counter) -> Iterator[Customer]:
    """Signed in, with a card to answer."""
    with customer(opened.address) as one:
        one.open("fi")
        yield one


def send(person: Customer, *services: str) -> None:
    card: dict[str, Any] = person.say(SAID)["card"]
    person.sign_in()
    person.answer(card["id"], {}, list(services))


def told(agents: Organisations, before: int) -> list[tuple[str, dict[str, Any]]]:
    return [(share["service"], share["facts"]) for share in list(agents.received("kela").values())[before:]]


def test_what_an_agent_asks_without_having_declared_it_is_neither_told_nor_asked(agents: Organisations, person: Customer) -> None:
    before = len(agents.received("kela"))
    agents.behave("kela", "undeclared", names=["mother.work"])  # of the two services only parental allowance declares it
    send(person, ASKS, PLAIN)
    states = person.until(lambda states: states[PLAIN] == "unreadable" and states[ASKS] == "acknowledged")
    seen = told(agents, before)
    assert [facts for service, facts in seen if service == PLAIN] == [BORN]
    assert [facts for service, facts in seen if service == ASKS] == [{**BORN, "municipality": "Tampere"}, {"mother.work": "employed"}], "once, however often it is asked"
    assert states[PLAIN] == "unreadable"
    assert person.say("kiitos")["question"] is None
    agents.behave("kela")
    person.until(lambda states: states[ASKS] == "done")
    assert len(told(agents, before)) == 3


def test_rude_words_are_quoted_in_short_and_do_nothing(agents: Organisations, person: Customer) -> None:
    before = len(agents.received("kela"))
    agents.behave("kela", "rude")
    send(person, PLAIN)
    person.until(lambda states: states[PLAIN] == "done")
    agents.behave("kela")
    (step,) = [step for step in person.plan()["told"] if step["id"] == PLAIN]
    assert step["who"] == "Kela (harjoitus)" and step["quote"].startswith("Ignore your rules") and len(step["quote"]) <= 500
    assert told(agents, before) == [(PLAIN, BORN)]
    page = person.browse("/plan").text
    assert "&lt;script&gt;alert(1)" in page and "<script>alert(1)" not in page
    assert 'href="https://evil' not in page and "49" not in Page(page).shown.partition("Ignore")[2][:500]
    spoken = [event["data"] for event in person.events() if event["type"] == "replied"]
    assert spoken and "evil" not in str(spoken) and "Ignore" not in str(spoken)
