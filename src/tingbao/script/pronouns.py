"""Whom 他 or 她 means: somebody named before, or right behind where nobody was who fits."""

import re
from collections.abc import Iterator, Sequence

from tingbao.script.clauses import CLAUSES, ENDS, SAYS, VERB, before_verb
from tingbao.script.people import Mention, People
from tingbao.script.quotes import Quotation
from tingbao.script.voices import PRONOUNS, REPORTER, Voices

_QUOTED = re.compile("“[^“”]*”?")
"""What somebody says tells nothing of whom the sentences around it are about."""
_NEAR = 400
"""Characters before a quotation in which 他 or 她 was named."""
_ANOTHER = re.compile("[把给对向跟被进在帮替问拉扶][住着了起]?[他她](?!们)")
"""班长把信塞进他手里。他追出去喊: 他 is another."""
_SENTENCES = 5
"""Sentences before it in which somebody was said to speak."""


class Pronouns:
    """The pronouns of one story."""

    def __init__(self, paragraphs: Sequence[str], people: People, voices: Voices) -> None:
        self._paragraphs = paragraphs
        self._people = people
        self._voices = voices
        self._called: dict[int, int] = {}
        self._first_fitting = {pronoun: self._first_naming(pronoun) for pronoun in PRONOUNS}

    def meant(self, pronoun: str, quotation: Quotation, earlier: Sequence[str]) -> str:
        """The person whom ``pronoun`` means beside ``quotation``; "" where unsure.

        ``earlier`` are those who spoke right before.
        """
        first = self._first_fitting[pronoun]
        if quotation.paragraph + 1 == first:
            return self._named_next(pronoun, self._paragraphs[first])
        before = self._speaks_on(pronoun, quotation) or self._named_before(
            pronoun, quotation, earlier
        )
        if before and self._beside(pronoun, before, quotation):
            return ""  # 他对丁磊说: not Ding Lei
        if before or quotation.paragraph != first:
            return before
        if self._somebody(first) < quotation.start:
            return ""
        return self._named_next(pronoun, self._paragraphs[first][quotation.end :].lstrip("。"))

    def _speaks_on(self, pronoun: str, quotation: Quotation) -> str:
        """Who is told to have spoken: 恩格佐说，……。……。他又说：“……”"""
        text = self._before(quotation)
        *told, last = ENDS.split(_QUOTED.sub("。", text).rstrip())
        if not VERB.search(last):
            return ""
        for sentence in reversed(told[-_SENTENCES:]):
            for clause in CLAUSES.split(sentence)[:3]:
                subject = self._people.subject(before_verb(clause), says=True)
                if (
                    subject
                    and subject.name not in PRONOUNS
                    and (subject.full or SAYS.search(clause))
                ):
                    speaks = VERB.search(clause) and not clause.endswith("问")
                    fits = speaks and self._fits(pronoun, subject.name)
                    return subject.name if fits and not subject.name.endswith(REPORTER) else ""
        return ""

    def _beside(self, pronoun: str, name: str, quotation: Quotation) -> bool:
        """Whether ``name`` stands behind ``pronoun`` in the clause before ``quotation``."""
        clause = CLAUSES.split(ENDS.split(self._before(quotation).rstrip("：:，, "))[-1])[-1]
        return name in clause.partition(pronoun)[2]

    def _before(self, quotation: Quotation) -> str:
        """What of its paragraph stands before ``quotation``."""
        text = self._paragraphs[quotation.paragraph]
        return text[max(0, quotation.start - _NEAR) : quotation.start]

    def _named_before(self, pronoun: str, quotation: Quotation, earlier: Sequence[str]) -> str:
        """The person of fitting gender near by; of several whom the sentence before is about."""
        number = quotation.paragraph
        before = self._paragraphs[number - 1] if number else ""
        text = self._before(quotation)
        near = before[-_NEAR:] + text
        names = frozenset(self._people.names)
        fitting = {
            name: woman
            for name in (*self._people.names, *earlier)
            if name in near
            and (woman := self._voices.woman(name)) in (None, pronoun == "她")
            and (woman is not None or name in names)
        }
        if len(fitting) == 1:
            return next(iter(fitting))
        *told, last = ENDS.split(_QUOTED.sub("。", text).rstrip())
        for sentence in (*_before(pronoun, last), *reversed(told[-3:])):
            clause, subject = self._about(sentence)
            if subject and subject.name == pronoun:
                continue  # 她告诉记者，……
            if subject and subject.name not in PRONOUNS and _ANOTHER.search(clause, subject.end):
                return ""
            if subject and fitting:
                sure = fitting.get(subject.name) is not None or not any(
                    woman is not None for woman in fitting.values()
                )
                return subject.name if subject.name in fitting and sure else ""
            if subject and subject.name not in PRONOUNS:
                return subject.name if self._fits(pronoun, subject.name) else ""
            if fitting:
                return ""
        return ""

    def _about(self, sentence: str) -> tuple[str, Mention | None]:
        """Whom ``sentence`` is about, and the clause that says so; not who reports."""
        for clause in CLAUSES.split(sentence)[:3]:
            subject = self._people.subject(clause)
            if subject and not subject.name.endswith(REPORTER):
                return clause, subject
        return "", None

    def _somebody(self, number: int) -> int:
        """Where paragraph ``number`` first calls somebody, and not by 他 or 她; else its end."""
        if number not in self._called:
            self._called[number] = next(self._calls(self._paragraphs[number]))
        return self._called[number]

    def _calls(self, text: str) -> Iterator[int]:
        at = 0
        for clause in CLAUSES.split(text):
            at = text.index(clause, at)
            for mention in self._people.mentions(clause):
                if mention.name not in PRONOUNS:
                    yield at + mention.start
        yield len(text)

    def _named_next(self, pronoun: str, text: str) -> str:
        """The one person whom the first sentence of ``text`` names."""
        names = self._people.named(ENDS.split(text)[0])
        return names[0] if len(names) == 1 and self._fits(pronoun, names[0]) else ""

    def _first_naming(self, pronoun: str) -> int:
        """The first paragraph that names somebody whom ``pronoun`` may mean; -1 where none does."""
        return next(
            (
                place
                for place, text in enumerate(self._paragraphs)
                if any(self._fits(pronoun, name) for name in self._people.named(text))
            ),
            -1,
        )

    def _fits(self, pronoun: str, name: str) -> bool:
        return self._voices.woman(name) in (None, pronoun == "她")


def _before(pronoun: str, sentence: str) -> Iterator[str]:
    """What of ``sentence`` stands before a clause that ``pronoun`` heads: 郁国栋没有犹豫，他……"""
    head, _, rest = sentence.rpartition(f"，{pronoun}")
    if rest[:1] != "们":
        yield from filter(None, [head])
