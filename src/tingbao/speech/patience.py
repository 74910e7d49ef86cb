"""How long to go on against an engine that fails, and whether it is the line or the engine.

A line that fails while others come whole is asked for a few times and then given up. Where
many different lines fail in a row, the engine is out: then one request at a time goes out, after
growing waits, no line is blamed, and after ``Patience.outage`` seconds the run ends.
"""

import email.utils
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """The figures."""

    attempts: int = 7
    """Times that a line is asked for before it is given up."""
    first_wait: float = 1.0
    """Seconds before the second attempt; doubled from one to the next, jittered by half."""
    longest_wait: float = 30.0
    outage: float = 90.0
    """Seconds of nothing but failures after which the run ends: a router that is started again
    is back by then."""
    lines: int = 6
    """Different lines that fail in a row before the engine is taken to be out: of clips that
    fail by themselves one in ten does, six in a row one in a million."""

    def wait(self, failures: int, jitter: float) -> float:
        """Seconds before asking again after the ``failures``-th failure; ``jitter`` from 0 to 1."""
        longest: float = min(self.longest_wait, self.first_wait * 2 ** (failures - 1))
        return longest * (0.5 + 0.5 * jitter)


class Outage:
    """What the failures since the last clip that came whole amount to."""

    def __init__(
        self, patience: Patience, now: Callable[[], float], jitter: Callable[[], float]
    ) -> None:
        self._patience, self._now, self._jitter = patience, now, jitter
        self._heard = now()
        self._lines: set[str] = set()
        self._waits = 0
        self.until = 0.0
        """When anything at all may be asked again."""

    def heard(self) -> None:
        """A clip came whole."""
        self._heard = self._now()
        self._lines.clear()
        self._waits, self.until = 0, 0.0

    def failed(self, line: str, wait: float = 0.0) -> bool:
        """``line`` failed and the engine wants ``wait`` seconds of peace.

        Whether the same line did so before and no other came whole in between.
        """
        again = line in self._lines
        self._lines.add(line)
        if self.out and self._now() >= self.until:  # not by what was under way already
            self._waits += 1
            self.until = self._now() + self._patience.wait(self._waits, self._jitter())
        self.until = max(self.until, self._now() + wait)
        return again

    @property
    def out(self) -> bool:
        """Whether the engine fails, and not this line or that one."""
        return len(self._lines) >= self._patience.lines

    @property
    def left(self) -> float | None:
        """Seconds until patience ends; 0 where it has, None while nothing fails."""
        if not self._lines:
            return None
        if self.until - self._now() > self._patience.outage:
            return 0.0
        return max(0.0, self._heard + self._patience.outage - self._now())


def retry_after(header: str) -> float:
    """A Retry-After header as seconds from now (RFC 9110, 10.2.3); 0 where it says nothing."""
    if header.strip().isdecimal():
        return float(header)
    try:
        date = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    return max(0.0, date.timestamp() - time.time())
