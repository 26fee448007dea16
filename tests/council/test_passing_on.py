"""An objection on its way to the author: what the secretary writes and ticks, and what of it is refused."""

import re

import pytest

from award.council import queries
from award.council.states import ObjectionState
from award.db import db
from tests.council.objecting import TEXT, filed, posted_list


@pytest.fixture
def case(client, cast, bucket):
    """An objection with a file, which the secretary is about to pass on."""
    found = filed(posted_list(cast))
    client.post(f"/objections/receipt/{found.receipt}/files", json={"name": "a.pdf", "size": 900})
    db.session.commit()
    client.enter_as(cast.dung)
    return found


def ticked(page: str) -> list[bool]:
    return ["checked" in box for box in re.findall(r'<input[^>]*name="shown"[^>]*>', page)]


def test_the_author_gets_the_words_and_the_files_that_the_secretary_chose(client, cast, case):
    address = f"/objections/{case.id}/pass-on"
    asked = client.get(address).get_data(as_text=True)
    assert TEXT in asked
    assert ticked(asked) == [False]
    [file_id] = re.findall(r'name="shown" value="([^"]+)"', asked)
    refused = client.post(address, data={"told": " ", "shown": [file_id, "x"]})
    assert refused.status_code == 422
    assert ticked(refused.get_data(as_text=True)) == [True]
    assert client.post(address, data={"told": "Bài đã đăng trước đó.", "shown": file_id}).status_code == 303
    kept = queries.case(case.id).objection
    assert (kept.state, kept.told) == (ObjectionState.ASKED, "Bài đã đăng trước đó.")
    assert [(str(row.file_id), row.shown) for row, _ in queries.files_of(case.id)] == [(file_id, True)]
    assert client.post(address, data={"told": "Lần nữa."}).status_code in (409, 422)
    assert client.enter_as(cast.an).get(address).status_code == 404
