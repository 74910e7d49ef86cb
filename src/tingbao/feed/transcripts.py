"""Transcripts and chapters of an episode: VTT, SRT, JSON, HTML, and the cues of the page.

Lines of VTT have at most 65 characters (podcast-namespace, transcripts.md); for those of SRT see
``linebreaks``.
"""

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tingbao.feed.clean import line, timestamp
from tingbao.feed.linebreaks import halves, pieces
from tingbao.model import Chapter, Episode, Part, Passage, Role

_VTT_LINE = 65
_NAME = 24
"""Characters of a speaker's name in a line of VTT."""

_NAMES = {Role.ANCHOR: "主播", Role.REPORTER: "记者", Role.REPORTER_2: "记者"}
_SHORTEST = 0.001
"""Seconds that a cue lasts at least: players drop one of no length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A sentence or clause, and when it is heard."""

    begin: float
    end: float
    text: str
    speaker: str
    passage: int
    """Index into the episode's passages."""
    words: tuple[tuple[int, float], ...] = ()
    """Where each word begins: offset into ``text`` in UTF-16 units (as scripts count), seconds."""


def cues(episode: Episode) -> list[Cue]:
    """The cues of ``episode`` in order, never overlapping."""
    found: list[Cue] = []
    for place, passage in enumerate(episode.passages):
        for start, end in pieces(passage.segment.written):
            text = line(passage.segment.written[start:end])
            if not text:
                continue
            begin, close = _times(passage, start, end)
            floor = found[-1].end if found else 0.0
            begin = max(round(begin, 3), floor)
            found.append(
                Cue(
                    begin=begin,
                    end=max(round(close, 3), round(begin + _SHORTEST, 3)),
                    text=text,
                    speaker=speaker(passage),
                    passage=place,
                    words=_words(passage, start, end, text),
                )
            )
    return found


def speaker(passage: Passage) -> str:
    """Who is heard: the quoted person, else the role."""
    segment = passage.segment
    if segment.part is Part.QUOTE and segment.speaker:
        return line(segment.speaker)
    return _NAMES.get(segment.role, "记者")


def _times(passage: Passage, start: int, end: int) -> tuple[float, float]:
    """By the marks of the words in it; by its share of the passage where it has none."""
    within = [mark for mark in passage.marks if mark.start < end and mark.end > start]
    if within:
        return within[0].begin, within[-1].close
    length = max(1, len(passage.segment.written))
    share = (passage.end - passage.begin) / length
    return passage.begin + start * share, passage.begin + end * share


def _words(passage: Passage, start: int, end: int, text: str) -> tuple[tuple[int, float], ...]:
    written = passage.segment.written[start:end]
    if text != written.strip():
        return ()  # white space was folded: offsets would point beside the words
    start += len(written) - len(written.lstrip())
    return tuple(
        (len(text[: mark.start - start].encode("utf-16-le")) // 2, round(mark.begin, 3))
        for mark in passage.marks
        if start <= mark.start < start + len(text)
    )


def vtt(found: Sequence[Cue]) -> str:
    """WebVTT with a voice tag for each speaker, which counts in the length of the line."""
    blocks = ["WEBVTT\n"]
    for cue in found:
        tag = f"<v {html.escape(_short(cue.speaker), quote=False)}>"
        lines = [cue.text] if len(tag) + len(cue.text) <= _VTT_LINE else halves(cue.text)
        text = "\n".join(html.escape(part, quote=False) for part in lines)
        blocks.append(f"{clock(cue.begin)} --> {clock(cue.end)}\n{tag}{text}\n")
    return "\n".join(blocks)


def _short(name: str) -> str:
    """A speaker's name that leaves room for what is said."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def srt(found: Sequence[Cue]) -> str:
    """SubRip, two lines of at most 32 characters."""
    blocks = []
    for number, cue in enumerate(found, 1):
        lines = "\n".join(halves(cue.text))
        times = f"{clock(cue.begin, ',')} --> {clock(cue.end, ',')}"
        blocks.append(f"{number}\n{times}\n{lines}\n")
    return "\n".join(blocks)


def as_json(found: Sequence[Cue]) -> str:
    """The namespace's JSON transcript, with ``words`` besides: each with the time it begins."""
    segments = [
        {
            "speaker": cue.speaker,
            "startTime": round(cue.begin, 3),
            "endTime": round(cue.end, 3),
            "body": cue.text,
            "words": [
                {"startTime": begin, "body": word} for word, begin in _spelled(cue) if word.strip()
            ],
        }
        for cue in found
    ]
    rows = ",\n".join(json.dumps(segment, ensure_ascii=False) for segment in segments)
    return f'{{"version": "1.0.0", "segments": [\n{rows}\n]}}\n'


def _spelled(cue: Cue) -> Iterator[tuple[str, float]]:
    """The words of ``cue`` with what follows them, up to the next word."""
    units = cue.text.encode("utf-16-le")
    begins = [offset for offset, _ in cue.words]
    for (offset, begin), end in zip(cue.words, [*begins[1:], len(units) // 2], strict=False):
        yield units[offset * 2 : end * 2].decode("utf-16-le", "ignore"), begin


def as_html(found: Sequence[Cue], episode: Episode, language: str) -> str:
    """The namespace's HTML transcript: <cite> where the speaker changes, <time>, <p>."""
    title = html.escape(line(episode.title))
    blocks = [
        f'<!doctype html>\n<html lang="{html.escape(language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n"
        '<link rel="stylesheet" href="../style.css">\n</head>\n<body>\n<main>\n'
        f'<h1><a href="{episode.slug}.html">{title}</a></h1>'
    ]
    speaker_before = ""
    for cue in found:
        if cue.speaker != speaker_before:
            blocks.append(f"<cite>{html.escape(cue.speaker)}：</cite>")
            speaker_before = cue.speaker
        blocks.append(f"<time>{timestamp(cue.begin)}</time>\n<p>{html.escape(cue.text)}</p>")
    return "\n".join(blocks) + "\n</main>\n</body>\n</html>\n"


def chapters_json(chapters: Sequence[Chapter], title: str, address: str) -> str:
    """JSON chapters 1.2; pictures lie at ``address``, the show's."""
    return _dump(
        {
            "version": "1.2.0",
            "title": line(title),
            "chapters": [
                {
                    "startTime": round(chapter.begin, 3),
                    "endTime": round(chapter.end, 3),
                    "title": line(chapter.title),
                    **({"img": address + chapter.image} if chapter.image else {}),
                }
                for chapter in chapters
            ],
        }
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def clock(seconds: float, point: str = ".") -> str:
    """HH:MM:SS.mmm, as VTT, SRT (with a comma) and Podlove write it."""
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:"
        f"{whole // 1000 % 60:02}{point}{whole % 1000:03}"
    )
