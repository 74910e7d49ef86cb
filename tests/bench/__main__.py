"""``make bench``: every figure beside its limit, in one run."""

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Print all rows; 1 where a figure is past its limit."""
    past = 0
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        module = importlib.import_module(f"tests.bench.{path.stem}")
        for name, figure, unit, limit in module.run():
            print(f"{path.stem[6:]:10} {name:58} {figure:12.3f} {unit:14} {limit:>10}")
            past += isinstance(limit, float) and figure > limit
    return 1 if past else 0


if __name__ == "__main__":
    sys.exit(main())
