"""A host that ssh reaches, by rsync, which sends a file's change and not the file."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tingbao.errors import PublishError
from tingbao.publishing.targets import Item
from tingbao.wording import say

PARTIAL = 23
"""rsync's exit code where a file that was asked for is not there."""

ADVICE = {
    12: (
        "连不上，或对方没有 rsync，或中途断开",
        "no connection, or the other side lacks rsync, or broke off",
    ),
    255: ("ssh 连不上：检查主机名和密钥", "ssh cannot connect: look at host and key"),
}


class Host:
    """See ``targets.Place``. ssh never asks for a password: keys, or an agent."""

    def __init__(self, goal: str) -> None:
        if shutil.which("rsync") is None:
            raise PublishError(
                say(
                    "这台机器没有 rsync。请先安装：apt install rsync（或 brew install rsync）",
                    "this machine lacks rsync: apt install rsync (or brew install rsync)",
                )
            )
        self._goal = goal.rstrip("/")

    def read(self, path: str) -> bytes | None:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            if self._rsync(["--", f"{self._goal}/{path}", str(copy)], allowed=PARTIAL):
                return None
            return copy.read_bytes()

    def send(self, items: Sequence[Item]) -> None:
        # Each file keeps its place below the show's folder, which is the source for all.
        for root in dict.fromkeys(_root(item) for item in items):
            names = [item.path for item in items if _root(item) == root]
            self._rsync(
                # By size and bytes, since a fresh clone's times say nothing; into place at the
                # end of the stage, whole; no owner, no group, readable for the web server.
                ["--checksum", "--delay-updates", "--mkpath", "--chmod=D755,F644",
                 "--files-from=-", "--", f"{root}/", f"{self._goal}/"],
                names,
            )  # fmt: skip

    def remove(self, paths: Sequence[str]) -> None:
        if not paths:
            return
        # rsync removes what is asked for and missing here, as long as its folder is not.
        with tempfile.TemporaryDirectory() as empty:
            for path in paths:
                (Path(empty) / path).parent.mkdir(parents=True, exist_ok=True)
            self._rsync(
                ["--delete-missing-args", "--chmod=D755", "--files-from=-", "--",
                 f"{empty}/", f"{self._goal}/"],
                paths,
            )  # fmt: skip

    def _rsync(self, arguments: list[str], names: Sequence[str] = (), *, allowed: int = 0) -> int:
        environment = {"RSYNC_RSH": "ssh -o BatchMode=yes", **os.environ}
        done = subprocess.run(  # noqa: S603 - a list, no shell; the target never begins with "-"
            ["rsync", *arguments],  # noqa: S607 - the system's own
            input="".join(f"{name}\n" for name in names).encode(),
            capture_output=True,
            env=environment,
            check=False,
        )
        if done.returncode in (0, allowed):
            return done.returncode
        # What went wrong comes first (ssh's own words, too), what came of it after it.
        said = next(iter(done.stderr.decode("utf-8", "replace").strip().splitlines()), "")
        advice = ADVICE.get(done.returncode)
        zh, en = (f"{part}（{said}）" for part in advice) if advice else (said, said)
        raise PublishError(
            say(
                f"rsync 到 {self._goal} 没有成功（{done.returncode}）：{zh}。再发布一次就接着来。",
                f"rsync to {self._goal} failed ({done.returncode}): {en}. Publish again to go on.",
            )
        )


def _root(item: Item) -> Path:
    """The folder below which ``item.path`` leads to its source."""
    return item.source.parents[item.path.count("/")]
