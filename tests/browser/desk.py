"""For tests: a counter with a desk, the people who work there, and what they do in the browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from luukku import app
from luukku.model.handover import Employee, Role
from luukku.model.ids import EmployeeId, new_id
from luukku.settings import load
from tests.browser.visitor import Visit, run_server, say, settle

PASSWORD = "riittävän pitkä sana"
PEOPLE: tuple[tuple[str, str, Role], ...] = (("paivi", "Päivi Lehto", "employee"), ("aino", "Aino Salo", "employee"), ("sirkka", "Sirkka Virta", "steward"))
WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "has_touch": False}
SIGNED_IN: dict[tuple[str, str], list[Any]] = {}
"""Cookies by counter and login: the door lets nobody try more than five times a minute."""


@contextmanager
def run_desk(folder: Path, *more: str) -> Iterator[str]:
    """The address of a counter whose desk is always open. `more`: flags of `luukku serve`."""
    with ThreadPoolExecutor(1) as apart:  # the sync driver of the browser has this thread's loop
        apart.submit(lambda: asyncio.run(_let_in(folder / "data"))).result()
    with run_server(folder, "--port", "0", "--set", "desk.hours=mon-sun 00:00-24:00", *more) as (address, _):
        yield address


async def _let_in(data: Path) -> None:
    hashed = app.hash_password(PASSWORD)
    async with app.staff_of(load({"data": str(data)}, {}, data.parent)) as staff:
        for login, name, role in PEOPLE:
            await staff.add(Employee(id=EmployeeId(new_id()), login=login, name=name, role=role), hashed)


def sign_in(page: Page, login: str = "paivi", password: str = PASSWORD) -> None:
    page.goto("/desk/sign-in")
    page.fill("#login", login)
    page.fill("#password", password)
    page.click(".door .btn.main")


def at_desk(visit: Visit, login: str = "paivi", **options: Any) -> Page:
    """The desk's page of that employee; the password is typed once only."""
    page = visit("/desk/sign-in", **{**WIDE, **options})
    key = (page.url.partition("/desk")[0], login)
    if key in SIGNED_IN:
        page.context.add_cookies(SIGNED_IN[key])
        page.goto("/desk")
    else:
        sign_in(page, login)
    page.locator("#queue").wait_for(state="attached")
    settle(page)
    SIGNED_IN[key] = page.context.cookies()
    return page


def with_case(visit: Visit, login: str = "paivi", **options: Any) -> tuple[Page, Page]:
    """(the customer's page, the desk's page with their conversation open)."""
    customer = visit("/")
    number = call_human(customer)
    desk = at_desk(visit, login, **options)
    take(desk, number)
    return customer, desk


def call_human(page: Page, text: str = "Haluan puhua ihmisen kanssa.") -> str:
    """A customer writes and is told that a human comes; the number by which two people speak of it."""
    say(page, text)
    strip = page.locator("#human .strip")
    strip.wait_for()
    if page.locator("#human form[action='/human']").count():
        page.click("#human form[action='/human'] button")
        page.locator("#human form[action='/human/cancel']").wait_for()
        settle(page)
    words = strip.locator("p").first.inner_text()
    return words.rstrip(".").split()[-1]


def row_of(page: Page, number: str) -> Any:
    return page.locator("#queue-rows li", has_text=number)


def take(page: Page, number: str) -> None:
    """Opens that row and takes it."""
    row_of(page, number).locator("a").click()
    page.click("form[data-take] button")
    page.locator("#reply").wait_for()
    settle(page)


def hold_clock(page: Page) -> None:
    """From now on time goes on in this page only by `page.clock.run_for`."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def say_to_human(page: Page, text: str) -> None:
    """A customer writes where a human answers, until the message has arrived and the machine has let it pass."""
    with page.expect_response("**/messages") as answered:
        page.fill("#m", text)
        page.click(".compose .btn")
    assert answered.value.json()["waiting"] is False
    expect(page.locator("#turns > .you").last).to_contain_text(text)
    expect(page.locator("#turns > .unsent")).to_have_count(0)
