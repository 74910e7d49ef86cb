"""Make src/tingbao/script/data/context.npz from the weights of g2pM (Apache-2.0).

Run by hand, with the package g2pM 0.1.2.5 installed:

    python tools/context_weights.py polyphones-cpp-dev.tsv src/tingbao/script/data/context.npz

The table (kakaobrain/g2pM, Apache-2.0) names the characters that the weights were made for.
g2pM's own dictionary, which comes from CC-CEDICT, is not used.
"""

import importlib.util
import pickle
import sys
from pathlib import Path

import numpy as np


def main(table: Path, goal: Path) -> None:
    spec = importlib.util.find_spec("g2pM")
    if spec is None or spec.origin is None:
        sys.exit("g2pM is not installed")
    folder = Path(spec.origin).parent

    def load(name: str) -> dict:
        return pickle.loads((folder / name).read_bytes())  # noqa: S301 (a package of our choice)

    weights = {name: array.astype(np.float16) for name, array in load("np_ckpt.pkl").items()}
    characters = load("char2idx.pkl")
    names = sorted(characters, key=characters.__getitem__)
    classes = load("class2idx.pkl")
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]
    np.savez_compressed(
        goal,
        characters=np.array("".join(name if len(name) == 1 else "\0" for name in names)),
        classes=np.array(sorted(classes, key=classes.__getitem__)),
        polyphones=np.array("".join(sorted({row[2] for row in rows}))),
        **weights,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
