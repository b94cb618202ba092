"""For all tests: in CI a test that needs chromium or strace may not skip."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

NEEDED = ("chromium", "strace")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if os.environ.get("LUUKKU_TEST_NO_SKIPS") and report.skipped and any(tool in str(report.longrepr) for tool in NEEDED):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} skipped where skipping is not allowed: {report.longrepr}"
    return report
