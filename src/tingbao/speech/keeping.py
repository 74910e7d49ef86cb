"""A clip in the store: what its header says, and how it is read back."""

import dataclasses
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from tingbao.cache import Store, from_plain
from tingbao.errors import CacheError
from tingbao.model import Mark, Speech, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the store says about a clip, beside the sound."""

    engine: str
    voice: str
    format: Literal["mp3", "wav"]
    seconds: float
    chars: int
    """Characters of the line that was read."""
    marks: tuple[tuple[int, int, float, float], ...]
    """``Mark`` as start, end, begin, close."""


def keep(store: Store, key: str, text: str, voice: Voice, speech: Speech) -> None:
    """Keep ``speech``, which reads ``text``, under ``key``."""
    header = Header(
        engine=voice.engine,
        voice=voice.name,
        format=speech.format,
        seconds=speech.seconds,
        chars=len(text),
        marks=tuple((mark.start, mark.end, mark.begin, mark.close) for mark in speech.marks),
    )
    store.put(key, dataclasses.asdict(header), speech.audio)


def whole(store: Store, key: str) -> tuple[Header, bytes] | None:
    """Header and sound of the clip of ``key``; None where there is none.

    One that is no longer whole is removed, so that the next plan has it spoken again.
    """
    entry = store.get(key)
    if entry is not None:
        with suppress(CacheError):
            return from_plain(entry.header, Header), entry.payload
    store.remove(key)
    return None


def load(store: Store, key: str) -> Speech | None:
    """The clip of ``key`` with its marks; None where there is none, as ``whole`` says."""
    found = whole(store, key)
    if found is None:
        return None
    header, sound = found
    return Speech(
        audio=sound,
        format=header.format,
        seconds=header.seconds,
        marks=tuple(
            Mark(start=start, end=end, begin=begin, close=close)
            for start, end, begin, close in header.marks
        ),
    )
