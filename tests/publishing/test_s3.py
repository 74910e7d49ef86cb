"""Publishing to S3, against a server of its own."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.helpers.publishing import release, sent, sound
from tingbao.errors import PublishError
from tingbao.publishing import s3
from tingbao.publishing.parcel import pack
from tingbao.publishing.targets import MANIFEST, Item


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


@pytest.mark.slow
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
