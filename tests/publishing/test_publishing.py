"""Publishing to a folder, to S3 and by rsync: only what changed, and never a broken feed."""

import json
import re
import shutil
import stat
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer
from starlette.datastructures import Headers
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from tests.helpers.episodes import SHOW, episode, put_out, recorded
from tests.helpers.web import Hub, host, running
from tingbao.errors import PublishError
from tingbao.model import Show
from tingbao.publishing import Published, checking, publish, rsync, s3, sending
from tingbao.publishing.parcel import pack
from tingbao.publishing.targets import MANIFEST, Item, Place, open_place
from tingbao.settings import Target

NAMED = re.compile(r"https://paper\.example/tingbao/((?:feed|audio)/[^\"<>\s#?]+)")


class Silent:
    def sending(self, done: int, total: int, stage: str) -> None:
        pass


def release(root: Path, numbers: Sequence[int], show: Show = SHOW) -> None:
    """A show of the episodes ``numbers``, released to ``root``/feed."""
    episodes = recorded(root, *(episode(number) for number in numbers))
    put_out(root, episodes, show)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    release(folder, [1, 2])
    return folder


def sent(
    root: Path,
    to: Path | str,
    *,
    show: Show = SHOW,
    delete: bool = False,
    check: bool = False,
    pretend: bool = False,
    **target: str,
) -> Published:
    place = Target(to=str(to), **target)
    return publish(root, show, place, Silent(), delete=delete, check=check, pretend=pretend)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def sound(there: dict[str, bytes]) -> bool:
    """Whether all that the published feed names is there (no feed yet is sound too)."""
    pages = [text.decode() for path, text in there.items() if re.search(r"/feed[^/]*\.xml$", path)]
    return all(name in there for page in pages for name in NAMED.findall(page))


# ------------------------------------------------------------------------------ a folder


def test_all_that_subscribers_need_is_there(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    sent(root, www)
    there = files(www)
    assert sound(there)
    assert {path for path in files(root) if path.startswith("feed/")} <= set(there)
    assert sum(path.endswith(".mp3") for path in there) == 2
    assert not any("/." in path or "clips" in path for path in there)


def test_the_second_time_nothing_is_sent(root: Path, tmp_path: Path) -> None:
    sent(root, tmp_path / "www")
    again = sent(root, tmp_path / "www")
    assert again.sent == ()
    assert again.kept > 10


def test_a_new_episode_sends_its_own_files_and_what_lists_it(root: Path, tmp_path: Path) -> None:
    sent(root, tmp_path / "www")
    release(root, [1, 2, 3])
    again = sent(root, tmp_path / "www")
    assert again.sent[-1] == "feed/feed.xml"
    assert again.sent[0].startswith("audio/2022-12-04")
    assert not any("2022-12-02" in path for path in again.sent)
    assert sound(files(tmp_path / "www"))


def test_a_fresh_clone_with_other_times_sends_nothing(root: Path, tmp_path: Path) -> None:
    sent(root, tmp_path / "www")
    clone = tmp_path / "clone"
    shutil.copytree(root, clone, copy_function=shutil.copyfile)
    assert sent(clone, tmp_path / "www").sent == ()


def test_what_was_withdrawn_stays_until_it_is_asked_away(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    sent(root, www)
    (www / "audio" / "foreign.mp3").write_bytes(b"not ours")
    release(root, [2])
    kept = sent(root, www)
    assert any(path.startswith("audio/2022-12-02") for path in kept.withdrawn)
    assert kept.removed == ()
    gone = sent(root, www, delete=True)
    assert set(gone.removed) == set(kept.withdrawn)
    there = files(www)
    assert not any("2022-12-02" in path for path in there)
    assert "audio/foreign.mp3" in there
    assert sound(there)


def test_a_dry_run_touches_nothing(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    would = sent(root, www, pretend=True)
    assert would.sent[-1] == "feed/feed.xml"
    assert not www.exists()


class Breaking:
    """A place whose line breaks after so many files."""

    def __init__(self, place: Place, after: int) -> None:
        self._place, self._left = place, after

    def read(self, path: str) -> bytes | None:
        return self._place.read(path)

    def send(self, items: Sequence[Item]) -> None:
        for item in items:
            if not self._left:
                raise PublishError("the line broke")
            self._left -= 1
            self._place.send([item])

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            if not self._left:
                raise PublishError("the line broke")
            self._left -= 1
            self._place.remove([path])


def test_a_break_at_any_file_leaves_the_published_feed_sound(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    sent(root, www)
    release(root, [1, 2, 3])
    parcel = pack(root)
    needed = len(sending.compare(parcel, open_place(Target(to=str(www)), root)).send)
    assert needed >= 8
    for after in range(needed):
        copy = tmp_path / f"www-{after}"
        shutil.copytree(www, copy)
        place = Breaking(open_place(Target(to=str(copy)), root), after)
        changes = sending.compare(parcel, place)
        with pytest.raises(PublishError, match="line broke"):
            sending.send(
                parcel, place, changes, delete=False, tell=Silent().sending, scratch=tmp_path / "s"
            )
        assert sound(files(copy)), after
        sent(root, copy)
        assert files(copy)["feed/feed.xml"] == (root / "feed/feed.xml").read_bytes()


def test_after_a_break_nothing_is_taken_for_what_it_was(root: Path, tmp_path: Path) -> None:
    """Episode 1 is withdrawn, the line breaks anywhere, and episode 1 comes back."""
    www = tmp_path / "www"
    sent(root, www)
    without = tmp_path / "without"
    release(without, [2, 3])
    parcel = pack(without)
    for after in range(100):
        copy = tmp_path / f"www-{after}"
        shutil.copytree(www, copy)
        place = Breaking(open_place(Target(to=str(copy)), without), after)
        changes = sending.compare(parcel, place)
        told, scratch = Silent().sending, tmp_path / "s"
        try:
            sending.send(parcel, place, changes, delete=True, tell=told, scratch=scratch)
        except PublishError:
            assert sound(files(copy)), after
        else:
            break
        sent(root, copy)
        there = files(copy)
        assert {item.path: there.get(item.path) for item in pack(root).items} == {
            item.path: item.source.read_bytes() for item in pack(root).items
        }, after
    assert after > 20


def test_a_lost_sound_file_stops_it_before_anything_is_sent(root: Path, tmp_path: Path) -> None:
    lost = next((root / "audio").glob("*.mp3"))
    lost.unlink()
    with pytest.raises(PublishError, match=lost.name):
        sent(root, tmp_path / "www")
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize("goal", ["", "-rf", "ftp://host/x", "file:///etc", "gopher://x"])
def test_what_is_no_target_is_refused(root: Path, goal: str) -> None:
    with pytest.raises(PublishError, match="rsync"):
        sent(root, goal)


@pytest.mark.parametrize("inside", [".", "feed", "audio/x", "content"])
def test_the_show_is_not_published_into_itself(root: Path, inside: str) -> None:
    with pytest.raises(PublishError):
        sent(root, root / inside)


def test_a_manifest_that_lies_removes_nothing_outside(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    sent(root, www)
    (tmp_path / "precious").write_text("keep me")
    manifest = json.loads((www / MANIFEST).read_text())
    lies = ("../precious", "feed/../../precious", "/etc/passwd", "index.php", "feed//x")
    (www / MANIFEST).write_text(json.dumps(manifest | dict.fromkeys(lies, "0")))
    assert sent(root, www, delete=True).removed == ()
    assert (tmp_path / "precious").exists()


def test_a_damaged_manifest_says_what_to_do(root: Path, tmp_path: Path) -> None:
    sent(root, tmp_path / "www")
    (tmp_path / "www" / MANIFEST).write_text("[1")
    with pytest.raises(PublishError, match=MANIFEST):
        sent(root, tmp_path / "www")


# ------------------------------------------------------------------------------ S3


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    server.stop()


@pytest.fixture
def storage(moto: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Where the bucket "papers" is; keys come from the environment alone."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    client = boto3.client("s3", endpoint_url=moto, region_name="us-east-1")
    if any(bucket["Name"] == "papers" for bucket in client.list_buckets()["Buckets"]):
        for stored in client.list_objects_v2(Bucket="papers").get("Contents", ()):
            client.delete_object(Bucket="papers", Key=stored["Key"])
    else:
        client.create_bucket(Bucket="papers")
    return {"endpoint": moto, "region": "us-east-1"}


def test_s3_holds_the_same_files_with_their_types(root: Path, storage: dict[str, str]) -> None:
    done = sent(root, "s3://papers/ting/", **storage)
    client = boto3.client("s3", endpoint_url=storage["endpoint"], region_name="us-east-1")
    for path in done.sent:
        stored = client.get_object(Bucket="papers", Key=f"ting/{path}")
        assert stored["Body"].read() == (root / path).read_bytes()
    kinds = {
        path.rpartition(".")[2]: client.head_object(Bucket="papers", Key=f"ting/{path}")
        for path in done.sent
    }
    assert kinds["mp3"]["ContentType"] == "audio/mpeg"
    assert "immutable" in kinds["mp3"]["CacheControl"]
    assert kinds["xml"]["ContentType"] == "application/rss+xml; charset=utf-8"
    assert kinds["xml"]["CacheControl"] == "public, max-age=300"
    assert kinds["vtt"]["ContentType"] == "text/vtt; charset=utf-8"


def test_s3_sends_only_what_changed_and_removes_on_demand(
    root: Path, storage: dict[str, str]
) -> None:
    sent(root, "s3://papers", **storage)
    assert sent(root, "s3://papers", **storage).sent == ()
    release(root, [2, 3])
    done = sent(root, "s3://papers", delete=True, **storage)
    client = boto3.client("s3", endpoint_url=storage["endpoint"], region_name="us-east-1")
    keys = {one["Key"] for one in client.list_objects_v2(Bucket="papers")["Contents"]}
    assert any("2022-12-02" in path for path in done.removed)
    assert not any("2022-12-02" in key for key in keys)
    assert keys - {MANIFEST} == {item.path for item in pack(root).items}


def test_a_break_at_any_upload_leaves_the_bucket_sound(
    root: Path, storage: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(root, "s3://papers", **storage)
    client = boto3.client("s3", endpoint_url=storage["endpoint"], region_name="us-east-1")
    whole = s3.Bucket._upload
    for after in range(0, 40, 5):
        left = iter(range(after))

        def breaking(bucket: s3.Bucket, item: Item, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise PublishError("the line broke")
            whole(bucket, item)

        release(root, [1, 2, 3] if after % 2 else [1, 2, 4])
        monkeypatch.setattr(s3.Bucket, "_upload", breaking)
        with suppress(PublishError):
            sent(root, "s3://papers", delete=True, **storage)
        keys = [one["Key"] for one in client.list_objects_v2(Bucket="papers")["Contents"]]
        there = {key: client.get_object(Bucket="papers", Key=key)["Body"].read() for key in keys}
        assert sound(there), after
    assert next(left, None) is not None  # the last run came to its end


def test_s3_says_which_bucket_is_not_there(root: Path, storage: dict[str, str]) -> None:
    with pytest.raises(PublishError, match="nowhere"):
        sent(root, "s3://nowhere", **storage)


# ------------------------------------------------------------------------------ rsync


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that rsync reaches as "paper.example:": ssh is a script that stays here."""
    assert shutil.which("rsync"), "rsync is not installed: apt-get install rsync"
    shell = tmp_path / "ssh"
    shell.write_text('#!/bin/sh\nwhile [ "${1#-}" != "$1" ]; do shift 2; done\nshift\nexec "$@"\n')
    shell.chmod(shell.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    return tmp_path / "remote" / "ting"


@pytest.mark.slow
def test_rsync_sends_changes_and_removes_on_demand(root: Path, remote: Path) -> None:
    goal = f"www@paper.example:{remote}"
    sent(root, goal)
    there = files(remote)
    assert sound(there)
    assert set(there) == {item.path for item in pack(root).items}
    assert sent(root, goal).sent == ()
    (remote / "audio" / "foreign.mp3").write_bytes(b"not ours")
    release(root, [2, 3])
    done = sent(root, goal, delete=True)
    assert any("2022-12-02" in path for path in done.removed)
    there = files(remote)
    assert not any("2022-12-02" in path for path in there)
    assert "audio/foreign.mp3" in there
    assert sound(there)


@pytest.mark.slow
def test_rsync_says_that_the_host_cannot_be_reached(
    root: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RSYNC_RSH", "false")
    with pytest.raises(PublishError, match="rsync"):
        sent(root, f"paper.example:{remote}")


@pytest.mark.slow
def test_a_break_at_any_call_of_rsync_leaves_the_published_feed_sound(
    root: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = f"paper.example:{remote}"
    sent(root, goal)
    whole, calls = rsync.Host._rsync, 0

    def breaking(self: rsync.Host, *arguments: object, **options: object) -> int:
        nonlocal calls
        calls -= 1
        if not calls:
            raise PublishError("the line broke")
        return whole(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(rsync.Host, "_rsync", breaking)
    for number in range(1, 100):
        release(root, [1, 2, 3] if number % 2 else [1, 2, 4])
        calls = number
        try:
            sent(root, goal, delete=True)
        except PublishError:
            assert sound(files(remote)), number
        else:
            break
    assert number > 6
    assert sound(files(remote))


@pytest.mark.parametrize(
    ("code", "said"),
    [(255, "ssh cannot connect.*disk full"), (12, "lacks rsync"), (11, "disk full")],
)
def test_rsync_failing_is_said_with_a_remedy(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    failing_rsync(tmp_path, monkeypatch, code)
    with pytest.raises(PublishError, match=said):
        sent(root, "paper.example:/srv/ting")


def failing_rsync(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """An rsync that says that the disk is full and ends with ``code``."""
    program = folder / "bin" / "rsync"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ncat >/dev/null\necho disk full >&2\nexit {code}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setenv("LANGUAGE", "en")


def test_without_rsync_it_is_said_how_to_get_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="apt install rsync"):
        sent(root, "paper.example:/srv/ting")


# ------------------------------------------------------------------------------ afterwards


@pytest.fixture
def www(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder and the address at which a static host serves it, byte ranges and all."""
    folder = tmp_path / "public"
    folder.mkdir()
    with host(folder) as address:
        yield folder, address


def at(root: Path, address: str, **fields: str) -> Show:
    """The show released again for ``address``."""
    show = replace(SHOW, address=address, hub="", **fields)
    release(root, [1, 2], show)
    return show


def test_what_was_published_is_asked_for_at_its_address(root: Path, www: tuple[Path, str]) -> None:
    folder, address = www
    show = at(root, address)
    assert sent(root, folder, show=show, check=True).faults == ()


def test_another_folder_than_the_host_serves_is_noticed(
    root: Path, www: tuple[Path, str], tmp_path: Path
) -> None:
    _, address = www
    faults = sent(root, tmp_path / "elsewhere", show=at(root, address), check=True).faults
    assert any("feed.xml" in fault and "404" in fault for fault in faults)


def test_a_host_without_byte_ranges_is_noticed(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()

    class Plain(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Plain) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        show = at(root, f"http://127.0.0.1:{server.server_port}/")
        faults = sent(root, folder, show=show, check=True).faults
        server.shutdown()
    assert any(".mp3" in fault and "200" in fault for fault in faults)


def test_an_address_where_nobody_answers_is_noticed(root: Path, tmp_path: Path) -> None:
    show = at(root, "http://127.0.0.1:9/")
    assert sent(root, tmp_path / "www", show=show, check=True).faults


def test_a_host_that_is_away_is_not_asked_for_every_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def away(url: str, item: Item) -> str:
        asked.append(url)
        time.sleep(0.001)
        return "cannot be reached"

    monkeypatch.setattr(checking, "_wrong", away)
    items = pack(root).items * 100
    faults = list(checking.check("http://paper.example/", items))
    assert len(faults) == checking.MOST + 1
    assert faults[0].startswith(f"http://paper.example/{items[0].path}: ")
    assert len(asked) < 500 < len(items)


def test_what_is_asked_goes_around_caches(root: Path, tmp_path: Path) -> None:
    """A cache that answers from memory, unless it is told not to, gives what is old."""
    folder = tmp_path / "public"
    heard: list[tuple[str, str | None]] = []

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append((scope["method"], Headers(scope=scope).get("cache-control")))
        await StaticFiles(directory=folder)(scope, receive, send)

    folder.mkdir()
    with running(listening) as port:
        show = at(root, f"http://127.0.0.1:{port}/")
        assert sent(root, folder, show=show, check=True).faults == ()
    assert {method for method, _ in heard} == {"GET", "HEAD"}
    assert {asked for _, asked in heard} == {"no-cache"}


def test_the_hub_is_told_when_the_feed_changed_and_only_then(root: Path, tmp_path: Path) -> None:
    with Hub(status=202) as hub:
        show = replace(SHOW, hub=hub.address)
        assert sent(root, tmp_path / "www", show=show).warning == ""
        sent(root, tmp_path / "www", show=show)
        assert hub.forms == [
            {
                "hub.mode": "publish",
                "hub.url": SHOW.address + "feed/feed.xml",
                "hub.topic": SHOW.address + "feed/feed.xml",
            }
        ]


def test_a_hub_that_refuses_is_a_warning(root: Path, tmp_path: Path) -> None:
    with Hub(status=500) as hub:
        show = replace(SHOW, hub=hub.address)
        assert "500" in sent(root, tmp_path / "www", show=show).warning
