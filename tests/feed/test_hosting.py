"""What ``serve`` tells a person: addresses, and a QR code where a phone can come in."""

import socket
from pathlib import Path

import pytest

from tests.helpers import runs
from tests.helpers.episodes import SHOW
from tingbao.errors import PublishError
from tingbao.feed import hosting


def test_on_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    listen, subscribe, hint = hosting.lines(["127.0.0.1"], 8000)
    assert listen == "Listen: http://127.0.0.1:8000/"
    assert subscribe == "Subscribe: http://127.0.0.1:8000/feed/feed.xml"
    assert "--host 0.0.0.0" in hint


def test_in_the_local_network_there_is_a_code_to_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    told = hosting.lines(["127.0.0.1", "192.168.1.7"], 8000)
    assert "Subscribe: http://192.168.1.7:8000/feed/feed.xml" in told
    code = told[-1]
    assert len(code.splitlines()) > 10
    assert set(code) <= set("█▀▄ \n")


def test_an_address_of_ipv6_stands_in_brackets() -> None:
    assert "http://[fd00::7]:9/" in hosting.lines(["fd00::7"], 9)[0]


def test_it_listens_on_this_machine_unless_told(tmp_path: Path) -> None:
    root = runs.show(tmp_path, "", "雪\n\n本报记者●王丹\n\n雪下了。\n", engine="tone")
    assert runs.tingbao(root, "make").returncode == 0
    own = hosting._own_address()
    for options, reached in (((), own == "127.0.0.1"), (("--host", "0.0.0.0"), True)):
        with runs.served(root, *options) as server:
            port = int(server.address.rstrip("/").rpartition(":")[2])
            with socket.socket() as client:
                assert (client.connect_ex((own, port)) == 0) is reached


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "feed.xml").write_text("<rss/>")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PublishError, match=f"{port}.*--port"):
            hosting.serve(tmp_path, SHOW, port=port, tell=print)
