"""tingbao 听报: newspaper pages become a Mandarin podcast. See docs/walk-through.md."""

__version__ = "0.1.0"
