"""tingbao 听报: newspaper pages become a Mandarin podcast. See docs/walk-through.md."""

import os

__version__ = "0.1.0"

# Work is shared out among processes. The products of matrices are too small for the threads of a
# BLAS, which wait for one another longer than they compute: with two, pinyin took twice the
# processor's time. Said before numpy is first loaded, and to the workers by inheritance.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
