"""Serves feed/ and audio/ over HTTP: HEAD, byte ranges, ETag, right types, nothing else.

The only file that knows starlette and uvicorn. The feed goes out with the address that
the client asked with, so that a phone in the local network finds the audio too.
"""

import hashlib
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from tingbao.errors import PublishError
from tingbao.feed import qr
from tingbao.feed.rss import FEED, base
from tingbao.feed.types import TYPES, type_of
from tingbao.model import Show
from tingbao.wording import say

PACKED = {".xml", ".html", ".css", ".js", ".md", ".vtt", ".srt", ".json"}
"""Texts: sent whole, with gzip for who takes it."""

_HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:]{2,45}\](?::\d{1,5})?")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]*")
_SOUND = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]*\.(?:mp3|m4a|opus|jpg)")


RELOAD = b"""<script>
let seen;
setInterval(async () => {
  const answer = await fetch(location.href, {method: "HEAD", cache: "no-store"});
  const tag = answer.headers.get("etag");
  if (seen && tag && tag !== seen) location.reload();
  seen = tag || seen;
}, 1000);
</script>
"""
"""What a page served with ``--watch`` says besides: asks for itself, and loads what is new."""


def application(root: Path, show: Show, *, reload: bool = False) -> Starlette:
    """The show in ``root`` as an ASGI application; pages ``reload`` when they change."""

    async def file(request: Request) -> Response:
        room, rest = request.path_params["room"], request.path_params["path"]
        if (room, rest) == ("feed", ""):
            return await home(request)
        path = _path(root, room, rest)
        if path.suffix in PACKED:
            response = _document(path, base(show), request, reload=reload)
        else:
            response = FileResponse(path, media_type=TYPES[path.suffix], stat_result=path.stat())
        if _unchanged(request, response):
            return Response(status_code=304, headers={"etag": response.headers["etag"]})
        return response

    async def home(request: Request) -> Response:
        return RedirectResponse("/feed/index.html")

    methods = ["GET", "HEAD"]
    served = Starlette(
        routes=[
            Route("/", home, methods=methods),
            Route("/feed", home, methods=methods),
            Route("/{room:str}/{path:path}", file, methods=methods),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=methods,
                       allow_headers=["Range", "If-Range"], expose_headers=["Content-Range"]),
            Middleware(_Compressed),
        ],
    )  # fmt: skip
    served.router.redirect_slashes = False  # or every wrong path would be sent to another
    return served


class _Compressed(GZipMiddleware):
    """gzip for text; sound goes as it is, since a range of a packed body means nothing."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and Path(scope["path"]).suffix in PACKED:
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _path(root: Path, room: str, rest: str) -> Path:
    """The file that is asked for; 404 for all that is not published."""
    parts = rest.split("/")
    if room == "audio":
        published = len(parts) == 1 and bool(_SOUND.fullmatch(parts[0]))
    else:
        published = room == "feed" and all(map(_PART.fullmatch, parts))
    if not published:
        raise HTTPException(404)
    path = (root / room).joinpath(*parts)
    try:
        inside = path.resolve(strict=True).is_relative_to((root / room).resolve())
        found = inside and path.is_file()
    except OSError as error:  # not there, or a name too long for this disk
        raise HTTPException(404) from error
    if not found or path.suffix not in TYPES:
        raise HTTPException(404)
    return path


def _document(path: Path, address: str, request: Request, *, reload: bool) -> Response:
    """A text, read whole, so that a rebuild never shows in the middle of an answer.

    The feed goes out with the address by which this client reached us.
    """
    content = path.read_bytes()
    kind = type_of(path.name)
    if path.suffix == ".xml":
        host = request.headers.get("host", "")
        if not _HOST.fullmatch(host):
            raise HTTPException(400)
        content = content.replace(address.encode(), f"http://{host}/".encode())
    if reload and path.suffix == ".html":
        content = content.replace(b"</body>", RELOAD + b"</body>")
    tag = hashlib.sha256(content).hexdigest()[:32]
    headers = {"etag": f'"{tag}"', "cache-control": "no-cache", "vary": "Host, Accept-Encoding"}
    return Response(content, media_type=kind, headers=headers)


def _unchanged(request: Request, response: Response) -> bool:
    known = {tag.strip().removeprefix("W/") for tag in
             request.headers.get("if-none-match", "").split(",")}  # fmt: skip
    if request.headers.get("if-none-match"):
        return bool(known & {"*", response.headers["etag"]})
    since = request.headers.get("if-modified-since")
    return since is not None and since == response.headers.get("last-modified")


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
    shown = _own_address() if host in ("0.0.0.0", "::") else host  # noqa: S104 - asked for
    address = f"http://{shown}:{port}/"
    tell(say(f"收听：{address}", f"Listen: {address}"))
    tell(say(f"订阅：{address}{FEED}", f"Subscribe: {address}{FEED}"))
    tell(qr.terminal(address + FEED))
    config = uvicorn.Config(application(root, show, reload=reload), log_level="warning",
                            timeout_graceful_shutdown=2)  # fmt: skip
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PublishError(
            say(
                f"{host}:{port} 用不了（{error.strerror}）。请用 --port 换一个端口。",
                f"{host}:{port} cannot be used ({error.strerror}): choose another with --port.",
            )
        ) from error
    return listener


def _own_address() -> str:
    """This machine's address in the local network; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1: a route is chosen, no packet goes out
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
