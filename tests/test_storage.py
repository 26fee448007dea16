"""The bucket, on a real server."""

import pytest

from award import storage
from award.storage import CHUNK, Gone

pytestmark = pytest.mark.storage


def test_bytes_come_back_in_chunks_and_in_ranges(bucket):
    body = bytes(range(256)) * 8192
    bucket.put("room/whole", body, "application/octet-stream")
    chunks = list(bucket.read("room/whole"))
    assert b"".join(chunks) == body
    assert max(map(len, chunks)) <= CHUNK
    assert b"".join(bucket.read("room/whole", start=5, end=300)) == body[5:300]
    assert b"".join(bucket.read("room/whole", start=len(body) - 3)) == body[-3:]
    assert bucket.head("room/whole").size == len(body)


def test_what_is_not_there_is_gone(bucket):
    assert bucket.head("room/none") is None
    with pytest.raises(Gone):
        list(bucket.read("room/none"))
    with pytest.raises(Gone):
        bucket.parts("room/none", "0" * 32)
    bucket.delete("room/none")


def test_an_upload_may_be_abandoned_twice(bucket):
    upload_id = bucket.begin_upload("room/half", "text/plain")
    assert bucket.parts("room/half", upload_id) == []
    for _ in range(2):
        bucket.abandon_upload("room/half", upload_id)
    assert list(bucket.open_uploads("room/half")) == []


def test_listings_go_on_after_their_first_answer(bucket, monkeypatch):
    monkeypatch.setattr(storage, "LISTED_AT_ONCE", 2)
    keys = [f"many/{number}" for number in range(5)]
    for key in keys:
        bucket.put(key, b"", "text/plain")
    assert [item.key for item in bucket.objects("many/")] == keys


def test_open_uploads_are_listed(bucket):
    keys = [f"open/{number}" for number in range(3)]
    uploads = {bucket.begin_upload(key, "text/plain"): key for key in keys}
    assert {item.upload_id: item.key for item in bucket.open_uploads("open/")} == uploads
    for upload_id, key in uploads.items():
        bucket.abandon_upload(key, upload_id)
    assert list(bucket.open_uploads("open/")) == []
