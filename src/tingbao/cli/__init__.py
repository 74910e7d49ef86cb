"""The commands, thin: each reads its arguments, calls the edition, and shows what came back.

Exit codes: 0 done; 1 something that a person can mend; 2 wrong arguments; 130 Ctrl-C;
3 a defect of tingbao itself, with a trace.
"""

from tingbao.cli import making, proofing, publishing
from tingbao.cli.frame import run

__all__ = ["making", "proofing", "publishing", "run"]
