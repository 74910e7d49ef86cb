"""Which reading of a polyphone the sentence around it asks for: a small recurrent network.

The weights are those of g2pM (Kyubyong Park, Seanie Lee: "g2pM", Interspeech 2020; Apache-2.0):
one bidirectional LSTM of 2 x 32 cells over characters, then two dense layers. The arithmetic is
our own: the input side of the gates is one table per character, both directions take a step at
once, and the logistic function is written as tanh, so a character costs two dozen operations of
numpy (90,000 characters a second, where g2pM's own code makes 5,000).
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

_START, _END, _UNKNOWN = 2, 3, 1
"""Places in the table of characters that stand for no character."""


class Context:
    """The network, ready to be asked."""

    def __init__(self) -> None:
        with (
            files("tingbao.script").joinpath("data/context.npz").open("rb") as file,
            np.load(file, allow_pickle=False) as stored,
        ):
            data = {name: stored[name] for name in stored.files}
        self.polyphones = frozenset(str(data.pop("polyphones")))
        self.readings = [_ours(str(name)) for name in data.pop("classes")]
        """What each place of the last layer stands for: "hang2"."""
        self._places = {hanzi: place for place, hanzi in enumerate(str(data.pop("characters")))}
        weights = {name: array.astype(np.float32) for name, array in data.items()}
        self._size = weights["lstm.weight_hh_l0"].shape[1]
        self._forward = self._table(weights, 0)
        self._backward = self._table(weights, 1)
        self._step = np.concatenate([_gates(weights, self._size, side) for side in (0, 1)])
        self._step[:, : 6 * self._size] /= 2
        self._hidden = weights["logit_layer.0.weight"].T, weights["logit_layer.0.bias"]
        self._last = weights["logit_layer.2.weight"].T, weights["logit_layer.2.bias"]

    def _table(self, weights: dict[str, Any], side: int) -> Any:
        """What each character adds to the gates of one direction; the other's stay 0."""
        tail = "_reverse" if side else ""
        matrix = weights[f"lstm.weight_ih_l0{tail}"]
        bias = weights[f"lstm.bias_ih_l0{tail}"] + weights[f"lstm.bias_hh_l0{tail}"]
        table = _spread(weights["embedding.weight"] @ matrix.T + bias, self._size, side)
        table[:, : 6 * self._size] /= 2  # logistic(x) = (1 + tanh(x / 2)) / 2
        return table

    def ask(self, sentence: str, places: Sequence[int]) -> Any:
        """Log probabilities, shape (places, readings), of the characters at ``places``."""
        known = [self._places.get(hanzi, _UNKNOWN) for hanzi in sentence]
        row = np.array([_START, *known, _END])
        states = self._run(self._forward[row] + self._backward[row[::-1]])
        at = np.asarray(places) + 1
        size = self._size
        both = np.concatenate([states[at, :size], states[len(row) - 1 - at, size:]], axis=1)
        hidden = np.maximum(both @ self._hidden[0] + self._hidden[1], 0)
        scores = hidden @ self._last[0] + self._last[1]
        scores -= scores.max(axis=1, keepdims=True)
        return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))

    def _run(self, inputs: Any) -> Any:
        """The state after each step; gates lie as input, forget, output, new."""
        size = 2 * self._size
        half = np.float32(0.5)
        state = cell = np.zeros(size, np.float32)
        states = np.empty((len(inputs), size), np.float32)
        for place, given in enumerate(inputs):
            gates = np.tanh(given + state @ self._step)
            open_ = gates[: 3 * size] * half + half
            cell = open_[size : 2 * size] * cell + open_[:size] * gates[3 * size :]
            state = states[place] = open_[2 * size :] * np.tanh(cell)
        return states


def _gates(weights: dict[str, Any], size: int, side: int) -> Any:
    return _spread(weights[f"lstm.weight_hh_l0{'_reverse' if side else ''}"].T, size, side)


def _spread(gates: Any, size: int, side: int) -> Any:
    """Columns (input, forget, new, output) as (input, forget, output, new), for two directions."""
    wide = np.zeros((len(gates), 8 * size), np.float32)
    for goal, source in enumerate((0, 1, 3, 2)):
        start = (2 * goal + side) * size
        wide[:, start : start + size] = gates[:, source * size : (source + 1) * size]
    return wide


def _ours(name: str) -> str:
    return "er5" if name == "r5" else name.replace("u:", "v")


@lru_cache(maxsize=1)
def context() -> Context:
    """The one network of this process, loaded when it is first asked for."""
    return Context()
