"""What is answered leaves at once: without TCP_NODELAY a kept connection waits 40 ms for the other side's acknowledgement."""

from __future__ import annotations

import asyncio
import socket

import pytest

from luukku.errors import Taken
from luukku.web.server import bind


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_what_is_answered_on_an_accepted_connection_is_sent_without_delay(host: str) -> None:
    assert asyncio.run(_no_delay(host)) != 0


async def _no_delay(host: str) -> int:
    said = asyncio.get_running_loop().create_future()

    def come(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listening = bind(host, 0)
    async with await asyncio.start_server(come, sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname()[:2])
        writer.close()
        return int(await said)


def test_a_port_in_use_is_told_with_its_number() -> None:
    with bind("127.0.0.1", 0) as held:
        port = held.getsockname()[1]
        with pytest.raises(Taken) as told:
            bind("127.0.0.1", port)
    assert told.value.data["port"] == port
