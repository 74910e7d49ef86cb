"""``python -m tingbao`` and the command ``tingbao``."""

import sys


def main() -> None:
    """Run the command line; the exit code says how it went (see ``cli``)."""
    from tingbao.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
