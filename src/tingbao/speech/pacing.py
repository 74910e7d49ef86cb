"""How many requests run at once: falls when the service complains, rises slowly again."""


class Pacing:
    """Additive rise and halving fall, as TCP finds its share of a line (RFC 5681)."""

    def __init__(self, start: int) -> None:
        """``start`` is also the most that is ever asked for at once."""
        self.most = max(1, start)
        self.limit = self.most
        self.falls = 0
        """A request remembers how many there were when it was sent."""
        self._whole = 0

    def succeeded(self) -> None:
        """A clip came whole: after four rounds without a complaint, one more at once."""
        self._whole += 1
        if self._whole >= 4 * self.limit and self.limit < self.most:
            self.limit += 1
            self._whole = 0

    def throttled(self, sent: int) -> None:
        """The service complained of a request sent after ``sent`` falls: half as many from now on.

        Those that were under way at a fall complain of the pace before it: once is enough.
        """
        self._whole = 0
        if sent == self.falls:
            self.falls += 1
            self.limit = max(1, self.limit // 2)
