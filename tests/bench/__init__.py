"""Benchmarks: each figure beside its limit. ``make bench`` runs them all."""

import tingbao  # noqa: F401  # it gives numpy one thread, which must be said before numpy is loaded
