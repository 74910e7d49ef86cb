"""After publishing: is it there for a subscriber? Asked over HTTP, from the public address.

The standard library's client is enough for a HEAD, a range and a form.
"""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from urllib.response import addinfourl

from tingbao.feed.addresses import FEED
from tingbao.publishing.targets import Item
from tingbao.wording import say

WAIT = 20.0
"""Seconds for an answer."""

TOGETHER = 8
"""Requests at once: the first publishing of a long show asks for tens of thousands of files."""

MOST = 50
"""Faults that are named."""

AGENT = "tingbao (+check after publishing)"
AROUND = {"Cache-Control": "no-cache", "Pragma": "no-cache"}
"""Asks caches on the way to look at the host again: what they hold was right until now."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    length: str
    type: str
    body: bytes


def check(address: str, items: Sequence[Item]) -> Iterator[str]:
    """A sentence for each of ``items`` that ``address`` does not give as podcast apps need it.

    After MOST of them nothing more is asked: a host that is away is away for all.
    """
    urls = [address + item.path for item in items]
    pool, faults = ThreadPoolExecutor(TOGETHER), 0
    try:
        for url, why in zip(urls, pool.map(_wrong, urls, items), strict=True):
            if not why:
                continue
            yield f"{url}: {why}"
            faults += 1
            if faults == MOST:
                yield say("其余的没有再查。", "the rest was not asked for.")
                return
    finally:
        pool.shutdown(cancel_futures=True)


def _wrong(url: str, item: Item) -> str:
    head = _ask(url, "HEAD")
    size = item.source.stat().st_size
    if isinstance(head, str):
        return head
    if head.status != 200:
        return say(f"回答 {head.status}，应是 200", f"answers {head.status} instead of 200")
    if head.length and int(head.length) != size and not _packed(item):
        return say(
            f"长度 {head.length}，应是 {size}（缓存还没更新？）",
            f"{head.length} bytes instead of {size} (an old copy in a cache?)",
        )
    if _kind(head.type) not in _accepted(item):
        return say(
            f"类型 {head.type or '没有'}，应是 {item.type}，请在主机上设置",
            f"type {head.type or 'none'} instead of {item.type}: set it at the host",
        )
    if item.type.startswith("audio/"):
        return _ranged(url, item)
    return _same(url, item) if item.path == FEED else ""


def _packed(item: Item) -> bool:
    """Texts may come compressed, with another length."""
    return not item.type.startswith(("audio/", "image/"))


def _kind(value: str) -> str:
    return value.partition(";")[0].strip().lower()


def _accepted(item: Item) -> set[str]:
    """Types that apps take for this one."""
    others = {
        "application/rss+xml": {"application/xml", "text/xml"},
        "text/javascript": {"application/javascript"},
        "application/json+chapters": {"application/json"},
        "application/x-subrip": {"application/srt", "text/srt", "text/plain"},
        "text/markdown": {"text/plain", "text/x-markdown", "application/octet-stream"},
        "audio/mp4": {"audio/x-m4a"},
        "audio/ogg": {"audio/opus"},
    }
    own = _kind(item.type)
    return {own} | others.get(own, set())


def _ranged(url: str, item: Item) -> str:
    """Apple refuses a host without byte ranges; players cannot seek there."""
    answer = _ask(url, "GET", {"Range": "bytes=0-99"}, limit=100)
    if isinstance(answer, str):
        return answer
    with item.source.open("rb") as file:
        if answer.status == 206 and answer.body == file.read(100):
            return ""
    return say(
        f"要 100 字节，回答 {answer.status}：主机不支持分段下载",
        f"asked for 100 bytes, answers {answer.status}: the host knows no byte ranges",
    )


def _same(url: str, item: Item) -> str:
    own = item.source.read_bytes()
    answer = _ask(url, "GET", limit=len(own) + 1)
    if isinstance(answer, str):
        return answer
    if answer.body == own:
        return ""
    return say(
        "公开的订阅源还不是刚发布的那一份（缓存还没更新？）",
        "the public feed is not the one just published (an old copy in a cache?)",
    )


def ping(hub: str, feed: str) -> str:
    """Tell the WebSub ``hub`` that ``feed`` has changed; why it would not listen, else empty.

    W3C WebSub, section 7, leaves the form open; hub.mode=publish with hub.url is what hubs take.
    """
    form = urllib.parse.urlencode({"hub.mode": "publish", "hub.url": feed, "hub.topic": feed})
    answer = _ask(hub, "POST", {}, form.encode())
    if isinstance(answer, str):
        return f"{hub}: {answer}"
    if 200 <= answer.status < 300:
        return ""
    return say(f"{hub}：回答 {answer.status}", f"{hub}: answers {answer.status}")


def _ask(
    url: str,
    method: str,
    headers: dict[str, str] | None = None,
    data: bytes | None = None,
    *,
    limit: int = 0,
) -> _Answer | str:
    """The answer, or why there is none."""
    if not url.startswith(("http://", "https://")):
        return say("不是 http 地址", "is no http address")
    request = urllib.request.Request(  # noqa: S310 - http only, see above
        urllib.parse.quote(url, safe=":/?&=%[]@~"),
        data=data,
        headers={"User-Agent": AGENT, **AROUND, **(headers or {})},
        method=method,
    )
    try:
        with urllib.request.urlopen(request, timeout=WAIT) as answer:  # noqa: S310
            return _read(answer, limit)
    except urllib.error.HTTPError as error:
        with error:
            return _Answer(error.code, "", error.headers.get("Content-Type", ""), b"")
    except urllib.error.URLError as error:
        return say(f"连不上（{error.reason}）", f"cannot be reached ({error.reason})")
    except (OSError, HTTPException, ValueError) as error:
        return say(f"连不上（{error}）", f"cannot be reached ({error})")


def _read(answer: addinfourl, limit: int) -> _Answer:
    headers = answer.headers
    length = headers.get("Content-Length", "")
    return _Answer(
        answer.status or 0,
        length if length.isdigit() else "",
        headers.get("Content-Type", ""),
        answer.read(limit) if limit else b"",
    )
