"""Addresses of files for browsers."""

import urllib.error
import urllib.request
from urllib.parse import unquote

import pytest

from award.editions.states import FileKind
from award.files import queries, service
from award.files.links import view_address
from award.kit.refusals import WrongMoment
from tests.files.samples import MADE, PDF, promise

pytestmark = pytest.mark.storage


def stored(kind):
    return service.store_bytes(name=MADE[kind].name, body=MADE[kind].body, kinds=[kind], owner=None)


def fetch(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return answer.status, answer.headers, answer.read()


def test_a_page_is_shown_under_its_readable_name(bucket):
    status, headers, body = fetch(view_address(stored(FileKind.PDF)))
    assert (status, body) == (200, PDF)
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("inline")
    assert "Chi bộ bám rẫy - trang báo 1.pdf" in unquote(headers["Content-Disposition"])


def test_a_film_can_be_wound_forward(bucket):
    status, headers, body = fetch(view_address(stored(FileKind.VIDEO)), Range="bytes=100-199")
    assert (status, len(body), headers["Content-Type"]) == (206, 100, "video/mp4")


def test_it_is_saved_when_asked_for(bucket):
    headers = fetch(view_address(stored(FileKind.IMAGE), download=True))[1]
    assert headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("type_found", ["text/html", "image/svg+xml", None])
def test_what_could_run_in_a_browser_is_only_ever_saved(bucket, type_found):
    file = stored(FileKind.DOCUMENT)
    file.type_found = type_found or file.type_found
    headers = fetch(view_address(file))[1]
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment")


def test_an_address_holds_for_its_object_only(bucket):
    file, other = stored(FileKind.PDF), stored(FileKind.PDF)
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(view_address(file).replace(str(file.id), str(other.id)))
    refused.value.close()
    assert refused.value.code == 403


def test_a_file_that_is_not_verified_has_no_address(cast):
    file = queries.stored_file(promise(cast, PDF))
    with pytest.raises(WrongMoment):
        view_address(file)
