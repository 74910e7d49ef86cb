"""Shows on disk and ``tingbao`` as a process of its own, for tests of whole runs."""

import os
import subprocess
import sys
from pathlib import Path

TOML = """
[show]
title = "小城晚报"
guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"
grouping = "{grouping}"
[speech]
engine = "edge"
[engines.edge]
address = "{address}"
"""
DAY = "2022-12-12"


def show(root: Path, address: str, *pages: str, grouping: str = "story") -> Path:
    """A show of ``pages`` of one day, spoken by the Edge at ``address``."""
    folder = root / "content" / DAY
    folder.mkdir(parents=True)
    for number, page in enumerate(pages, 1):
        (folder / f"{number:02}.txt").write_text(page, encoding="utf-8")
    toml = TOML.format(address=address, grouping=grouping)
    (root / "tingbao.toml").write_text(toml, encoding="utf-8")
    return root


def start(root: Path, *arguments: str) -> "subprocess.Popen[str]":
    """``tingbao ARGUMENTS`` over ``root``, under way, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tingbao", *arguments, "--show", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LANGUAGE": "en"},
        start_new_session=True,
    )


def tingbao(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """``tingbao ARGUMENTS`` over ``root``, ended."""
    with start(root, *arguments) as process:
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)
