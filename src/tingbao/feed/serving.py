"""Answers for feed/ and audio/ over HTTP: HEAD, byte ranges, ETag, right types, nothing else.

The only file that knows starlette. The feed goes out with the address that the client asked
by, so that a phone in the local network finds the sound too; docs/decisions/serving.md says
whom we answer.
"""

import gzip
import hashlib
import os
import re
from collections.abc import Collection
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tingbao.feed import asking
from tingbao.feed.addresses import base
from tingbao.feed.types import TYPES, type_of
from tingbao.model import Show
from tingbao.wording import say

TEXTS = {".xml", ".html", ".css", ".js", ".md", ".vtt", ".srt", ".json"}
"""Read and sent whole, with gzip for who takes it."""

METHODS = ["GET", "HEAD"]

LASTING = "public, max-age=31536000, immutable"
"""For sound: its name changes when it does."""

OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    "x-content-type-options": "nosniff",
}
"""On every answer: players on other sites read transcripts, chapters and sound."""

PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
    "allow": "GET, HEAD, OPTIONS",
}

_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]*")
_SOUND = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]*\.(?:mp3|m4a|opus|jpg)")

RELOAD = b"""<script>
let seen;
setInterval(async () => {
  try {
    const answer = await fetch(location.href, {method: "HEAD", cache: "no-store"});
    const tag = answer.ok && answer.headers.get("etag");
    if (seen && tag && tag !== seen) location.reload();
    seen = tag || seen;
  } catch { /* the server is away: ask again */ }
}, 1000);
</script>
"""
"""What a page served with ``--watch`` says besides: asks for itself, and loads what is new."""


def application(
    root: Path, show: Show, *, names: Collection[str] = (), reload: bool = False
) -> Starlette:
    """The show in ``root`` as an ASGI application; pages ``reload`` when they change.

    ``names`` are hosts beside the show's own address by which it may be asked.
    """
    address = urlsplit(base(show))
    known = {name.lower() for name in (*names, address.hostname or "")}

    async def file(request: Request) -> Response:
        room, rest = request.path_params["room"], request.path_params["path"]
        if (room, rest) == ("feed", ""):
            return RedirectResponse("index.html")
        path = _path(root, room, rest)
        if path.suffix not in TEXTS:
            return _sound(path, request)
        try:
            content = path.read_bytes()  # whole, so that a rebuild never shows in the middle
        except OSError as error:
            raise HTTPException(404) from error
        addressed = path.name.endswith((".xml", ".chapters.json"))
        if addressed and request.headers["host"] != address.netloc:
            scheme = "https" if request.url.scheme == "https" else "http"
            here = f"{scheme}://{request.headers['host']}/"
            content = content.replace(base(show).encode(), here.encode())
        if reload and path.suffix == ".html":
            content = content.replace(b"</body>", RELOAD + b"</body>")
        return _text(content, path, request)

    async def home(request: Request) -> Response:
        return RedirectResponse("feed/index.html")

    served = Starlette(
        routes=[
            Route("/", home, methods=METHODS),
            Route("/feed", home, methods=METHODS),
            Route("/{room:str}/{path:path}", file, methods=METHODS),
        ],
        middleware=[Middleware(_Door, known=known)],
    )
    served.router.redirect_slashes = False  # or every wrong path would be sent to another
    return served


class _Door:
    """Before every answer: is it us who was asked, and what any site may read of it."""

    def __init__(self, app: ASGIApp, known: Collection[str]) -> None:
        self._app, self._known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(OPEN)
            await send(message)

        await (self._refusal(scope) or self._app)(scope, receive, opened)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer that needs no file."""
        hosts = Headers(scope=scope).getlist("host")
        try:
            (authority,) = hosts
            name = asking.host(authority)
        except ValueError:
            return PlainTextResponse("Host?", 400)
        if not asking.ours(name, self._known):
            return PlainTextResponse(
                say(
                    f"{name} 不是这个节目的地址。请在 tingbao.toml 的 [show] 里写上 address。",
                    f"{name} is no address of this show: put address into [show] of tingbao.toml.",
                ),
                421,
            )
        return Response(None, 204, PREFLIGHT) if scope["method"] == "OPTIONS" else None


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
        found = inside and path.is_file() and os.access(path, os.R_OK)
    except (OSError, RuntimeError) as error:  # not there, a name too long, links in a circle
        raise HTTPException(404) from error
    if not found or path.suffix not in TYPES:
        raise HTTPException(404)
    return path


def _sound(path: Path, request: Request) -> Response:
    """Sound or a picture: any stretch of it. starlette reads the ranges that we leave to it."""
    status = path.stat()
    picture = path.suffix in (".jpg", ".png")
    response = FileResponse(
        path,
        media_type=TYPES[path.suffix],
        stat_result=status,
        headers={"cache-control": "no-cache" if picture else LASTING},
    )
    if _unchanged(request, response):
        return _not_modified(response)
    headers = MutableHeaders(scope=request.scope)
    try:
        found = asking.ranges(headers.get("range", ""), status.st_size)
    except asking.Malformed as error:
        raise HTTPException(400) from error
    if request.method != "GET" or found is None:
        del headers["range"]  # RFC 9110, 14.2: as if it were not there
    elif found:
        headers["range"] = "bytes=" + ",".join(f"{first}-{last}" for first, last in found)
    return response


def _text(content: bytes, path: Path, request: Request) -> Response:
    """A text, packed for who takes it; each form of it has a tag of its own."""
    tag = hashlib.sha256(content).hexdigest()[:32]
    headers = {
        "cache-control": "no-cache",
        "last-modified": formatdate(path.stat().st_mtime, usegmt=True),
        "vary": "Host, Accept-Encoding",
    }
    if asking.takes_gzip(request.headers.get("accept-encoding", "")):
        content = _packed(content)
        headers |= {"content-encoding": "gzip", "etag": f'"{tag}-gzip"'}
    else:
        headers["etag"] = f'"{tag}"'
    response = Response(content, media_type=type_of(path.name), headers=headers)
    return _not_modified(response) if _unchanged(request, response) else response


@lru_cache(maxsize=32)
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


def _unchanged(request: Request, response: Response) -> bool:
    asked, answer = request.headers, response.headers
    return asking.unchanged(
        ", ".join(asked.getlist("if-none-match")) or None,
        asked.get("if-modified-since"),
        answer["etag"],
        answer["last-modified"],
    )


def _not_modified(response: Response) -> Response:
    """304 with the headers of ``response`` that RFC 9110, 15.4.5 asks for."""
    kept = ("cache-control", "etag", "last-modified", "vary")
    headers = {name: response.headers[name] for name in kept if name in response.headers}
    return Response(None, 304, headers)
