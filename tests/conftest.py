"""For all tests: in CI a test that needs chromium or strace may not skip, and no property test measures time."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

NEEDED = ("chromium", "strace")

# Hypothesis would fail an example that takes over 200 ms, and a test whose examples are slow to make.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if os.environ.get("LUUKKU_TEST_NO_SKIPS") and report.skipped and any(tool in str(report.longrepr) for tool in NEEDED):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} skipped where skipping is not allowed: {report.longrepr}"
    return report
