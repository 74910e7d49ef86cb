"""How high a voice speaks: the fundamental frequency, by autocorrelation."""

import numpy as np

WINDOW, STEP = 0.04, 0.01
"""Seconds looked at once, and from one look to the next."""
LOWEST, HIGHEST = 55.0, 500.0
"""Hz."""
VOICED = 0.5
"""Share of a sound's energy that must come again after a period."""


def track(sound: "np.ndarray", rate: int) -> "np.ndarray":
    """Hz at each step of ``sound`` (floats of one channel) that is loud and voiced; in order."""
    size, found = round(WINDOW * rate), []
    shortest, longest = round(rate / HIGHEST), round(rate / LOWEST)
    loud = 0.1 * np.abs(sound).max(initial=0)
    for start in range(0, len(sound) - size - longest, round(STEP * rate)):
        piece = sound[start : start + size + longest]
        if np.abs(piece[:size]).max() < loud:
            continue
        head = piece[:size]
        rows = np.lib.stride_tricks.sliding_window_view(piece, size)
        likeness = rows @ head / np.sqrt(np.maximum(1e-9, (rows**2).sum(axis=1) * (head @ head)))
        lags = likeness[shortest : longest + 1]
        best = lags.max()
        if best > VOICED:  # the shortest period that is nearly as good: not its double
            found.append(rate / (shortest + int(np.argmax(lags > 0.93 * best))))
    return np.array(found)
