"""MPEG layer III frames as bytes: their lengths, ready silence, and the Info frame.

Sources: ISO/IEC 11172-3 and 13818-3 (headers), the Xing/Info and LAME tag as LAME writes it.
"""

import struct
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from tingbao.errors import AudioError
from tingbao.wording import say

_RATES = {48_000: (3, 1), 44_100: (3, 0), 32_000: (3, 2), 24_000: (2, 1), 22_050: (2, 0)}
_RATES |= {16_000: (2, 2)}
_BIT_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_TAG_SIZE = 156  # bytes: Info with all four fields (120), and LAME's 36
ENCODER_DELAY = 576
DECODER_DELAY = 529
DELAY = ENCODER_DELAY + DECODER_DELAY
"""Samples by which the sound lies later in the decoded frames than in what was encoded."""


def frame_samples(rate: int) -> int:
    """Samples that one frame holds at ``rate`` Hz: 1,152 (MPEG-1) or 576 (MPEG-2)."""
    return 1152 if _version(rate) == 3 else 576


def header(rate: int, bit_rate: int) -> bytes:
    """The four header bytes of an unpadded, unprotected mono frame."""
    version, index = _version(rate), _RATES[rate][1]
    if bit_rate not in _BIT_RATES[version][1:]:
        known = ", ".join(map(str, _BIT_RATES[version][1:]))
        raise AudioError(
            say(
                f"{rate} Hz 的 MP3 没有 {bit_rate} kbit/s 这一档。请在 [sound] 里选：{known}。",
                f"MP3 at {rate} Hz knows no {bit_rate} kbit/s; set one of {known} in [sound].",
            )
        )
    third = _BIT_RATES[version].index(bit_rate) << 4 | index << 2
    return bytes((0xFF, 0xE0 | version << 3 | 0b011, third, 0xC4))


@lru_cache(maxsize=64)
def length(head: bytes) -> int:
    """Bytes of the layer III frame that begins with ``head``; AudioError where none does."""
    version = head[1] >> 3 & 3 if len(head) >= 4 else 0
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2 or version not in (2, 3):
        raise AudioError(say("这里不是 MP3 帧。", "no MP3 frame begins here."))
    rate = {key: at for at, key in _RATES.items()}.get((version, head[2] >> 2 & 3))
    step = head[2] >> 4
    if rate is None or not 0 < step < 15:
        raise AudioError(say("MP3 帧头有误。", "an MP3 frame's header is wrong."))
    bits = _BIT_RATES[version][step] * 1000
    return frame_samples(rate) // 8 * bits // rate + (head[2] >> 1 & 1)


def places(stream: bytes) -> list[int]:
    """Where each frame of ``stream`` begins, and its end; AudioError where it is anything else."""
    if every := _steady(stream):
        return list(range(0, len(stream) + 1, every))
    found = [0]
    while found[-1] < len(stream):
        found.append(found[-1] + length(stream[found[-1] : found[-1] + 4]))
    if found[-1] != len(stream):
        raise AudioError(say("MP3 帧不完整。", "the last MP3 frame is cut short."))
    return found


def _steady(stream: bytes) -> int:
    """The length of every frame of ``stream`` where all have one header, else 0: a fast look."""
    head = stream[:4]
    if not head:
        return 0
    every = length(head)
    number, rest = divmod(len(stream), every)
    same = all(stream[i::every] == head[i : i + 1] * number for i in range(4))
    return every if same and not rest else 0


def count(stream: bytes) -> int:
    """How many whole frames ``stream`` is; AudioError where it is anything else."""
    return len(places(stream)) - 1


def pick(stream: bytes, wanted: Collection[int]) -> bytes:
    """The frames ``wanted`` of ``stream`` and their neighbours, fit to be decoded without the rest.

    Frames lean on the main data of those before them (the bit reservoir): these come along muted,
    so that they say nothing themselves but their data is there.
    """
    at = places(stream)
    side, reach = (9, 255) if stream[1] & 8 == 0 else (17, 511)  # bytes, MPEG-2 and MPEG-1, mono
    lean = -(-reach // (at[1] - 4 - side))
    # Two frames before: the transform overlaps with the one, the filter bank remembers the other.
    heard = {place for frame in wanted for place in range(frame - 2, frame + 1)}
    mute = {place for frame in heard for place in range(frame - lean, frame)} - heard
    first = max(0, min(heard | mute, default=0))
    while first and stream[at[first] + 2] & 2:
        # A decoder reckons how long so short a stream is from its first frame: of a padded one,
        # longer than others, it would say too little, and leave out the last samples.
        first -= 1
        mute.add(first)
    parts = []
    for place in sorted(heard | mute):
        if 0 <= place < len(at) - 1:
            frame = stream[at[place] : at[place + 1]]
            parts.append(frame if place in heard else _muted(frame, side))
    return b"".join(parts)


def _muted(frame: bytes, side: int) -> bytes:
    """``frame`` with nothing in its side information but where its main data begin."""
    begin = (frame[4], frame[5] & 0x80) if side == 17 else (frame[4], 0)
    return frame[:4] + bytes(begin) + bytes(side - 2) + frame[4 + side :]


@lru_cache
def silence(rate: int, bit_rate: int) -> bytes:
    """One frame of digital silence: side information all zero, so nothing is decoded."""
    head = header(rate, bit_rate)
    return head + bytes(length(head) - 4)


def info(rate: int, bit_rate: int, sizes: list[tuple[int, int]], padding: int) -> bytes:
    """The Info frame: frame count, bytes, seek table, and what players trim (gapless figures).

    ``sizes`` are (frames, bytes) of the stretches that follow, in order; ``padding`` is the
    number of samples that the encoder added at the end.
    """
    place = 13 if _version(rate) == 2 else 21  # after header and mono side information
    frame = bytearray(_roomy(rate, bit_rate, place + _TAG_SIZE))
    frames, size = sum(f for f, _ in sizes), sum(b for _, b in sizes) + len(frame)
    lame = bytearray(36)
    lame[:9] = b"LAME3.100"  # what encoded it; players believe the figures of no other name
    lame[9] = 0x01  # constant bit rate
    lame[20] = min(bit_rate, 255)
    lame[21:24] = (ENCODER_DELAY << 12 | min(padding, 4095)).to_bytes(3, "big")
    lame[28:32] = struct.pack(">I", size)
    table = seek_table(sizes, len(frame))
    tag = b"Info" + struct.pack(">III", 0b1111, frames, size) + table + bytes(4) + lame
    frame[place : place + _TAG_SIZE] = tag
    checked = place + _TAG_SIZE - 2
    frame[checked : checked + 2] = _crc16(frame[:checked]).to_bytes(2, "big")
    return bytes(frame)


def _roomy(rate: int, bit_rate: int, size: int) -> bytes:
    """A silent frame of at least ``size`` bytes: of the next higher bit rate that has the room."""
    steps = _BIT_RATES[_version(rate)][1:]
    fitting = (silence(rate, step) for step in steps if step >= bit_rate)
    return next(frame for frame in fitting if len(frame) >= size)


def _crc16(content: bytes | bytearray) -> int:
    """CRC-16/ARC, as the LAME tag closes with."""
    value = 0
    for byte in content:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value


def seek_table(sizes: list[tuple[int, int]], before: int) -> bytes:
    """100 bytes: where in the file (of 256) each per cent of the time lies."""
    times, places = [0], [before]
    for frames, size in sizes:
        times.append(times[-1] + frames)
        places.append(places[-1] + size)
    table, at = bytearray(), 0
    steps = list(pairwise(zip(times, places, strict=True)))
    for percent in range(100):
        time = times[-1] * percent / 100
        while at < len(steps) - 1 and steps[at][1][0] <= time:
            at += 1
        (t0, p0), (t1, p1) = steps[at]
        place = p0 + (p1 - p0) * (time - t0) / max(t1 - t0, 1)
        table.append(min(255, int(256 * place / places[-1])))
    return bytes(table)


def _version(rate: int) -> int:
    if rate not in _RATES:
        known = ", ".join(map(str, sorted(_RATES)))
        raise AudioError(
            say(
                f"MP3 没有 {rate} Hz。请在 [sound] 里选：{known}。",
                f"MP3 knows no {rate} Hz; set one of {known} in [sound].",
            )
        )
    return _RATES[rate][0]
