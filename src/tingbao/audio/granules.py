"""Layer III frames taken apart and laid anew: their coded sound is kept bit for bit.

A frame is a header, side information (how its sound is coded), and room for main data (scale
factors and Huffman bits). A frame's own main data may begin in the room of frames before it, as
far back as ``main_data_begin`` says: the bit reservoir. So frames cannot be cut out of a stream
as they lie. Here the main data of each is taken from the reservoir and laid into new frames, as
late as they fit; what does not fit behind the first of them goes into silent frames before it.

The one field changed is ``global_gain``: a step scales what is decoded by 2^(1/4), exactly.

Sources: ISO/IEC 11172-3:1993, 2.4.1.7 and 2.4.2.7 (the fields and their meaning), 2.4.3.4.7.1
(requantization: 2^((global_gain - 210) / 4)), 2.4.3.1 (checksum, which new frames do without);
ISO/IEC 13818-3:1998, 2.4.1.7 and 2.4.2.7 (the same for MPEG-2's lower rates). Mono only.
"""

import math
from dataclasses import dataclass

import numpy as np

from tingbao.audio import frames
from tingbao.errors import AudioError
from tingbao.wording import say

STEP = 20 * math.log10(2 ** (1 / 4))
"""dB of one step of global_gain: 1.505."""

SAMPLES = 576
"""That one granule holds: a frame of MPEG-2 is one, of MPEG-1 two."""

Bits = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]

_LENGTH, _GAIN = (0, 12), (21, 8)
"""Where part2_3_length and global_gain stand in a granule's fields: first bit, bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """Where the fields of the side information stand, in bits."""

    side: int
    """Bytes of it."""
    begin: int
    """Bits of main_data_begin, which comes first."""
    granules: tuple[int, ...]
    """Where each granule's fields begin."""

    @property
    def reach(self) -> int:
        """Bytes before a frame at which its main data may begin at most."""
        return (1 << self.begin) - 1


_FORMS = {
    576: _Form(side=9, begin=8, granules=(9,)),
    1152: _Form(side=17, begin=9, granules=(18, 77)),
}
"""By the samples of a frame: MPEG-2 and MPEG-1, mono."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """The coded sound of consecutive frames, free of where it lay."""

    rate: int
    side: Bits
    """A row of bits a frame: its side information."""
    main: tuple[bytes, ...]
    """Its own main data."""

    def cut(self, first: int, last: int) -> "Coded":
        """Frames ``first`` to ``last`` - 1."""
        return Coded(rate=self.rate, side=self.side[first:last], main=self.main[first:last])


def take_apart(stream: bytes, rate: int) -> Coded:
    """The frames of ``stream``; AudioError where it is not bare mono layer III at ``rate`` Hz.

    A frame whose main data began before the stream is silent, as it is to every decoder.
    """
    samples = frames.frame_samples(rate)
    form, own = _FORMS[samples], frames.header(rate, 64)
    at = frames.places(stream)
    if len(at) < 2 or any(stream[p + 1] >> 1 != own[1] >> 1 or stream[p + 2] & 12 != own[2] & 12
           or stream[p + 3] >> 6 != 3 for p in at[:-1]):  # fmt: skip
        raise AudioError(say(f"应是 {rate} Hz 的单声道 MP3", f"it should be mono MP3 at {rate} Hz"))
    # A checksum stands between header and side information where the protection bit is 0.
    sides = [p + (4 if stream[p + 1] & 1 else 6) for p in at[:-1]]
    rows = b"".join(stream[p : p + form.side] for p in sides)
    side = np.unpackbits(np.frombuffer(rows, np.uint8).reshape(-1, form.side), axis=1)
    back = _read(side, 0, form.begin)
    bits = np.sum([_read(side, g + _LENGTH[0], _LENGTH[1]) for g in form.granules], axis=0)
    reservoir = bytearray()
    main: list[bytes] = []
    for number, begins in enumerate(sides):
        start = len(reservoir) - int(back[number])
        reservoir += stream[begins + form.side : at[number + 1]]
        end = start + -(-int(bits[number]) // 8)
        if end > len(reservoir):
            raise AudioError(say("MP3 帧的主数据不完整", "an MP3 frame's main data are cut short"))
        if start < 0:
            side[number] = 0
        main.append(bytes(reservoir[start:end]) if start >= 0 else b"")
    return Coded(rate=rate, side=side, main=tuple(main))


def lay(coded: Coded, bit_rate: int, before: int, after: int) -> tuple[bytes, int]:
    """``coded`` as frames of ``bit_rate`` kbit/s that stand alone, silent ones around them.

    At least ``before`` silent frames come first, and as many more as the first main data need
    room; their number is handed back. ``after`` silent frames come last. AudioError where the
    coded sound needs a higher bit rate.
    """
    form = _FORMS[frames.frame_samples(coded.rate)]
    head = frames.header(coded.rate, bit_rate)
    room = frames.length(head) - len(head) - form.side
    # From the last to the first: each as late as its own room and those after it allow.
    begins, free = [], len(coded.main) * room
    for number in reversed(range(len(coded.main))):
        own = number * room
        free = min(own, min(own + room, free) - len(coded.main[number]))
        if own - free > form.reach:
            raise _too_small(bit_rate)
        begins.append(free)
    before = max(before, -(-max(0, -free) // room))
    places = [min(number * room, free) for number in range(-before, 0)] + begins[::-1]
    count = before + len(coded.main)
    # Where no sound's main data lie, zeros do: ancillary data to a decoder.
    data = bytearray((count + after) * room)
    for begin, content in zip(begins[::-1], coded.main, strict=True):
        data[before * room + begin : before * room + begin + len(content)] = content
    side = np.zeros((count + after, 8 * form.side), np.uint8)
    side[before:count] = coded.side
    backs = np.arange(-before, count - before) * room - np.array(places, np.int64)
    _write(side[:count], 0, form.begin, backs)
    rows = np.packbits(side, axis=1)
    made = b"".join(
        head + rows[number].tobytes() + data[number * room : (number + 1) * room]
        for number in range(count + after)
    )
    return made, before


def turn(stream: bytes, rate: int, steps: Numbers | int) -> bytes:
    """``stream``, as ``lay`` makes it, louder by ``steps`` of STEP dB, or softer.

    One number for all, or one for each granule. A field stays at its end where it would pass it:
    below, nothing is heard; above, 2^11 times full scale.
    """
    form = _FORMS[frames.frame_samples(rate)]
    rows = np.frombuffer(stream, np.uint8).reshape(-1, frames.length(stream[:4])).copy()
    side = np.unpackbits(rows[:, 4 : 4 + form.side], axis=1)
    each = np.broadcast_to(steps, len(rows) * len(form.granules)).reshape(len(rows), -1)
    for place, own in zip(form.granules, each.T, strict=True):
        gain = _read(side, place + _GAIN[0], _GAIN[1])
        heard = _read(side, place + _LENGTH[0], _LENGTH[1]) > 0
        turned = np.where(heard, np.clip(gain + own, 0, 255), gain)
        _write(side, place + _GAIN[0], _GAIN[1], turned)
    rows[:, 4 : 4 + form.side] = np.packbits(side, axis=1)
    return rows.tobytes()


def gains(stream: bytes, rate: int) -> Numbers:
    """global_gain of each frame of ``stream``, a mono layer III stream without checksums.

    Of two granules the higher. It tells how coarsely a frame is coded: see STEP.
    """
    form = _FORMS[frames.frame_samples(rate)]
    content = np.frombuffer(stream, np.uint8)
    places = np.array(frames.places(stream)[:-1], np.intp)
    first = np.array(form.granules)[:, None] + _GAIN[0]
    at, bit = places + 4 + first // 8, first % 8
    pairs = content[at].astype(np.intp) << 8 | content[at + 1]  # the field lies in two bytes
    highest: Numbers = (pairs >> 8 - bit & 0xFF).max(axis=0)
    return highest


def _read(side: Bits, first: int, count: int) -> Numbers:
    """The numbers that ``count`` bits from ``first`` on spell in each row."""
    values: Numbers = side[:, first : first + count] @ (1 << np.arange(count)[::-1])
    return values


def _write(side: Bits, first: int, count: int, values: Numbers) -> None:
    side[:, first : first + count] = values[:, None] >> np.arange(count)[::-1] & 1


def _too_small(bit_rate: int) -> AudioError:
    return AudioError(
        say(
            f"{bit_rate} kbit/s 的帧装不下它。请在 [sound] 里把 bit_rate 调高，"
            '或改为 mastering = "encode"。',
            f"frames of {bit_rate} kbit/s do not hold it: set a higher bit_rate in [sound], "
            'or mastering = "encode".',
        )
    )
