"""Asks an S3 server for everything that the product uses of it, and says in a sentence what fails.

Addresses for browsers are used by plain HTTP without keys, as a browser uses them. Everything is done under one
prefix of its own and removed at the end.
"""

import base64
import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote

from award.files.parts import MEBIBYTE
from award.kit.codes import new_id
from award.storage import CHECKSUM_HEADER, Gone, Storage, StorageFault

PART = b"0123456789abcdef" * (5 * MEBIBYTE // 16)
LAST = "phần cuối".encode()
NAME = "Chi bộ bám rẫy – trang báo.pdf"
SECONDS = 30


class Failed(Exception):
    """The server does something else than is needed; the text says what and what to do."""


@dataclass(frozen=True)
class Finding:
    """One check: its title and, where it failed, a sentence."""

    title: str
    fault: str | None


class StoreCheck:
    """The checks of one bucket, for pages served from `origin`."""

    def __init__(self, bucket: Storage, origin: str):
        self.bucket, self.origin = bucket, origin
        self.key = f"storage-check/{new_id()}"

    def run(self) -> Iterator[Finding]:
        """Every check in turn; the ones after a fault are tried all the same."""
        for title, check in self._checks():
            try:
                check()
                yield Finding(title, None)
            except (Failed, StorageFault) as fault:
                yield Finding(title, str(fault))
            except OSError as fault:
                address = self.bucket.settings.public_url
                yield Finding(title, f"{fault}. Is {address} (S3_PUBLIC_URL) the address that browsers reach it at?")

    def _checks(self) -> list[tuple[str, Callable[[], None]]]:
        return [
            ("the bucket answers", self._answers),
            ("keeps and gives back an object", self._whole),
            ("gives a range", self._range),
            ("tells an object's size", self._head),
            ("lists objects", self._list),
            ("takes parts at addresses for browsers, lists and joins them", self._parts),
            ("refuses a part that was damaged on its way", self._checksum),
            ("lets pages send parts (CORS)", self._cors),
            ("shows an object under another name and type", self._overrides),
            ("gives ranges at addresses for browsers", self._public_range),
            ("refuses a forged address", self._forged),
            ("refuses somebody without an address", self._stranger),
            ("abandons an upload", self._abandon),
            ("lists open uploads", self._open_uploads),
            ("deletes", self._delete),
        ]

    def _answers(self) -> None:
        if not self.bucket.answers():
            raise Failed(
                f"Bucket {self.bucket.bucket} at {self.bucket.settings.endpoint_url} does not answer to this key. "
                "Check S3_ENDPOINT_URL, S3_BUCKET and the key pair, and make the bucket if it is missing."
            )

    def _whole(self) -> None:
        self.bucket.put(self.key, PART, "application/octet-stream")
        _same(b"".join(self.bucket.read(self.key)), PART, "other bytes came back than were kept")

    def _range(self) -> None:
        _same(b"".join(self.bucket.read(self.key, start=10, end=20)), PART[10:20], "a range has other bytes")

    def _head(self) -> None:
        found = self.bucket.head(self.key)
        _same(found.size if found else None, len(PART), "the size is wrong")
        _same(self.bucket.head(self.key + "-none"), None, "an object that was never kept is said to be there")

    def _list(self) -> None:
        _same([item.key for item in self.bucket.objects(self.key)], [self.key], "the listing is not complete")

    def _parts(self) -> None:
        upload_id = self.bucket.begin_upload(self.key, "application/octet-stream")
        for number, body in ((1, PART), (2, LAST)):
            with _send(self._part(upload_id, number, body), body, Origin=self.origin):
                pass
        parts = self.bucket.parts(self.key, upload_id)
        _same([part["Size"] for part in parts], [len(PART), len(LAST)], "the parts that were sent are not listed")
        self.bucket.complete_upload(self.key, upload_id, parts)
        found = self.bucket.head(self.key)
        _same(found.size if found else None, len(PART) + len(LAST), "the joined object has another size")

    def _checksum(self) -> None:
        upload_id = self.bucket.begin_upload(self.key, "application/octet-stream")
        address = self._part(upload_id, 1, PART)
        try:
            with _send(address, PART[:-1] + b"X"):
                pass
        except urllib.error.HTTPError:
            return
        finally:
            self.bucket.abandon_upload(self.key, upload_id)
        raise Failed(
            "A part that was damaged on its way is taken. The whole is still compared by its SHA-256 at the end, but "
            "then all of it must be sent again. A newer version of the S3 server checks x-amz-checksum-sha256."
        )

    def _cors(self) -> None:
        address, _ = self._part("none", 1, PART)
        request = urllib.request.Request(address, method="OPTIONS")
        request.add_header("Origin", self.origin)
        request.add_header("Access-Control-Request-Method", "PUT")
        with suppress(urllib.error.HTTPError), urllib.request.urlopen(request, timeout=SECONDS) as answer:
            if answer.headers.get("Access-Control-Allow-Origin") in ("*", self.origin):
                return
        raise Failed(
            f"Browsers on {self.origin} may not send parts. Allow the methods GET, PUT and HEAD with any header from "
            "that origin in the bucket's CORS rules (PUBLIC_URL is the origin)."
        )

    def _overrides(self) -> None:
        with _fetch(self.bucket.view_url(self.key, name=NAME, content_type="application/pdf")) as answer:
            _same(answer.headers.get_content_type(), "application/pdf", "the type asked for is not given")
            if NAME not in unquote(answer.headers.get("Content-Disposition", "")):
                raise Failed("The name asked for is not given: downloads would have no readable name.")

    def _public_range(self) -> None:
        with _fetch(self._address(), Range="bytes=10-19") as answer:
            _same((answer.status, answer.read()), (206, PART[10:20]), "sound and film could not be wound forward")

    def _forged(self) -> None:
        address = self._address()
        _refused(
            address.replace("X-Amz-Signature=", "X-Amz-Signature=0"), "an address with a forged signature is let in"
        )

    def _stranger(self) -> None:
        _refused(self._address().partition("?")[0], "the bucket is open to everybody: close its public access")

    def _abandon(self) -> None:
        upload_id = self.bucket.begin_upload(self.key, "application/octet-stream")
        self.bucket.abandon_upload(self.key, upload_id)
        with suppress(Gone):
            if self.bucket.parts(self.key, upload_id) is not None:
                raise Failed("An abandoned upload is still there, and its parts keep their place on the disk.")

    def _open_uploads(self) -> None:
        upload_id = self.bucket.begin_upload(self.key, "application/octet-stream")
        found = [item.upload_id for item in self.bucket.open_uploads(self.key)]
        self.bucket.abandon_upload(self.key, upload_id)
        _same(found, [upload_id], "open uploads are not listed, so `files sweep` cannot free what was half sent")

    def _delete(self) -> None:
        self.bucket.delete(self.key)
        _same(self.bucket.head(self.key), None, "a deleted object is still there")

    def _part(self, upload_id: str, number: int, body: bytes) -> tuple[str, str]:
        checksum = base64.b64encode(hashlib.sha256(body).digest()).decode()
        url = self.bucket.part_url(self.key, upload_id, number, size=len(body), checksum=checksum)
        return url, checksum

    def _address(self) -> str:
        return self.bucket.view_url(self.key, name=NAME, content_type="application/pdf")


def _fetch(address: str, body: bytes | None = None, **headers: str):
    request = urllib.request.Request(address, data=body, headers=headers, method="PUT" if body else "GET")
    return urllib.request.urlopen(request, timeout=SECONDS)


def _send(part: tuple[str, str], body: bytes, **headers: str):
    url, checksum = part
    return _fetch(url, body, **headers, **{CHECKSUM_HEADER: checksum})


def _refused(address: str, fault: str) -> None:
    try:
        with _fetch(address):
            pass
    except urllib.error.HTTPError as error:
        if error.code in (401, 403):
            return
    raise Failed(f"Wrong answer: {fault}.")


def _same(found: object, wanted: object, fault: str) -> None:
    if found != wanted:
        raise Failed(f"Wrong answer: {fault}.")
