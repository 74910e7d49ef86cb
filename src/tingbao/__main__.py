"""``python -m tingbao`` and the command ``tingbao``."""

import signal
import sys


def main() -> None:
    """Run the command line; the exit code says how it went (see ``cli``)."""
    from tingbao.cli import run

    # Who ends us otherwise (a service manager, a shutdown) is met like Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    sys.exit(run())


if __name__ == "__main__":
    main()
