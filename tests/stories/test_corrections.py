"""A customer's corrections teach, if counter and customer both allow it; and nothing of their words is kept for it."""

from __future__ import annotations

import asyncio
import base64
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from luukku import app, hear
from luukku.adapters.embedded.keys import SystemClock
from luukku.cli import corrections
from luukku.errors import NotMasked, Refused
from luukku.flow import open as opening
from luukku.flow import serve, teach, upkeep, view, withdraw
from luukku.flow.counter import Counter
from luukku.model.conversation import Message, Talk
from luukku.model.fact import Personal, reveal
from luukku.model.ids import ConversationId, new_id
from luukku.model.lesson import Lesson
from luukku.settings import load
from luukku.web.lessons import keep_lessons
from tests.stories.counters import counter as serving
from tests.stories.counters import customer

TOLD = "Meille syntyi eilen poika, nimeksi tuli Kanarianlintu Virtanen"
COLLECT = {"learning.collect": "all"}


class Clock(SystemClock):
    ahead = timedelta()

    def now(self):  # type: ignore[no-untyped-def]
        return super().now() + self.ahead


@asynccontextmanager
async def opened(folder: Path, flags: dict[str, str] | None = None, clock: Clock | None = None) -> AsyncIterator[Counter]:
    settings = load({"data": str(folder / "data"), **(COLLECT if flags is None else flags)}, {}, folder)
    async with app.opened(settings, work=False, clock=clock) as counter:
        yield counter


class Person:
    """A customer of an open counter."""

    def __init__(self, counter: Counter, conversation: ConversationId) -> None:
        self.counter, self.conversation = counter, conversation

    async def say(self, *texts: str) -> None:
        for text in texts:
            await serve.serve(self.counter, Message(conversation=self.conversation, id=new_id(), text=Personal(text)))
            await self.settled()

    async def misunderstood(self) -> None:
        """The whole matter was: by the button of the plan."""
        await withdraw.close(self.counter, self.conversation, (await self.talk()).cases[-1].id, mistaken=True)
        await self.settled()

    async def settled(self) -> None:
        while self.counter.tasks:
            await asyncio.wait(self.counter.tasks)

    async def talk(self) -> Talk:
        return await self.counter.store.talk(self.conversation)

    async def kept(self) -> int:
        return await self.counter.lessons.count((await self.talk()).customer)

    async def log(self) -> list[str]:
        return [f"{one.kind}:{one.result}" for one in await self.counter.log.entries((await self.talk()).customer) if one.purpose == "learning"]


async def somebody(counter: Counter, *, allows: bool = True, safe: bool = False) -> Person:
    conversation, _ = await opening.open_conversation(counter, "fi", safe=safe)
    if allows:
        await teach.choose(counter, conversation, allow=True)
    return Person(counter, conversation)


def in_a_counter(folder: Path, story: Callable[[Counter], Awaitable[None]], flags: dict[str, str] | None = None, clock: Clock | None = None) -> None:
    async def play() -> None:
        async with opened(folder, flags, clock) as counter:
            await story(counter)

    asyncio.run(play())


async def lessons(counter: Counter) -> list[Lesson]:
    return await teach.open_all(counter)


def test_nothing_is_kept_unless_counter_and_customer_both_allow_it(tmp_path: Path) -> None:
    async def by_default(counter: Counter) -> None:
        one = await somebody(counter, allows=False)
        assert (await view.known(counter, one.conversation)).learning is None, "where nothing is collected nothing is offered"
        with pytest.raises(Refused):
            await teach.choose(counter, one.conversation, allow=True)
        await one.say(TOLD)
        await one.misunderstood()
        assert await one.kept() == 0 and await one.log() == []

    async def not_allowed(counter: Counter) -> None:
        one = await somebody(counter, allows=False)
        shown = (await view.known(counter, one.conversation)).learning
        assert shown is not None and not shown.on, "their own choice, off until they make it"
        await one.say(TOLD)
        await one.misunderstood()
        assert await one.kept() == 0 and await one.log() == []

    async def before_the_permission(counter: Counter) -> None:
        one = await somebody(counter, allows=False)
        await one.say(TOLD)
        await teach.choose(counter, one.conversation, allow=True)
        await one.misunderstood()
        assert await one.kept() == 0, "what was told before the permission is not used"

    async def not_signed_in(counter: Counter) -> None:
        one = await somebody(counter, allows=False)
        with pytest.raises(Refused):
            await teach.choose(counter, one.conversation, allow=True)

    in_a_counter(tmp_path, by_default, {})
    in_a_counter(tmp_path, not_allowed)
    in_a_counter(tmp_path, before_the_permission)
    in_a_counter(tmp_path, not_signed_in, {"learning.collect": "signed-in"})


def test_labels_day_and_the_meaning_of_the_masked_words_are_kept_and_the_log_says_so(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        one = await somebody(counter)
        await one.say(TOLD)
        await one.misunderstood()
        assert await one.log() == ["consent:allowed", "collect:allowed"] and await one.kept() == 1
        (found,) = await lessons(counter)
        assert (found.shown, found.right, found.language, found.day) == ("child", "", "fi", counter.today())
        masked = hear.mask_text(TOLD).text
        assert "Kanarianlintu" not in masked
        vector = np.frombuffer(reveal(found.vector), "<f2").astype(np.float32)
        with_name, without = counter.embedder.embed_now([TOLD, masked])
        assert float(vector @ without) > 0.999 > float(vector @ with_name), "the name has left no trace in the meaning"
        assert await one.log() == ["consent:allowed", "collect:allowed", "learn:allowed"]
        known = await view.known(counter, one.conversation)
        assert known.learning is not None and known.learning.on
        assert any("niitä verrattiin" in entry.what for entry in known.entries) and any("otti talteen" in entry.what for entry in known.entries)

    in_a_counter(tmp_path, story)


def test_a_no_a_yes_and_what_was_not_read_at_first_teach(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        no, yes, unread = [await somebody(counter) for _ in range(3)]
        for one, answer in ((no, "ei"), (yes, "kyllä")):
            await one.say("taidan olla raskaana")
            asked = (await one.talk()).expects
            assert asked is not None and asked.name == "confirm:child"
            await one.say(answer)
        await unread.say("mulla on asiaa yhdestä jutusta", "meille syntyi vauva eilen", "Tampere")
        found = {(await one.talk()).customer: [(each.shown, each.right) for each in await lessons(counter) if each.customer == (await one.talk()).customer] for one in (no, yes, unread)}
        assert list(found.values()) == [[("child", "")], [("child", "child")], [("", "child")]]
        await yes.say("kiitos", "taidan olla raskaana taas")
        assert await yes.kept() == 1

    in_a_counter(tmp_path, story)


def test_the_same_correction_by_the_same_customer_counts_once_also_after_it_was_used(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        one = await somebody(counter)
        for _ in range(2):
            await one.say(TOLD)
            await one.misunderstood()
        assert await one.kept() == 1
        (found,) = await lessons(counter)
        await keep_lessons(counter, {"do": "learnt", "lessons": [found.id]})
        assert await one.kept() == 0 and await lessons(counter) == []
        await one.say(TOLD)
        await one.misunderstood()
        assert await one.kept() == 0

    in_a_counter(tmp_path, story)


def test_off_after_on_deletes_what_was_kept(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        one = await somebody(counter)
        await one.say(TOLD)
        await one.misunderstood()
        assert await one.kept() == 1
        await teach.choose(counter, one.conversation, allow=False)
        assert await one.kept() == 0 and await lessons(counter) == [] and (await one.log())[-1] == "consent:refused"
        await teach.choose(counter, one.conversation, allow=False)
        assert (await one.log())[-2:] == ["collect:allowed", "consent:refused"], "again changes nothing"

    in_a_counter(tmp_path, story)


GUARDED = {
    "danger": (TOLD + ". Mieheni hakkaa minua juuri nyt, apua",),
    "minor": ("Olen 15-vuotias", TOLD),
    "turvakielto": (TOLD, "minulla on turvakielto"),
    "for another": ("hoidan tätä äitini puolesta valtakirjalla", TOLD),
    "human": (TOLD, "haluan puhua ihmisen kanssa"),
}


@pytest.mark.parametrize("who", GUARDED)
def test_nothing_is_kept_of_those_who_must_be_spared(tmp_path: Path, who: str) -> None:
    async def story(counter: Counter) -> None:
        one = await somebody(counter)
        await one.say(*GUARDED[who])
        assert (await one.talk()).cases, "something was understood"
        await one.misunderstood()
        assert await one.kept() == 0 and await lessons(counter) == []
        assert not [entry for entry in await one.log() if entry.startswith("collect")], "not even looked at"

    in_a_counter(tmp_path, story, COLLECT | {"desk.hours": "mon-sun 00:00-24:00"})


def test_a_turvakielto_told_later_deletes_what_was_kept_and_ends_the_offer(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        one = await somebody(counter)
        await one.say(TOLD)
        await one.misunderstood()
        assert await one.kept() == 1
        await one.say("Haen eroa ja minulla on turvakielto")
        assert await one.kept() == 0 and (await one.talk()).teaching is None
        assert (await view.known(counter, one.conversation)).learning is None
        with pytest.raises(Refused):
            await teach.choose(counter, one.conversation, allow=True)

    in_a_counter(tmp_path, story)


def test_a_safe_conversation_is_never_asked_and_never_kept(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        one = await somebody(counter, allows=False, safe=True)
        with pytest.raises(Refused):
            await teach.choose(counter, one.conversation, allow=True)
        assert (await view.known(counter, one.conversation)).learning is None

    in_a_counter(tmp_path, story)


def test_words_that_cannot_be_masked_teach_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fails(*given: object) -> None:
        raise NotMasked(recogniser="name")

    async def story(counter: Counter) -> None:
        one = await somebody(counter)
        await one.say(TOLD)
        monkeypatch.setattr(hear, "mask_text", fails)
        await one.misunderstood()
        assert await one.kept() == 0 and (await one.log())[-2:] == ["collect:allowed", "collect:not-carried-out"]

    in_a_counter(tmp_path, story)
    assert "NotMasked" in caplog.text and "Kanarianlintu" not in caplog.text


def test_it_goes_with_the_customer_with_the_permission_and_with_the_setting(tmp_path: Path) -> None:
    clock = Clock()

    async def kept(counter: Counter) -> Person:
        one = await somebody(counter)
        await one.say(TOLD)
        await one.misunderstood()
        assert await one.kept() == 1
        return one

    async def erased(counter: Counter) -> None:
        one = await kept(counter)
        await counter.rounds.forget((await one.talk()).customer)
        assert list(await counter.lessons.waiting()) == []

    async def closed(counter: Counter) -> None:
        await kept(counter)
        clock.ahead = timedelta(days=15)
        await upkeep.go_round(counter, more=(teach.drop_unwanted,))
        assert list(await counter.lessons.waiting()) == [], "fourteen days after the case was closed"
        clock.ahead = timedelta()

    async def permission_over(counter: Counter) -> None:
        one = await kept(counter)
        await one.say("Haen eroa")  # goes on: the key has no end
        clock.ahead = timedelta(days=366)
        assert await lessons(counter) == [] and (await one.log())[-1] == "refused:refused"
        await teach.drop_unwanted(counter)
        assert await one.kept() == 0
        clock.ahead = timedelta()

    async def left_over(counter: Counter) -> None:
        await kept(counter)

    async def switched_off(counter: Counter) -> None:
        assert await lessons(counter) == [], "nothing is opened while the setting is off"
        with pytest.raises(Refused):
            await keep_lessons(counter, {"do": "agree"})
        await teach.drop_unwanted(counter)
        assert list(await counter.lessons.waiting()) == []

    for story in (erased, closed, permission_over, left_over):
        in_a_counter(tmp_path, story, clock=clock)
    in_a_counter(tmp_path, switched_off, {})


def test_ten_who_agree_leave_one_centre_and_nine_leave_nothing(tmp_path: Path) -> None:
    async def story(counter: Counter) -> None:
        for number in range(9):
            one = await somebody(counter)
            await one.say(f"Meille syntyi eilen poika, painoi {3000 + number} g")
            await one.misunderstood()
        found = await keep_lessons(counter, {"do": "agree"})
        assert (found["waiting"], found["customers"], found["groups"]) == (9, 9, [])
        one = await somebody(counter)
        await one.say("Meille syntyi eilen poika")
        await one.misunderstood()
        (group,) = (await keep_lessons(counter, {"do": "agree"}))["groups"]
        assert (group["shown"], group["right"], group["customers"]) == ("child", "", 10)
        centre = np.frombuffer(base64.b64decode(group["centroid"]), "<f2").astype(np.float32)
        singles = [np.frombuffer(reveal(each.vector), "<f2").astype(np.float32) for each in await lessons(counter)]
        assert all(float(centre @ each) < 0.9999 for each in singles)

    in_a_counter(tmp_path, story)


def test_over_api_page_and_command_with_a_real_server_and_nothing_lies_in_plain(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, COLLECT | {"limits.burst": "100"}) as running, customer(running.address) as person:
        person.open("fi")
        assert person.get("log")["learning"]["on"] is False and "/learning" in person.browse("/known").text
        assert person.post("learning", {"allow": True}).raise_for_status().json()["learning"]["on"] is True
        person.say(TOLD)
        case = person.plan()["case"]
        assert "mistaken" in person.browse("/plan").text
        person.post(f"cases/{case}/close", {"mistaken": True}).raise_for_status()
        for _ in range(1_200):
            if any("otti talteen" in entry["what"] for entry in person.get("log")["entries"]):
                break
            time.sleep(0.05)
        settings = load({"data": str(data), **COLLECT}, {}, tmp_path)
        found = corrections.take_corrections(settings)
        assert (found.waiting, found.customers, found.groups) == (1, 1, ())
        assert re.search("no 10 customers agree", "\n".join(corrections.lines(found)))
        assert any("niitä verrattiin" in entry["what"] for entry in person.get("log")["entries"])
        assert running.process.poll() is None
        import httpx

        assert httpx.post(f"{running.address}/control/lessons", json={"do": "agree"}, trust_env=False).status_code == 404
        running.kill()
    for path in data.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert not [word for word in ("Kanarianlintu", "syntyi", "poika", "[nimi") if word.encode() in held], path
    assert corrections.take_corrections(settings).waiting == 1, "without a server the folder itself is asked"
    assert replace(found, waiting=0) and corrections.lines(replace(found, waiting=0, customers=0)) == ["no corrections wait: nothing is learnt from any"]
