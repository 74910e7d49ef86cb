"""Where the feed lies and what its links begin with."""

from dataclasses import dataclass

from tingbao.model import Show

LOCAL_ADDRESS = "http://127.0.0.1:8000/"
"""The address of a show that has none yet: where ``tingbao serve`` puts it."""

FEED = "feed/feed.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The pages that a feed is one of (RFC 5005, 3), as paths of the show's folder."""

    newest: str = FEED
    oldest: str = FEED
    older: str = ""
    """The page after this one; empty on the last."""


ALONE = Paging()


def base(show: Show) -> str:
    """The address that every link of the feed begins with, with a slash at its end."""
    return show.address or LOCAL_ADDRESS
