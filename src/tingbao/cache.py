"""Content in, address out: files that are whole or not there.

An entry is one file: a line of JSON (the header), then the payload. The header carries the
payload's length and checksum, so an entry that was cut or has a flipped bit is found on
reading and made anew. Every write goes to a temporary name beside its goal and is renamed.
"""

import dataclasses
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from tingbao.errors import CacheError
from tingbao.wording import say

T = TypeVar("T")


@contextmanager
def put_in_place(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A file to write to, which takes the name ``path`` once it is whole; OSError as it comes.

    Until then it lies beside it under a temporary name, and where it breaks off it is removed.
    ``durable``: it is on the disk before its name is, so that a power cut cannot leave the name
    without the content. What proves itself on reading need not wait for the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, content: bytes, *, durable: bool = True) -> bool:
    """Write ``content`` to ``path`` whole or not at all; False where it already said just that.

    ``durable`` as in ``put_in_place``; CacheError where it cannot be written.
    """
    try:
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    except OSError:
        pass  # not there yet, or not readable: writing will say so
    try:
        with put_in_place(path, durable=durable) as file:
            file.write(content)
    except OSError as error:
        raise CacheError(
            say(
                f"{path} 写不进去（{error.strerror}）。请检查权限和剩余空间，然后再运行一次。",
                f"{path} cannot be written ({error.strerror}): "
                "look at its permissions and the free space, then run again.",
            )
        ) from error
    return True


def plain(value: object) -> Any:
    """``value`` as JSON knows it, without empty fields, so that a new field changes no key."""
    if value is None or type(value) in (str, int, float, bool):  # nearly all; asked first
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {name: plain(item) for name, item in pairs if item not in ("", 0, None, (), False)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def fingerprint(*parts: object) -> str:
    """A key of 32 hexadecimal digits for ``parts``: the same on every machine and run."""
    text = msgspec.json.encode(plain(parts), order="sorted")
    return hashlib.sha256(text).hexdigest()[:32]


def digest_of(path: Path) -> str:
    """SHA-256 of the file ``path``; empty where it cannot be read."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def to_json(value: object) -> bytes:
    """``value`` (dataclasses and all) as JSON."""
    return msgspec.json.encode(value)


def from_json(content: bytes, kind: type[T]) -> T:
    """The ``kind`` that ``content`` spells; CacheError where it does not."""
    with _readable():
        return msgspec.json.decode(content, type=kind)


def from_plain(value: object, kind: type[T]) -> T:
    """The ``kind`` that ``value``, as JSON was read, stands for; CacheError where it does not."""
    with _readable():
        return msgspec.convert(value, kind)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise CacheError(
            say(f"记录读不出来：{error}", f"a record cannot be read: {error}")
        ) from error


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a store holds under a key."""

    header: dict[str, Any]
    payload: bytes


class Store:
    """A folder of entries by key, spread over 256 subfolders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where the entry of ``key`` lies, whether or not it is there."""
        return self.folder / key[:2] / key

    def put(self, key: str, header: Mapping[str, object], payload: bytes) -> None:
        """Keep ``payload`` under ``key``."""
        full = {**header, "bytes": len(payload), "sha256": hashlib.sha256(payload).hexdigest()}
        content = msgspec.json.encode(full) + b"\n" + payload
        write_atomically(self.path(key), content, durable=False)  # the checksum proves it

    def get(self, key: str) -> Entry | None:
        """The entry of ``key``; None where there is none or it is no longer whole."""
        try:
            content = self.path(key).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CacheError(
                say(
                    f"{self.path(key)} 读不出来（{error.strerror}）。",
                    f"{self.path(key)} cannot be read ({error.strerror}).",
                )
            ) from error
        line, newline, payload = content.partition(b"\n")
        header = _header(line)
        if not newline or header is None or header.get("bytes") != len(payload):
            return None
        if header.get("sha256") != hashlib.sha256(payload).hexdigest():
            return None
        return Entry(header=header, payload=payload)

    def head(self, key: str) -> dict[str, Any] | None:
        """The header of ``key`` without reading the payload; None where there is none."""
        try:
            with self.path(key).open("rb") as file:
                line = file.readline()
                size = os.fstat(file.fileno()).st_size
        except FileNotFoundError:
            return None
        header = _header(line)
        return header if header and header.get("bytes") == size - len(line) else None

    def keys(self) -> Iterator[str]:
        """Every key, in no order."""
        for folder in self.folder.glob("[0-9a-f][0-9a-f]"):
            for path in folder.iterdir():
                if not path.name.startswith("."):
                    yield path.name

    def remove(self, key: str) -> None:
        """Forget ``key``."""
        self.path(key).unlink(missing_ok=True)

    def size(self) -> int:
        """Bytes of all entries."""
        return sum(self.path(key).stat().st_size for key in self.keys())

    def sweep(self) -> int:
        """Remove what killed runs left half-written, and say how many; only under the lock."""
        leftovers = list(self.folder.glob("[0-9a-f][0-9a-f]/.*.part"))
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)


class Lock:
    """Hold ``folder`` for this run alone; CacheError with the other's pid where another does.

    The kernel lets go of it when a process ends, however it ends, so no lock is ever stale:
    the file and the pid in it may stay behind and mean nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".lock"

    def __enter__(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a+")
        except OSError as error:
            raise CacheError(
                say(
                    f"{self._path} 打不开（{error.strerror}）。请检查权限。",
                    f"{self._path} cannot be opened ({error.strerror}): look at its permissions.",
                )
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            with self._file:
                self._file.seek(0)
                other = self._file.read(20).strip() or "?"
            raise CacheError(
                say(
                    f"另一个 tingbao 正在运行（进程 {other}）。请等它结束再运行。",
                    f"another tingbao is at work here (process {other}): wait until it has ended.",
                )
            ) from error
        except OSError as error:
            self._file.close()
            raise CacheError(
                say(
                    f"{self._path} 锁不上（{error.strerror}）。请把节目放到支持文件锁的磁盘上。",
                    f"{self._path} cannot be locked ({error.strerror}): put the show on a disk "
                    "that has file locks.",
                )
            ) from error
        self._file.truncate(0)
        self._file.write(f"{os.getpid()}\n")
        self._file.flush()

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _header(line: bytes) -> dict[str, Any] | None:
    try:
        header = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return header if isinstance(header, dict) else None
