"""Object storage: boto3 against S3, the only path that bytes take. Knows no award.

The embedded server and a province's own differ by settings alone. Signatures for browsers are made for the public
address, since the host is part of them; the server's own calls use the inner one.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from flask import current_app
from urllib3.exceptions import HTTPError

from award.config import ObjectStorage

PART_SIZE = 16 * 1024 * 1024
CHUNK = 1024 * 1024
LINK_SECONDS = 6 * 3600
PART_SECONDS = 3600
# Browsers leave these out of the name of the host, which is signed.
USUAL_PORTS = {"http": ":80", "https": ":443"}
CHECKSUM_HEADER = "x-amz-checksum-sha256"
LISTED_AT_ONCE = 1000
MISSING = frozenset({"404", "NoSuchKey", "NoSuchUpload", "NotFound"})


class StorageFault(Exception):
    """The object storage did not answer or refused; the text says what to check."""


class Gone(StorageFault):
    """The object or the upload is not there."""


@dataclass(frozen=True)
class Stored:
    """What the bucket says of one object."""

    size: int
    etag: str


@dataclass(frozen=True)
class Listed:
    """One object or open upload of a listing: since when it is there, its bytes, the id of an upload."""

    key: str
    since: datetime
    size: int
    upload_id: str | None = None


class Storage:
    """One bucket."""

    def __init__(self, settings: ObjectStorage):
        self.settings = settings
        self.bucket = settings.bucket

    @cached_property
    def _inner(self) -> Any:
        return self._client(self.settings.endpoint_url)

    @cached_property
    def _public(self) -> Any:
        return self._client(self.settings.public_url)

    def _client(self, url: str) -> Any:
        return boto3.session.Session().client(
            "s3",
            endpoint_url=url,
            aws_access_key_id=self.settings.access_key,
            aws_secret_access_key=self.settings.secret_key,
            region_name=self.settings.region,
            config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                retries={"max_attempts": 3},
                connect_timeout=5,
                read_timeout=60,
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def _call(self, operation: str, **arguments: Any) -> dict[str, Any]:
        try:
            return getattr(self._inner, operation)(Bucket=self.bucket, **arguments)
        except (BotoCoreError, ClientError) as error:
            kind = Gone if _is_missing(error) else StorageFault
            raise kind(f"{operation} in bucket {self.bucket} at {self.settings.endpoint_url}: {error}") from error

    def put(self, key: str, body: bytes | BinaryIO, content_type: str) -> None:
        """Stores one object from bytes or a seekable stream; large ones go in parts."""
        try:
            if isinstance(body, bytes):
                self._inner.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType=content_type)
            else:
                self._inner.upload_fileobj(body, self.bucket, key, ExtraArgs={"ContentType": content_type})
        except (BotoCoreError, ClientError) as error:
            raise StorageFault(str(error)) from error

    def put_stream(self, key: str, chunks: Iterable[bytes], content_type: str) -> None:
        """Stores one object from pieces whose number is not known, in parts of some MiB: no more is held in memory. When
        the pieces break off nothing is left."""
        upload_id, waiting, parts = self.begin_upload(key, content_type), bytearray(), []
        try:
            with ThreadPoolExecutor(1) as sender:
                for chunk in chunks:
                    waiting += chunk
                    while len(waiting) >= PART_SIZE:
                        self._send(sender, parts, key, upload_id, bytes(waiting[:PART_SIZE]))
                        del waiting[:PART_SIZE]
                if waiting or not parts:
                    self._send(sender, parts, key, upload_id, bytes(waiting))
            self.complete_upload(key, upload_id, [part.result() for part in parts])
        except BaseException:
            with suppress(StorageFault):
                self.abandon_upload(key, upload_id)
            raise

    def _send(self, sender: Executor, parts: list[Future], key: str, upload_id: str, body: bytes) -> None:
        """Sends one part while the next one is filled; one part is under way at most."""
        if parts:
            parts[-1].result()
        parts.append(sender.submit(self._put_part, key, upload_id, len(parts) + 1, body))

    def _put_part(self, key: str, upload_id: str, number: int, body: bytes) -> dict[str, Any]:
        answer = self._call("upload_part", Key=key, UploadId=upload_id, PartNumber=number, Body=body)
        return {"PartNumber": number, "ETag": answer["ETag"]}

    def head(self, key: str) -> Stored | None:
        """Size and tag of an object, or None where there is none."""
        try:
            found = self._call("head_object", Key=key)
        except Gone:
            return None
        return Stored(found["ContentLength"], found["ETag"].strip('"'))

    def read(self, key: str, *, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The object's bytes in chunks, from `start` up to and without `end`."""
        limits = {} if start == 0 and end is None else {"Range": f"bytes={start}-{'' if end is None else end - 1}"}
        body = self._call("get_object", Key=key, **limits)["Body"]
        try:
            with body:
                yield from body.iter_chunks(CHUNK)
        except (BotoCoreError, HTTPError) as error:
            raise StorageFault(f"reading {key} broke off: {error}") from error

    def delete(self, key: str) -> None:
        """Removes an object; nothing happens where there is none."""
        self._call("delete_object", Key=key)

    def begin_upload(self, key: str, content_type: str) -> str:
        """Opens a multipart upload and returns its id."""
        return self._call("create_multipart_upload", Key=key, ContentType=content_type)["UploadId"]

    def part_url(
        self, key: str, upload_id: str, number: int, *, size: int, checksum: str, seconds: int = PART_SECONDS
    ) -> str:
        """Where a browser may PUT one part (from 1) of `size` bytes, with the header `x-amz-checksum-sha256: checksum`.

        Both are signed: other bytes, more or fewer, are refused by the bucket.
        """
        headers = {"content-length": str(size), CHECKSUM_HEADER: checksum}
        return presigned_put(
            self.settings, f"{self.bucket}/{key}", {"partNumber": str(number), "uploadId": upload_id}, headers, seconds
        )

    def parts(self, key: str, upload_id: str) -> list[dict[str, Any]]:
        """The parts that have arrived: `PartNumber`, `ETag`, `Size`."""
        found, marker = [], 0
        while True:
            answer = self._call("list_parts", Key=key, UploadId=upload_id, PartNumberMarker=marker)
            found += answer.get("Parts", [])
            if not answer.get("IsTruncated"):
                return found
            marker = answer["NextPartNumberMarker"]

    def complete_upload(self, key: str, upload_id: str, parts: list[dict[str, Any]]) -> None:
        """Joins the parts into the object."""
        listed = [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in parts]
        self._call("complete_multipart_upload", Key=key, UploadId=upload_id, MultipartUpload={"Parts": listed})

    def abandon_upload(self, key: str, upload_id: str) -> None:
        """Frees the parts of an upload that will not be finished; one that is gone already is no fault."""
        with suppress(Gone):
            self._call("abort_multipart_upload", Key=key, UploadId=upload_id)

    def view_url(
        self, key: str, *, name: str, content_type: str, download: bool = False, seconds: int = LINK_SECONDS
    ) -> str:
        """A short-lived address of an object for a browser, under a readable name."""
        kind = "attachment" if download else "inline"
        return self._sign(
            "get_object",
            seconds,
            Key=key,
            ResponseContentType=content_type,
            ResponseContentDisposition=f"{kind}; filename*=UTF-8''{quote(name)}",
        )

    def _sign(self, operation: str, seconds: int = LINK_SECONDS, **arguments: Any) -> str:
        return self._public.generate_presigned_url(
            operation, Params={"Bucket": self.bucket, **arguments}, ExpiresIn=seconds
        )

    def objects(self, prefix: str) -> Iterator[Listed]:
        """Every object under the prefix, in the order of keys; asks for some at a time."""
        token: dict[str, str] = {}
        while True:
            answer = self._call("list_objects_v2", Prefix=prefix, MaxKeys=LISTED_AT_ONCE, **token)
            for found in answer.get("Contents", []):
                yield Listed(found["Key"], found["LastModified"], found["Size"])
            if not answer.get("IsTruncated"):
                return
            token = {"ContinuationToken": answer["NextContinuationToken"]}

    def open_uploads(self, prefix: str) -> Iterator[Listed]:
        """The multipart uploads under the prefix that are neither finished nor abandoned. A server that does not say
        where its list goes on (SeaweedFS) gives the first thousand."""
        marker: dict[str, str] = {}
        while True:
            answer = self._call("list_multipart_uploads", Prefix=prefix, MaxUploads=LISTED_AT_ONCE, **marker)
            for found in answer.get("Uploads", []):
                yield Listed(found["Key"], found["Initiated"], 0, found["UploadId"])
            if not answer.get("IsTruncated") or not answer.get("NextKeyMarker"):
                return
            marker = {"KeyMarker": answer["NextKeyMarker"], "UploadIdMarker": answer["NextUploadIdMarker"]}

    def allow_browsers(self, origins: list[str]) -> None:
        """Makes the bucket where it is missing and lets pages of `origins` send parts and read their tags."""
        if not self.answers():
            try:
                self._inner.create_bucket(Bucket=self.bucket)
            except (BotoCoreError, ClientError) as error:
                raise StorageFault(str(error)) from error
        rule = {
            "AllowedOrigins": origins,
            "AllowedMethods": ["GET", "PUT", "HEAD"],
            "AllowedHeaders": ["*"],
            "ExposeHeaders": ["ETag"],
            "MaxAgeSeconds": 3600,
        }
        self._call("put_bucket_cors", CORSConfiguration={"CORSRules": [rule]})

    def answers(self) -> bool:
        """Whether the bucket is there and this key may use it."""
        try:
            self._inner.head_bucket(Bucket=self.bucket)
        except (BotoCoreError, ClientError):
            return False
        return True


def presigned_put(
    settings: ObjectStorage, path: str, query: dict[str, str], headers: dict[str, str], seconds: int
) -> str:
    """A PUT address by Signature Version 4, which needs no call. boto3 takes milliseconds for each, and a large file
    has hundreds of parts; this takes a fiftieth of it.

    `headers` (names in lower case) are signed besides the host: who sends must send these very values.
    """
    # By the machine's own clock, whatever instant a test has stopped: the bucket goes by its own too.
    base, stamp = urlsplit(settings.public_url), datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{stamp[:8]}/{settings.region}/s3/aws4_request"
    signed = {**headers, "host": base.netloc.removesuffix(USUAL_PORTS[base.scheme])}
    names = ";".join(sorted(signed))
    asked = query | {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{settings.access_key}/{scope}",
        "X-Amz-Date": stamp,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": names,
    }
    words = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in sorted(asked.items()))
    place = quote(f"{base.path.rstrip('/')}/{path}")
    lines = "".join(f"{name}:{signed[name]}\n" for name in sorted(signed))
    request = "\n".join(("PUT", place, words, lines, names, "UNSIGNED-PAYLOAD"))
    text = "\n".join(("AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(request.encode()).hexdigest()))
    key = f"AWS4{settings.secret_key}".encode()
    for word in (*scope.split("/"), text):
        key = hmac.digest(key, word.encode(), "sha256")
    return f"{base.scheme}://{base.netloc}{place}?{words}&X-Amz-Signature={key.hex()}"


def _is_missing(error: Exception) -> bool:
    return isinstance(error, ClientError) and error.response["Error"]["Code"] in MISSING


def storage() -> Storage:
    """The installation's bucket; raises `StorageFault` where none is set."""
    found = current_app.extensions.get("award-storage")
    if found is None:
        raise StorageFault(
            "No object storage is set. Set S3_ENDPOINT_URL and its companions, or start with `make run`."
        )
    return found
