"""The Edge client and the network: none, a proxy, other addresses, and its packages' errors."""

import asyncio
import contextlib
import inspect
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.helpers.edge_runs import LINE, UNREACHED, VOICE, say_it
from tests.helpers.edge_server import EdgeServer, tones
from tingbao.cache import Store
from tingbao.model import Speech
from tingbao.speech import edge
from tingbao.speech.edge import Edge

pytestmark = pytest.mark.usefixtures("edge_as_before")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    ("address", "proxy", "said"),
    [
        ("ws://127.0.0.1:{port}/edge/v1", "", UNREACHED),
        ("ws://nowhere.invalid/edge/v1", "", "the name of Edge is not found (DNS)"),
        ("ws://127.0.0.1:{port}/edge/v1", "http://127.0.0.1:{port}", "the proxy cannot be reached"),
    ],
)
def test_a_network_that_is_not_there(
    address: str, proxy: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "APART", 0.0)
    port = free_port()
    ear, _, stopped = asyncio.run(
        say_it(address.format(port=port), Store(tmp_path), LINE, proxy=proxy.format(port=port))
    )
    assert said in stopped
    assert ear.attempts == [1, 2, 3, 4]


@contextlib.asynccontextmanager
async def proxy_to(address: str) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A proxy that passes all on to ``address``: its own address, and what it was asked for."""
    host, _, port = address.removeprefix("ws://").partition("/")[0].partition(":")
    asked: list[bytes] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while piece := await reader.read(65536):
                writer.write(piece)
        writer.close()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.partition(b"\r\n")[0])
        there, back = await asyncio.open_connection(host, int(port))
        back.write(head.replace(f"http://{host}:{port}".encode(), b"", 1))
        await asyncio.gather(pump(reader, back), pump(there, writer))

    async with await asyncio.start_server(pass_on, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked


@pytest.mark.parametrize("by", ["setting", "environment"])
def test_a_proxy_is_gone_through(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def go() -> tuple[Speech, list[bytes]]:
        async with EdgeServer() as server, proxy_to(server.address) as (proxy, asked):
            if by == "environment":
                monkeypatch.setenv("ws_proxy", proxy)
                monkeypatch.delenv("no_proxy", raising=False)
                monkeypatch.delenv("NO_PROXY", raising=False)
                proxy = ""
            engine = Edge({"address": server.address, "proxy": proxy})
            speech = await engine.speak(LINE, VOICE)
            await engine.close()
            return speech, asked

    speech, asked = asyncio.run(go())
    assert speech.audio == tones(LINE)
    assert len(asked) == 1
    assert asked[0].startswith(b"GET ")


def test_two_engines_speak_to_two_addresses_at_once() -> None:
    async def go() -> tuple[list[str], list[str]]:
        async with EdgeServer(first=0.05) as one, EdgeServer(first=0.05) as two:
            engines = Edge({"address": one.address}), Edge({"address": two.address})
            await asyncio.gather(
                *(
                    asyncio.create_task(e.speak(line, VOICE))
                    for e, line in zip(engines, "一二", strict=True)
                )
            )
            for engine in engines:
                await engine.close()
            return one.lines, two.lines

    assert asyncio.run(go()) == (["一"], ["二"])


def test_the_network_address_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    async def go() -> int:
        loop = asyncio.get_running_loop()
        real = loop.getaddrinfo

        async def look(host: str, *more: object, **most: object) -> object:
            looked.append(host)
            return await real(host, *more, **most)  # type: ignore[arg-type]

        monkeypatch.setattr(loop, "getaddrinfo", look)
        async with EdgeServer() as server:
            engine = Edge({"address": server.address.replace("127.0.0.1", "localhost")})
            for _ in range(3):
                await engine.speak(LINE, VOICE)
            await engine.close()
            return server.handshakes

    assert asyncio.run(go()) == 3  # never two turns on one connection
    assert looked.count("localhost") == 1


@pytest.mark.parametrize(
    ("faults", "there"),
    [((), True), (("noaudio",), False), (("hang-handshake",), False), (("503",), False),
     (("truncate",), False)],
)  # fmt: skip
def test_reachable_says_whether_it_speaks_now(
    faults: tuple[str, ...], there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "REACHED", 0.5)

    async def go() -> bool:
        async with EdgeServer(*faults) as server:
            engine = Edge({"address": server.address})
            try:
                return await engine.reachable()
            finally:
                await engine.close()

    assert asyncio.run(go()) is there


def test_every_exception_of_the_packages_is_ours_in_the_end() -> None:
    import aiohttp
    from edge_tts import exceptions

    caught = (exceptions.EdgeTTSException, aiohttp.ClientError, aiohttp.WebSocketError,
              OSError, ValueError, TypeError)  # fmt: skip
    for package in (exceptions, aiohttp.client_exceptions):
        for _, kind in inspect.getmembers(package, inspect.isclass):
            if issubclass(kind, Exception) and not issubclass(kind, Warning):
                assert issubclass(kind, caught), kind
