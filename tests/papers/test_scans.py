"""A signed paper comes back as a scan: its code is read from the picture and held beside the paper."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from award.db import db
from award.documents.paper import from_values
from award.documents.paper_pdf import letter_pdf
from award.files.examining import Examined
from award.files.kinds import JPEG, PDF
from award.files.service import conclude
from award.files.states import FileState
from award.jobs.models import Job
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from award.papers import composing, queries, service, tasks
from award.papers.models import PaperScan
from award.papers.offering import OFFERS
from award.papers.reading import codes
from award.papers.scans import read_address, typed_code, verdict
from award.papers.states import ScanVerdict
from tests.forwarding.scene import stored

CODE = "2345abcdefghjkmnpqrs"


def scanned(paper, digest=None) -> Image.Image:
    """The first page of the signed paper as a scanner gives it."""
    return next(pages_scanned(paper, digest))


def pages_scanned(paper, digest=None) -> Iterator[Image.Image]:
    """Each page: 200 dots an inch, a little askew, grey."""
    address = f"https://giai.example.vn/papers/proof/{paper.proof_code}"
    text = composing.proved(from_values(paper.record), address, paper.proof_code, digest or paper.digest)
    for page in pypdfium2.PdfDocument(letter_pdf(text)):
        picture = page.render(scale=200 / 72).to_pil().convert("L")
        yield picture.rotate(1.5, fillcolor=244).point(lambda value: min(244, value + 12))


def as_file(picture: Image.Image, kind: str) -> bytes:
    body = BytesIO()
    picture.save(body, kind, resolution=200, quality=70)
    return body.getvalue()


@pytest.mark.parametrize(("kind", "type_found"), [("PDF", PDF), ("JPEG", JPEG)])
def test_the_code_is_read_from_a_scan_and_from_a_photo(scene, tmp_path, kind, type_found):
    paper = scene.issue()
    (tmp_path / "scan").write_bytes(as_file(scanned(paper), kind))
    found = read_address(next(codes(tmp_path / "scan", type_found)))
    assert found == (paper.proof_code, paper.digest[:32])


def address_on(pages, place):
    """The code and the hash of the page that has them: they stand beside the signature."""
    for page in pages:
        place.write_bytes(as_file(page, "JPEG"))
        text = next(codes(place, JPEG), None)
        if text:
            return read_address(text)
    return None, ""


def test_a_scan_of_any_paper_of_the_register_tells_whether_its_hash_is_of_the_same_data(whole, tmp_path):
    found = {}
    for offer in OFFERS:
        paper = whole.issue(offer)
        for digest in (paper.digest, "f" * 64):
            code, printed = address_on(pages_scanned(paper, digest), tmp_path / "scan")
            is_of = verdict(code, printed, of_code=paper.proof_code, of_digest=paper.digest)
            found.setdefault(offer, []).append(is_of)
    assert found == {offer: [ScanVerdict.MATCHES, ScanVerdict.CHANGED] for offer in OFFERS}


def scan_of(paper, body, bucket, scene):
    file = stored(body, name="quyet-dinh.pdf", bucket=bucket)
    row = PaperScan(paper_id=paper.id, file_id=file.id, actor_id=scene.cast.dung.id, at=clock.now())
    db.session.add(row)
    db.session.commit()
    tasks.read_scan(str(file.id))
    db.session.expire_all()
    return queries.scan_of_file(file.id)


@pytest.mark.storage
def test_the_worker_says_whether_the_scan_is_of_this_paper_and_of_its_data(scene, bucket):
    paper, other = scene.issue(), scene.issue("council.submission")
    own, foreign = as_file(scanned(paper), "PDF"), as_file(scanned(other), "PDF")
    altered = as_file(scanned(paper, digest="f" * 64), "PDF")
    blank = as_file(Image.new("L", (800, 1100), 255), "PDF")
    found = [scan_of(paper, body, bucket, scene).verdict for body in (own, foreign, altered, blank)]
    assert found == [ScanVerdict.MATCHES, ScanVerdict.OTHER, ScanVerdict.CHANGED, ScanVerdict.UNREAD]


@pytest.mark.storage
def test_a_code_that_no_program_reads_is_typed_and_stays(scene, bucket):
    paper = scene.issue()
    scan = scan_of(paper, as_file(Image.new("L", (800, 1100), 255), "PDF"), bucket, scene)
    with pytest.raises(Refusal):
        service.type_code(paper, scan, text="nonsense", actor=scene.cast.dung)
    service.type_code(paper, scan, text=paper.proof_code.upper(), actor=scene.cast.dung)
    db.session.commit()
    tasks.read_scan(str(scan.file_id))
    assert queries.scan_of_file(scan.file_id).verdict is ScanVerdict.MATCHES


def test_a_file_found_good_is_looked_through_once_it_is_a_scan(scene):
    paper = scene.issue()
    file = service.begin_scan(paper, name="ky.pdf", size=9, actor=scene.cast.dung)
    file.state = FileState.STORED
    conclude(file, Examined("a" * 64, 0, PDF, {}, False, None))
    assert [job.arguments for job in db.session.query(Job).filter_by(task="papers.read_scan")] == [
        {"file_id": str(file.id)}
    ]


def test_a_void_paper_takes_no_scan_and_none_takes_too_many(scene):
    paper = scene.issue()
    for _ in range(service.MOST_SCANS):
        service.begin_scan(paper, name="ky.pdf", size=9, actor=scene.cast.dung)
    with pytest.raises(Refusal, match="scans already"):
        service.begin_scan(paper, name="ky.pdf", size=9, actor=scene.cast.dung)
    with pytest.raises(Refusal, match="are needed"):
        service.begin_scan(paper, name=None, size=True, actor=scene.cast.dung)
    service.void(paper, reason="Sai", actor=scene.cast.dung)
    with pytest.raises(WrongMoment):
        service.begin_scan(paper, name="ky.pdf", size=9, actor=scene.cast.dung)


@pytest.mark.storage
def test_a_scan_goes_up_by_its_box_and_is_shown_with_its_verdict(scene, client, bucket):
    paper = scene.issue()
    db.session.commit()
    base = f"/papers/{paper.id}/scans"
    client.enter_as(scene.cast.hung)
    assert client.post(base, json={"name": "ky.pdf", "size": 4}).status_code == 404
    client.enter_as(scene.cast.dung)
    assert client.post(base, json={"name": "ky.exe", "size": 4}).status_code == 422
    file = client.post(base, json={"name": "ky.pdf", "size": 4}).json["file_id"]
    assert client.post(f"{base}/{file}/open", json={}).json["missing"] == [1]
    client.post(f"{base}/{file}/code", data={"code": CODE})
    page = client.get(f"/papers/{paper.id}").text
    assert "state-danger" in page
    assert CODE in page
    assert client.post(f"{base}/{file}/remove", json={}).json == {"removed": True}
    assert db.session.query(PaperScan).count() == 0


@pytest.mark.parametrize(
    ("code", "digest", "said"),
    [
        (None, "", ScanVerdict.UNREAD),
        (CODE, "a" * 32, ScanVerdict.MATCHES),
        (CODE, "", ScanVerdict.MATCHES),
        (CODE, "b" * 32, ScanVerdict.CHANGED),
        ("2" * 20, "a" * 32, ScanVerdict.OTHER),
    ],
)
def test_a_code_is_held_beside_the_paper(code, digest, said):
    assert verdict(code, digest, of_code=CODE, of_digest="a" * 64) is said


def test_addresses_and_typed_codes_are_read_and_nonsense_is_not():
    assert read_address(f"https://x.vn/papers/proof/{CODE}?h={'a' * 32}") == (CODE, "a" * 32)
    assert read_address(f"https://x.vn/papers/proof/{CODE}/3") == (CODE, "")
    assert read_address("https://x.vn/proof/" + CODE) is None
    assert typed_code("2345 ABCD efgh jkmn pqrs") == CODE
    assert typed_code("../etc/passwd") is None
