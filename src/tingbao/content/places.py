"""A head in the midst of a page, with what stands above and below it: what ``evidence`` weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

from tingbao.content.lines import Kind, Line
from tingbao.content.names import end_byline


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page as a whole: how it is set and signed."""

    lines: Sequence[Line]
    usual_gap: float
    """Blank lines between two lines, on average."""
    unsigned: bool
    """It has neither byline nor dateline."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Sheet":
        return cls(
            lines=lines,
            usual_gap=sum(line.gap for line in lines[1:]) / max(1, len(lines) - 1),
            unsigned=not any(
                line.kind in (Kind.BYLINE, Kind.DATED) or end_byline(line.text)[1] for line in lines
            ),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A head on its page: lines ``top`` to ``text``, one title at least, and what is around it."""

    sheet: Sheet
    begin: int
    """The first line of the story above."""
    top: int
    text: int
    end: int
    """The line after the text that stands under the head."""
    last: int
    """The line after the last that may be of one story with the head."""
    alone: bool
    """No other head stands in the story above, but for those that say what they are."""

    @property
    def lines(self) -> Sequence[Line]:
        return self.sheet.lines

    @property
    def head(self) -> Sequence[Line]:
        return self.lines[self.top : self.text]

    @property
    def titles(self) -> list[str]:
        return [line.text for line in self.head if line.kind is Kind.TITLE]

    @property
    def above(self) -> Line:
        return self.lines[self.top - 1]

    @property
    def longest(self) -> int:
        return max(map(len, self.titles))
