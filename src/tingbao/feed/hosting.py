"""Where the server listens, and the lines that say so. The only file that knows uvicorn."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from tingbao.errors import PublishError
from tingbao.feed import qr
from tingbao.feed.addresses import FEED
from tingbao.feed.serving import application
from tingbao.model import Show
from tingbao.wording import say

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - listened on only where --host asks for it


def serve(
    root: Path,
    show: Show,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    tell: Callable[[str], None],
    reload: bool = False,
) -> None:
    """Serve until Ctrl-C; ``tell`` gets the lines that say where."""
    if not (root / FEED).is_file():
        raise PublishError(
            say("还没有订阅源。请先运行 tingbao make。", "there is no feed yet: run tingbao make.")
        )
    listener = _listen(host, port)
    port = listener.getsockname()[1]
    for line in lines(_addresses(host), port):
        tell(line)
    app = application(root, show, names=(host, socket.gethostname()), reload=reload)
    config = uvicorn.Config(
        app,
        http="h11",  # strict about what a request may be
        ws="none",
        lifespan="off",
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listener])


def lines(hosts: list[str], port: int) -> list[str]:
    """What a person is told: addresses, and a QR code where another device can reach us."""
    told = []
    for host in hosts:
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        told.append(say(f"收听：{address}", f"Listen: {address}"))
        told.append(say(f"订阅：{address}{FEED}", f"Subscribe: {address}{FEED}"))
    if _loopback(hosts[-1]):
        told.append(
            say(
                "只有这台机器连得上；要让手机也收听：tingbao serve --host 0.0.0.0",
                "Only this machine can connect; for phones too: tingbao serve --host 0.0.0.0",
            )
        )
    else:
        told.append(qr.terminal(address + FEED))
    return told


def _addresses(host: str) -> list[str]:
    """Where a listener on ``host`` can be reached, the one for other devices last."""
    if host in EVERYWHERE:
        return list(dict.fromkeys(("127.0.0.1", _own_address())))
    return [host]


def _loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to ``host``; PublishError where that cannot be."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # "::" takes IPv4 too, as phones and their apps want it.
        both = host == "::" and socket.has_dualstack_ipv6()
        return socket.create_server(place[:2], family=family, dualstack_ipv6=both)
    except (OSError, UnicodeError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise PublishError(
            say(
                f"{host}:{port} 用不了（{why}）。请用 --port 换一个端口，或检查 --host。",
                f"{host}:{port} cannot be used ({why}): choose another --port, or look at --host.",
            )
        ) from error


def _own_address() -> str:
    """This machine's address in the local network; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1: a route is chosen, no packet goes out
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
