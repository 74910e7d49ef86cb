"""A folder: a mounted disk, or what a web server of this machine serves."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from tingbao.cache import put_in_place
from tingbao.errors import PublishError
from tingbao.publishing.targets import Item
from tingbao.wording import say


class Folder:
    """See ``targets.Place``."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder = folder.resolve()
        show = root.resolve()
        if self._folder == show or any(
            self._folder.is_relative_to(show / room) for room in ("content", "audio", "feed")
        ):
            raise PublishError(
                say(
                    f"{folder} 是节目自己的文件夹，不能发布到这里。",
                    f"{folder} is the show's own folder: publish to another.",
                )
            )

    def read(self, path: str) -> bytes | None:
        try:
            return (self._folder / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._broken(path, error) from error

    def send(self, items: Sequence[Item]) -> None:
        for item in items:
            try:
                with (
                    item.source.open("rb") as source,
                    put_in_place(self._folder / item.path) as file,
                ):
                    shutil.copyfileobj(source, file, 1 << 20)
            except OSError as error:
                raise self._broken(item.path, error) from error

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            try:
                (self._folder / path).unlink(missing_ok=True)
            except OSError as error:
                raise self._broken(path, error) from error

    def _broken(self, path: str, error: OSError) -> PublishError:
        return PublishError(
            say(
                f"{self._folder / path}：{error.strerror}。请检查权限和剩余空间，再发布一次。",
                f"{self._folder / path}: {error.strerror}. Look at its permissions and the free "
                "space, then publish again.",
            )
        )
