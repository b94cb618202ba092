"""Several matters in one conversation: told together, kept apart, each with its own plan, card and end."""

from __future__ import annotations

from typing import Any

from tests.contracts.sandboxes import until
from tests.stories.counters import Customer, customer, letters
from tests.stories.towns import Town, chat, payload, texts

BOTH = "Meille syntyi tyttö maanantaina ja olemme eroamassa"


def case_of(person: Customer, event: str) -> dict[str, Any]:
    return next(plan for plan in person.get("plan")["plans"] if plan["event"] == event)


def labels(answer: dict[str, Any], event: str) -> set[str]:
    """What is read back of that situation."""
    return {line["fact"] for one in answer["reply"]["understood"] if one["event"] == event for line in one["lines"]}


def test_two_events_of_one_message_are_read_back_and_planned_apart(someone: Customer) -> None:
    first = someone.say(BOTH)
    assert [one["event"] for one in first["reply"]["understood"]] == ["child", "divorce"]
    assert labels(first, "child") == {"event.date", "child.sex"} and labels(first, "divorce") == set()
    second = someone.say("Tampere")
    assert "municipality" in labels(second, "child") & labels(second, "divorce"), "one's own life is told once for both"
    plans = someone.get("plan")["plans"]
    assert {plan["event"] for plan in plans} == {"child", "divorce"} and sum(plan["at_hand"] for plan in plans) == 1
    page = someone.browse("/conversation").text
    assert page.count("/at-hand") == 1, "the other one is a button away"


def test_a_card_of_one_case_tells_nothing_of_the_other(someone: Customer, town: Town) -> None:
    before = len(letters(town.mailbox))
    for text in (BOTH, "Tampere"):
        someone.say(text)
    card = someone.say("palkkatöissä")["card"]
    assert {row["id"] for row in card["allow"]} == {"early-education"}
    someone.answer(card["id"], {"early-education": "allow"})
    until(lambda: len(letters(town.mailbox)) > before)
    (letter,) = letters(town.mailbox)[before:]
    assert set(letter["facts"]) == {"event.date", "municipality"} and letter["facts"]["event.date"].startswith("2")
    answer = someone.say("ei")
    assert answer["question"]["name"] == "child.count" and any("Ero" in line for line in answer["reply"]["paragraphs"]), "then the other matter, by name"


def test_turning_to_the_other_case_by_hand_gives_it_the_next_answer(someone: Customer) -> None:
    someone.say(BOTH)
    divorce = case_of(someone, "divorce")["case"]
    turned = someone.post(f"cases/{divorce}/at-hand", {}).raise_for_status().json()
    assert turned["question"]["name"] == "child.count" and any("Ero" in line for line in turned["reply"]["paragraphs"])
    assert case_of(someone, "divorce")["at_hand"] and not case_of(someone, "child")["at_hand"]
    answer = someone.say("2")
    assert "child.count" in labels(answer, "divorce") and "child.count" not in labels(answer, "child")
    assert someone.post("cases/" + "0" * 32 + "/at-hand", {}).status_code == 404


def test_ending_one_case_leaves_the_other(someone: Customer) -> None:
    for text in (BOTH, "Tampere"):
        someone.say(text)
    assert someone.post(f"cases/{case_of(someone, 'divorce')['case']}/close", {}).status_code == 200
    assert case_of(someone, "divorce")["closed"] and not case_of(someone, "child")["closed"]
    answer = someone.say("palkkatöissä")
    assert answer["card"] is not None and labels(answer, "child") >= {"mother.work"}


def test_nobody_is_congratulated_beside_a_death(town: Town) -> None:
    with customer(town.address) as person:
        reply = person.open("en").say("My husband died last week and we are moving to Tampere next month")["reply"]
    assert {one["event"] for one in reply["understood"]} == {"bereavement", "moving"}
    assert reply["tone"] == "quiet" and "!" not in reply["text"] and reply["human"]["state"] == "offered"


def test_a_death_beside_a_birth_is_met_first_and_nothing_is_asked_with_it(someone: Customer) -> None:
    reply = someone.say("saimme vauvan ja mun isä kuoli samana päivänä, 20.11.")["reply"]
    assert reply["text"].startswith("Otan osaa.") and reply["question"] is None and reply["card"] is None and reply["tone"] == "quiet"
    assert "Onnea" not in reply["text"] and {one["event"] for one in reply["understood"]} == {"bereavement", "child"}
    assert someone.say("joo")["reply"]["tone"] == "quiet", "also when the next turn is about the child"


def test_a_guess_at_something_else_waits_until_the_condolence_was_read(someone: Customer) -> None:
    first = someone.say("olen 16, isä kuoli ja muutin mummolle")
    assert first["question"] is None and "toinen asia" not in first["reply"]["text"]


def test_nobody_who_mourns_is_asked_whether_a_child_was_born(someone: Customer) -> None:
    someone.say("Mieheni kuoli viime viikolla")
    answer = someone.say("entä vanhempainraha")
    assert answer["question"] is None or answer["question"]["name"] != "confirm:child"


def test_a_chat_turns_between_cases_by_a_button(town: Town) -> None:
    with chat(town.address) as writer:
        writer.say(BOTH)
        turned = writer.say(payload(writer.say("suunnitelma"), "/case:"))
        assert "Nyt asiana: Ero" in texts(turned) and "Montako" in texts(turned)
