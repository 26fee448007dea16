"""The demo's files are real: each is read back by the libraries that look at strangers' files."""

import io
from datetime import date

import av
import docx
import pypdf
import pytest
from PIL import Image

from award.demo import media
from award.editions.states import FileKind
from award.files import kinds
from award.files.probing import probe_bytes


def about(seed="1", title="Chi bộ bám rẫy giữa đại ngàn"):
    return media.Subject(seed, title, "Lê Thị An", "Báo Bình Định", date(2023, 5, 19))


@pytest.mark.parametrize("kind", FileKind)
def test_every_kind_is_accepted_small_the_same_for_a_seed_and_different_for_another(kind):
    made = media.make(kind, about())
    found = probe_bytes(made.body)
    assert found.refusal is None
    assert kinds.accepts(found.type_found, made.name, [kind])
    assert len(made.body) < 300_000
    assert media.make(kind, about()) == made
    assert media.make(kind, about("2")).body != made.body
    assert media.make(kind, about(), 2).body != made.body


def test_pages_have_the_count_asked_for_and_one_typeface():
    document = pypdf.PdfReader(io.BytesIO(media.pages(about(title="Giữ lửa ở Ộ Ệ"), count=4).body))
    assert len(document.pages) == 4
    fonts = {font["/BaseFont"] for page in document.pages for font in page["/Resources"]["/Font"].values()}
    assert fonts
    assert all("SourceSerifPro" in font for font in fonts)
    assert {font.split("-")[1] for font in fonts} == {"Regular", "Bold", "It"}
    assert "Giữ lửa ở Ộ Ệ" in document.pages[0].extract_text()


@pytest.mark.parametrize("seed", range(20))
def test_two_pages_stay_two(seed):
    assert probe_bytes(media.pages(about(str(seed)), count=2).body).probe["pages"] == 2


def test_pictures_are_scenes_not_noise():
    picture = Image.open(io.BytesIO(media.picture(about()).body))
    assert min(picture.size) >= 1000
    assert len(picture.resize((64, 64)).getcolors(64 * 64)) > 50


def test_films_start_before_they_are_whole_and_have_both_streams():
    body = media.video(about()).body
    assert body.index(b"moov") < body.index(b"mdat")
    with av.open(io.BytesIO(body)) as film:
        assert [stream.codec_context.codec.canonical_name for stream in film.streams] == ["h264", "aac"]
        assert film.metadata["title"] == about().title
    assert probe_bytes(body).probe["plays"]


def test_a_script_has_its_title_and_a_table():
    document = docx.Document(io.BytesIO(media.script(about()).body))
    assert document.paragraphs[0].text == about().title
    assert len(document.tables[0].rows) == 7
