"""The gallery shows prized works whose owners agreed, for as long as they do, and nothing else of them."""

import re

import pytest

from award.audit.models import AuditEvent
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.editions.models import FileRequirement
from award.editions.states import EditionState
from award.entries.models import Author
from award.entries.states import EntryState
from award.files.states import RenditionKind
from award.gallery.agreement import VERSION
from award.gallery.models import Showing
from award.outbox.models import Letter
from tests.gallery.making import award_prize, give_page, show_work
from tests.support.counting import statements_of
from tests.support.editions import make_edition, make_entry

GALLERY, WORK = "/e/thu-2023/gallery", "/e/thu-2023/works/BI-001"


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


@pytest.fixture
def entry(cast, edition):
    """A prized work of An's with Binh as second author, not shown yet."""
    entry = make_entry(edition, cast.an, state=EntryState.ELIGIBLE)
    entry.authors[0].pen_names, entry.authors[0].phone = "Lê An", "0905123456"
    entry.authors.append(
        Author(
            position=2, person_id=cast.binh.id, full_name=cast.binh.full_name, email=cast.binh.email, identity_key="b"
        )
    )
    award_prize(edition, entry)
    return entry


def question(entry, act="") -> str:
    return f"/entries/{entry.id}/gallery{act}"


def agree(client, entry, version=VERSION):
    return client.post(question(entry, "/agree"), data={"text_version": version})


def test_nothing_is_shown_before_the_owner_agrees(client, entry):
    assert "Chi bộ bám rẫy" not in client.get(GALLERY).get_data(as_text=True)
    assert client.get(WORK).status_code == 404
    assert client.get(f"{WORK}/picture").status_code == 404


def test_agreed_it_is_shown_recorded_and_told_to_all_its_people(client, cast, entry):
    assert agree(client.enter_as(cast.an), entry).status_code == 303
    client.leave()
    page = client.get(GALLERY).get_data(as_text=True)
    for part in ("Chi bộ bám rẫy", "Lê Thị An (Lê An)", "Báo Bình Định", "Giải A"):
        assert part in page
    showing = db.session.query(Showing).one()
    assert (showing.given_by_id, showing.text_version) == (cast.an.id, VERSION)
    assert db.session.query(AuditEvent).filter_by(verb="gallery.agree", thing_id=str(showing.id)).count() == 1
    letters = db.session.query(Letter).filter_by(template="gallery/shown")
    assert {letter.recipient for letter in letters} == {cast.an.email, cast.binh.email}


@pytest.mark.parametrize("who", ["an", "binh"])
def test_owner_and_author_withdraw_it_at_any_time(client, cast, entry, who):
    show_work(entry, cast.an)
    assert client.get(WORK).status_code == 200
    client.enter_as(getattr(cast, who)).post(question(entry, "/withdraw"))
    client.leave()
    assert client.get(WORK).status_code == 404
    assert "Chi bộ bám rẫy" not in client.get(GALLERY).get_data(as_text=True)
    assert db.session.query(AuditEvent).filter_by(verb="gallery.withdraw").count() == 1
    assert db.session.query(Letter).filter_by(template="gallery/withdrawn").count() == 2
    assert db.session.query(Showing).one().withdrawn_by_id == getattr(cast, who).id


def test_withdrawn_it_can_be_agreed_to_again_and_the_proof_of_both_stays(client, cast, entry):
    client.enter_as(cast.an)
    for _ in range(2):
        agree(client, entry)
        client.post(question(entry, "/withdraw"))
    assert db.session.query(Showing).count() == 2


def test_an_author_reads_the_question_but_the_owner_agrees(client, cast, entry):
    client.enter_as(cast.binh)
    assert client.get(question(entry)).status_code == 200
    assert agree(client, entry).status_code == 404
    assert client.enter_as(cast.cuong).get(question(entry)).status_code == 404
    assert client.enter_as(cast.dung).post(question(entry, "/withdraw")).status_code == 404


def test_what_was_not_read_is_not_agreed_to(client, cast, entry):
    answer = agree(client.enter_as(cast.an), entry, version="2020-1")
    assert answer.status_code == 422
    assert db.session.query(Showing).count() == 0
    assert f'value="{VERSION}"' in answer.get_data(as_text=True)


def test_twice_is_a_sentence(client, cast, entry):
    client.enter_as(cast.an)
    agree(client, entry)
    assert agree(client, entry).status_code == 422
    assert db.session.query(Showing).count() == 1
    client.post(question(entry, "/withdraw"))
    assert client.post(question(entry, "/withdraw")).status_code == 409


def test_before_the_release_nobody_is_asked(client, cast, edition):
    entry = make_entry(edition, cast.an, state=EntryState.ELIGIBLE)
    award_prize(edition, entry, state=PrizeState.PREPARED)
    show_work(entry, cast.an)
    assert client.get(f"/e/thu-2023/works/{entry.code}").status_code == 404
    client.enter_as(cast.an)
    assert client.get(question(entry)).status_code == 404
    assert "gallery" not in client.get(f"/entries/{entry.id}").get_data(as_text=True)


def test_the_works_page_leads_to_the_question(client, cast, entry):
    page = client.enter_as(cast.an).get(f"/entries/{entry.id}").get_data(as_text=True)
    assert question(entry) in page


@pytest.mark.parametrize("fall", ["prize", "entry", "edition"])
def test_what_falls_is_gone_at_once(client, cast, edition, entry, fall):
    show_work(entry, cast.an)
    if fall == "prize":
        db.session.query(Prize).update({"state": PrizeState.PREPARED, "released_at": None})
    elif fall == "entry":
        entry.state, entry.state_reason = EntryState.DISQUALIFIED, "Sao chép"
    else:
        edition.state = EditionState.PREPARING
    assert client.get(WORK).status_code == 404
    assert "Chi bộ bám rẫy" not in client.get("/sitemap.xml").get_data(as_text=True)


def test_no_personal_data_stand_on_the_page_and_names_as_in_the_results(client, cast, edition, entry):
    show_work(entry, cast.an)
    give_page(entry, edition.categories[0].requirements[0], cast.an)
    cast.an.full_name = "Tên mới"
    page = client.get(WORK).get_data(as_text=True)
    assert "Lê Thị An (Lê An)" in page
    for secret in (
        "0905123456",
        cast.an.email,
        cast.binh.email,
        "Tên mới",
        "trang-1.pdf",
        "bản chụp.webp",
        str(entry.id),
    ):
        assert secret not in page, secret


def test_a_link_to_the_page_is_shown_elsewhere_with_title_words_and_picture(client, cast, edition, entry):
    show_work(entry, cast.an)
    give_page(entry, edition.categories[0].requirements[0], cast.an)
    page = client.get(WORK).get_data(as_text=True)
    told = dict(re.findall(r'<meta property="(og:\w+)" content="([^"]*)"', page))
    assert told["og:title"] == "Chi bộ bám rẫy"
    assert "Giải A" in told["og:description"]
    assert told["og:image"] == f"http://localhost{WORK}/picture"
    assert f'<link rel="canonical" href="http://localhost{WORK}">' in page


def test_a_work_without_pictures_is_shared_with_the_awards_own(client, cast, entry):
    show_work(entry, cast.an)
    page = client.get(WORK).get_data(as_text=True)
    picture = re.search(r'"og:image" content="http://localhost([^"]*)"', page)[1]
    with client.get(picture) as answer:
        assert answer.mimetype == "image/png"


def test_light_copies_are_opened_by_addresses_that_stay(client, cast, edition, entry, s3_server):
    copy = give_page(entry, edition.categories[0].requirements[0], cast.an)
    address = f"{WORK}/files/{copy.id}"
    assert client.get(address).status_code == 404
    show_work(entry, cast.an)
    for one in (address, f"{WORK}/picture"):
        answer = client.get(one)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (
            302,
            "public, max-age=0, s-maxage=60, must-revalidate",
        )
        assert copy.key in answer.headers["Location"]
        assert "An" not in answer.headers["Location"].split("filename")[-1]


def test_originals_evidence_and_copies_of_other_works_stay_closed(client, cast, edition, entry):
    needed = edition.categories[0].requirements[0]
    evidence = FileRequirement(code="mc", position=2, name="Minh chứng", kinds=["pdf"], least=0, most=3, largest=10**6)
    edition.categories[0].requirements.append(evidence)
    db.session.flush()
    other = make_entry(edition, cast.an, "Bài khác", EntryState.ELIGIBLE)
    shown = give_page(entry, needed, cast.an)
    closed = [give_page(entry, evidence, cast.an), give_page(entry, needed, cast.an, RenditionKind.BLIND, 0)]
    closed.append(give_page(other, needed, cast.an))
    show_work(entry, cast.an)
    for file_id in (shown.parent_id, *(copy.id for copy in closed)):
        assert client.get(f"{WORK}/files/{file_id}").status_code == 404
    assert "Minh chứng" not in client.get(WORK).get_data(as_text=True)


def test_the_gallery_asks_the_same_for_any_number(client, cast, edition):
    counts = []
    for many in (1, 2, 27):
        for number in range(many):
            entry = make_entry(edition, cast.an, f"Bài {number}", EntryState.ELIGIBLE)
            award_prize(edition, entry)
            show_work(entry, cast.an)
            give_page(entry, edition.categories[0].requirements[0], cast.an)
        counts.append((statements_of(client, GALLERY), statements_of(client, "/e")))
    assert len(set(counts)) == 1
    assert "page=2" in client.get(GALLERY).get_data(as_text=True)


def test_every_edition_that_is_over_can_be_found(client, cast, edition, entry):
    edition.state = EditionState.ARCHIVED
    make_edition("thu-2024", state=EditionState.PREPARING)
    show_work(entry, cast.an)
    page = client.get("/e").get_data(as_text=True)
    assert "/e/thu-2023/results" in page
    assert GALLERY in page
    assert "thu-2024" not in page
    assert "1 giải" in page


def test_search_engines_find_public_pages_and_shown_works_alone(client, cast, edition, entry):
    assert "BI-001" not in client.get("/sitemap.xml").get_data(as_text=True)
    show_work(entry, cast.an)
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    assert f"http://localhost{WORK}</loc>" in answer.get_data(as_text=True)
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").get_data(as_text=True)
