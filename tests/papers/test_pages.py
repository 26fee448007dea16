"""The pages of papers: issuing, the register, the proof for anybody, certificates, wordings."""

import re
from datetime import datetime
from html import unescape
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from award.db import db
from award.papers import service, texts
from award.papers.offering import COMMON
from tests.support.counting import statements_of


@pytest.fixture
def secretary(client, scene):
    db.session.commit()
    client.enter_as(scene.cast.dung)
    return client


def base(scene) -> str:
    return f"/editions/{scene.edition.code}/papers"


def test_the_secretary_issues_a_paper_and_has_it_as_word_and_pdf(secretary, scene):
    listed = secretary.get(base(scene)).text
    assert "Quyết định tặng thưởng kèm danh sách" in listed
    assert "council.decision/issue" in listed
    draft = secretary.get(f"{base(scene)}/council.decision/draft.docx")
    assert "Số:         /QĐ-HNB" in _words(draft.data)
    form = {"body": "organiser", "day": "2023-11-05", "first": ""}
    issued = secretary.post(f"{base(scene)}/council.decision/issue", data=form)
    assert issued.status_code == 303
    page = secretary.get(issued.location).text
    assert "01/QĐ-HNB" in page
    word, pdf = (secretary.get(f"{issued.location}/paper.{kind}") for kind in ("docx", "pdf"))
    assert "Số: 01/QĐ-HNB" in _words(word.data)
    assert len(docx.Document(BytesIO(word.data)).inline_shapes) == 1
    assert "01/QĐ-HNB" in PdfReader(BytesIO(pdf.data)).pages[0].extract_text()


def _words(body: bytes) -> str:
    document = docx.Document(BytesIO(body))
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_what_is_asked_for_must_be_given_and_stays_typed(secretary, scene):
    form = {"body": "organiser", "day": "2023-11-05", "ask_guest": "Bà An"}
    refused = secretary.post(f"{base(scene)}/council.invitation/issue", data=form)
    assert refused.status_code == 422
    assert "Bà An" in refused.text
    wrong_day = form | {"day": "1923-11-05", "ask_occasion": "x", "ask_hour": "x", "ask_where": "x"}
    assert secretary.post(f"{base(scene)}/council.invitation/issue", data=wrong_day).status_code == 422


def test_every_paper_of_the_list_asks_what_it_needs_and_keeps_what_was_typed(secretary, scene):
    listed = secretary.get(base(scene)).text
    addresses = set(re.findall(r'href="([^"]+/issue[^"]*)"', unescape(listed)))
    assert len(addresses) >= 5
    for address in addresses:
        page = secretary.get(address).text
        asked = re.findall(r'name="(ask_\w+)"', page)
        typed = {"body": "organiser", "day": "31/11/2023", **dict.fromkeys(asked, "Bà An")}
        refused = secretary.post(address, data=typed)
        assert refused.status_code == 422, address
        assert refused.text.count('aria-invalid="true"') == 1
        assert refused.text.count("Bà An") == len(asked), address


def test_who_does_not_keep_the_papers_sees_none(client, scene):
    paper = scene.issue()
    db.session.commit()
    for somebody in (scene.cast.khanh, scene.cast.cuong):
        client.enter_as(somebody)
        assert client.get(base(scene)).status_code == 404
        assert client.get(f"/papers/{paper.id}/paper.docx").status_code == 404
    client.enter_as(scene.cast.hung)
    assert client.get(f"/papers/{paper.id}").status_code == 200
    assert client.post(f"/papers/{paper.id}/void", data={"reason": "x"}).status_code == 404


def test_the_code_proves_the_paper_to_anybody_and_tells_nothing_of_what_it_says(client, scene):
    paper = scene.issue()
    db.session.commit()
    address = f"/papers/proof/{paper.proof_code}"
    page = client.get(f"{address}?h={paper.digest[:32]}").text
    assert "notice-ok" in page
    assert "01/QĐ-HNB" in page
    assert "Chi bộ bám rẫy" not in page
    assert "notice-danger" in client.get(f"{address}?h={'0' * 32}").text
    assert "notice-warn" in client.get(f"{address}?h=x").text
    service.void(paper, reason="Sai", actor=scene.cast.dung)
    db.session.commit()
    assert "notice-danger" in client.get(f"{address}?h={paper.digest[:32]}").text
    client.enter_as(scene.cast.dung)
    assert "Bản đã ký" not in client.get(f"/papers/{paper.id}").text
    assert client.get("/papers/proof/" + "2" * 20).status_code == 404


def test_certificates_have_a_page_each_and_each_its_own_proof(secretary, scene):
    paper = scene.issue("council.certificates")
    db.session.commit()
    pages = PdfReader(BytesIO(secretary.get(f"/papers/{paper.id}/certificates.pdf").data)).pages
    words = [" ".join(page.extract_text().split()) for page in pages]
    assert len(words) == 2
    assert "Giữ rừng" in words[1]
    assert "GIẢI B" in words[1]
    assert "Giữ rừng" in secretary.get(f"/papers/proof/{paper.proof_code}/2").text
    assert secretary.get(f"/papers/proof/{paper.proof_code}/3").status_code == 404
    assert secretary.get(f"/papers/{scene.issue().id}/certificates.pdf").status_code == 404


def test_the_register_is_a_workbook_with_real_numbers_and_dates(secretary, scene):
    scene.issue()
    scene.issue("desk.report", scene.party)
    db.session.commit()
    with secretary.get(f"{base(scene)}/register.xlsx") as answer:
        sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[2] for row in rows] == ["01-BC/BTGTU", "01/QĐ-HNB"]
    for row in sheet.iter_rows(min_row=2):
        assert [cell.data_type for cell in row] == ["s", "n", "s", "d", *"ssssss", "d"]
        assert row[3].value == datetime(2023, 11, 5)
        assert row[3].number_format == "dd/mm/yyyy"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:K3"
    assert sheet["A1"].font.name == "Times New Roman"


def test_a_paper_from_elsewhere_is_written_in_by_hand(secretary, scene):
    form = {"body": "organiser", "kind": "notice", "title": "Kết luận họp", "day": "2023-11-04", "first": "12"}
    assert secretary.post(f"{base(scene)}/write-in", data=form).status_code == 303
    assert "12/TB-HNB" in secretary.get(base(scene)).text
    again = secretary.post(f"{base(scene)}/write-in", data=form)
    assert again.status_code == 422
    assert "12" in again.text


def test_a_longer_register_sends_no_more_statements(secretary, scene):
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            scene.issue("council.invitation")
        db.session.commit()
        counts.append(statements_of(secretary, base(scene)))
    assert len(set(counts)) == 1


def test_a_wording_is_changed_on_its_page_and_what_is_wrong_is_said(secretary, scene):
    address = "/papers/wordings/council.invitation"
    page = secretary.get(address).text
    assert "{guest}" in page
    wrong = secretary.post(address, data={"text": "== subject\n{whom}\n== body\nx", "version": "0"})
    assert wrong.status_code == 422
    assert "whom" in wrong.text
    assert (
        secretary.post(address, data={"text": "== subject\nMời\n== body\n{guest}", "version": "0"}).status_code == 303
    )
    assert scene.draft("council.invitation").subject == "Mời"
    assert re.search(r"wordings/council.invitation/ours", secretary.get(address).text)
    assert secretary.post(f"{address}/ours").status_code == 303
    assert scene.draft("council.invitation").subject == "Họp xét giải"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whoever_edits_a_wording_reads_every_sign_and_a_whole_example(secretary, language):
    secretary.post("/language", data={"language": language})
    page = unescape(secretary.get("/papers/wordings/council.decision").text)
    for sign in (
        "== body",
        "= I. NỘI DUNG",
        "! Quyết định:",
        "{award}",
        "@…",
        "# …",
        "lines = 1.3",
        "title_bold = yes",
    ):
        assert f">{sign}</code>" in page
    assert f'<pre class="kept-text" lang="vi">{texts.EXAMPLE}'.rstrip() in page
    assert ("A heading in bold" in page) is (language == "en")
    assert texts.faults(texts.EXAMPLE, COMMON, ()) == []
