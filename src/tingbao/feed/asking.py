"""What a request's headers ask: read by RFC 9110, with no server around them."""

import ipaddress
import re
from collections.abc import Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_AUTHORITY = re.compile(
    r"(?P<host>[A-Za-z0-9._\-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:(?P<port>\d{1,5}))?"
)
_LABEL = re.compile(r"(?!-)[a-z0-9_\-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9.]+")

PRIVATE = ("localhost", "local", "home.arpa", "internal", "lan")
"""Endings that no one can register: RFC 6761, 6762, 8375; ICANN 2024; many a router's own."""

RANGES = 16
"""Ranges that one request may ask for; more are more work for us than for who asks."""


class Malformed(ValueError):
    """A header that means nothing: 400."""


def host(authority: str) -> str:
    """The host of a Host header in lower case, brackets of IPv6 kept; Malformed for none."""
    match = _AUTHORITY.fullmatch(authority)
    if not match or (match["port"] and not 0 < int(match["port"]) < 65536):
        raise Malformed(authority)
    name = match["host"].lower().removesuffix(".")
    if name.startswith("[") or _NUMBER.fullmatch(name):
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError as error:
            raise Malformed(authority) from error
    elif not all(map(_LABEL.fullmatch, name.split("."))):
        raise Malformed(authority)
    return name


def ours(name: str, known: Collection[str]) -> bool:
    """Whether a browser that asks for ``name`` can mean this machine.

    A page from elsewhere can point a name of its own at 127.0.0.1 and then read what stands
    there as if it were its own (DNS rebinding). It cannot do so with an address, with a name
    without a dot, or with one that nobody can register; names in public use must be ``known``.
    """
    if name.startswith("[") or _NUMBER.fullmatch(name) or "." not in name:
        return True
    return name in known or name.endswith(tuple(f".{ending}" for ending in PRIVATE))


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header allows gzip (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        quality = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", parameter)
        weights[name.strip()] = float(quality[1]) if quality else 0.0 if parameter else 1.0
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def unchanged(none_match: str | None, since: str | None, tag: str, modified: str) -> bool:
    """Whether the asker has what ``tag`` and ``modified`` stand for: 304 (RFC 9110, 13.2.2).

    Tags compare weakly; a date counts only where no tag is given.
    """
    if none_match is not None:
        if none_match.strip() == "*":
            return True
        return tag.removeprefix("W/") in re.findall(r'"[^"]*"', none_match)
    asked = _moment(since)
    return asked is not None and (_moment(modified) or datetime.max.replace(tzinfo=UTC)) <= asked


def _moment(date: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date or "")
    except (ValueError, OverflowError):
        return None  # 13.1.3: a date that is none is as if it were not there
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def ranges(asked: str, size: int) -> list[tuple[int, int]] | None:
    """First and last byte of each range that a file of ``size`` bytes can give.

    None where the header is to be passed over: another unit than bytes (RFC 9110, 14.2), or
    more ranges than anybody needs. Empty where no range can be given: 416. Malformed where
    it says bytes and then no ranges.
    """
    unit, equals, listed = asked.partition("=")
    if not equals or unit.strip().lower() != "bytes":
        return None
    parts = [part.strip() for part in listed.split(",") if part.strip()]
    if not parts or not all(re.fullmatch(r"\d{1,18}-\d{0,18}|-\d{1,18}", part) for part in parts):
        raise Malformed(asked)
    if len(parts) > RANGES:
        return None
    found = []
    for part in parts:
        first, _, last = part.partition("-")
        if first and last and int(first) > int(last):
            raise Malformed(asked)
        begin = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        if begin <= end:
            found.append((begin, end))
    return found
