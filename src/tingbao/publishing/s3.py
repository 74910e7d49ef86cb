"""S3 and what speaks like it (R2, B2, MinIO, OSS): the only file that knows boto3.

Keys and secrets are boto3's own business: its environment variables, its files, its roles.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tingbao.errors import PublishError
from tingbao.publishing.targets import Item
from tingbao.settings.tables import Target
from tingbao.wording import say

try:
    import boto3
    from boto3.s3.transfer import TransferConfig
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError
except ImportError as error:  # an optional part: see pyproject.toml
    raise PublishError(
        say(
            "发布到 S3 要多装一个包：pip install 'tingbao[s3]'",
            "publishing to S3 wants one more package: pip install 'tingbao[s3]'",
        )
    ) from error

LASTING = "public, max-age=31536000, immutable"
CHANGING = "public, max-age=300"
"""Five minutes: a feed that a cache keeps longer reaches its subscribers late."""

ABSENT = {"404", "NoSuchKey", "NotFound"}
TOGETHER = 8
"""Uploads at once: a first publishing is tens of thousands of small files."""

ONE_THREAD = TransferConfig(use_threads=False)
"""For each upload: boto3 would else start ten more for the parts of a large file."""

BATCH = 1000
"""Keys that DeleteObjects takes at once."""


class Bucket:
    """See ``targets.Place``."""

    def __init__(self, target: Target) -> None:
        self._bucket, _, prefix = target.to.removeprefix("s3://").partition("/")
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        with self._told(target.to):
            session = boto3.session.Session(profile_name=target.profile or None)
            self._client = session.client(
                "s3",
                endpoint_url=target.endpoint or None,
                region_name=target.region or None,
                # Checksums that only Amazon's own service knows are sent where it asks for them.
                config=Config(
                    retries={"mode": "standard", "max_attempts": 5},
                    request_checksum_calculation="when_required",
                    response_checksum_validation="when_required",
                ),
            )

    def read(self, path: str) -> bytes | None:
        with self._told(path):
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + path)
            except ClientError as error:
                if error.response["Error"]["Code"] in ABSENT:
                    return None
                raise
            return bytes(answer["Body"].read())

    def send(self, items: Sequence[Item]) -> None:
        # What is sent together may come in any order: see ``parcel.STAGES``.
        pool = ThreadPoolExecutor(TOGETHER)
        try:
            for _ in pool.map(self._upload, items):
                pass
        finally:
            pool.shutdown(cancel_futures=True)

    def _upload(self, item: Item) -> None:
        with self._told(item.path):
            self._client.upload_file(
                str(item.source),
                self._bucket,
                self._prefix + item.path,
                ExtraArgs={
                    "ContentType": item.type,
                    "CacheControl": LASTING if item.lasting else CHANGING,
                },
                Config=ONE_THREAD,
            )

    def remove(self, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), BATCH):
            batch = [{"Key": self._prefix + path} for path in paths[start : start + BATCH]]
            with self._told(paths[start]):
                answer = self._client.delete_objects(
                    Bucket=self._bucket, Delete={"Objects": batch, "Quiet": True}
                )
            for refused in answer.get("Errors", ())[:1]:
                raise self._broken(refused["Key"], refused.get("Message", refused.get("Code", "")))

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        try:
            yield
        except (BotoCoreError, ClientError, boto3.exceptions.Boto3Error, OSError) as error:
            raise self._broken(path, str(error)) from error

    def _broken(self, path: str, why: str) -> PublishError:
        return PublishError(
            say(
                f"S3 存储桶 {self._bucket}：{path} 没有成功（{why}）。"
                "请检查桶名、密钥（环境变量或 boto3 自己的文件）和网络，再发布一次。",
                f"S3 bucket {self._bucket}: {path} failed ({why}). Look at the bucket's name, "
                "the keys (environment or boto3's own files) and the network; publish again.",
            )
        )
