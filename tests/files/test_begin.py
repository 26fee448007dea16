"""What may be promised."""

import pytest

from award.audit.queries import history
from award.editions.states import FileKind
from award.files import service
from award.files.names import LONGEST, kept_name
from award.files.states import FileState
from award.kit.refusals import Refusal


@pytest.mark.parametrize(
    "given",
    [{"size": 0}, {"size": -5}, {"size": 1001}, {"name": "trang.exe"}, {"name": "pdf"}, {"name": " / "}],
    ids=str,
)
def test_empty_too_large_and_of_a_wrong_ending_is_refused_at_the_field(cast, given):
    with pytest.raises(Refusal) as refused:
        service.begin(
            **{"name": "trang.pdf", "size": 1000, "kinds": [FileKind.PDF], "largest": 1000, "owner": cast.an, **given}
        )
    assert refused.value.field == "file"


def test_a_promise_is_a_row_and_an_event(cast):
    file = service.begin(name="C:\\Ảnh\\Trang BÁO.PDF", size=1000, kinds=["pdf"], largest=1000, owner=cast.an)
    assert (file.state, file.name, file.owner_id) == (FileState.WAITING, "Trang BÁO.PDF", cast.an.id)
    assert [event.verb for event in history(file)] == ["file.begin"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Chi bo\u0323\u0302.pdf", "Chi bộ.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\n c.pdf", "ab c.pdf"),
        ("..", ""),
        ("ộ" * 300 + ".pdf", "ộ" * (LONGEST - 4) + ".pdf"),
    ],
)
def test_names_keep_their_diacritics_and_lose_what_could_harm(given, kept):
    assert kept_name(given) == kept
