"""Every kind of paper as a file: DOCX measured against the table of rules, PDF in both frames, opened by LibreOffice where
it is there. The offers are walked, so that a new paper is in all of this by itself."""

import shutil
import subprocess
from io import BytesIO

import docx
import pypdfium2
import pytest
from pypdf import PdfReader

from award.documents.frames import FONT, FRAMES, OWN_PARTS, PAGE
from award.documents.paper_pdf import letter_pdf
from award.papers.offering import OFFERS
from tests.papers.every import every_docx, every_offer


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def frame_in(name: str):
    return FRAMES[name.rpartition("-")[2]]


def paragraphs_of(document):
    """Every paragraph of the text, those in cells too."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def test_every_offer_has_a_paper_and_a_wording_of_ours(whole):
    assert {name.rpartition("-")[0] for name, _ in every_offer(whole)} == set(OFFERS)
    assert all(offer.ours for offer in OFFERS.values())


def test_every_paper_says_its_own_as_pdf_in_both_frames(whole):
    for name, paper in every_offer(whole):
        said = text_of(letter_pdf(paper))
        assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in said) is name.endswith("party"), name
        assert paper.kind.upper() in said, name
        assert "{" not in said, name
        assert "Điều 1." not in said or "Điều 1. " in said, name
        assert said.rstrip().count("./.") <= (0 if name.endswith("party") else 1), name
        assert letter_pdf(paper) == letter_pdf(paper)


def test_every_file_for_word_keeps_to_the_table_of_rules(whole):
    for name, body in every_docx(whole).items():
        frame, document = frame_in(name), docx.Document(BytesIO(body))
        known = frame.parts | OWN_PARTS
        for section in document.sections:
            sides = {side: getattr(section, f"{side}_margin").mm for side in frame.margins}
            assert all(
                frame.margins[side].least - 0.1 <= mm <= frame.margins[side].most + 0.1 for side, mm in sides.items()
            )
            assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == sorted(PAGE), name
        for paragraph in paragraphs_of(document):
            style = paragraph.style
            if not paragraph.text.strip():
                continue
            part = known[style.name]
            assert (style.font.name, style.font.size.pt) == (FONT, part.size), (name, style.name)
            assert part.least <= style.font.size.pt <= part.most, (name, style.name)
            assert (style.font.bold, style.font.italic) == (part.bold, part.italic), (name, style.name)
            assert not part.capitals or paragraph.text == paragraph.text.upper(), (name, paragraph.text)
            assert not [run for run in paragraph.runs if run.font.size or run.font.name], (name, paragraph.text)


def test_every_list_in_word_repeats_its_head_and_frames_have_no_borders(whole):
    for name, body in every_docx(whole).items():
        for table in docx.Document(BytesIO(body)).tables:
            bordered = table.style.name == "Table Grid"
            assert bool(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")) is bordered, name
            assert bordered or not table._tbl.xpath(".//w:tblBorders | .//w:tcBorders"), name


@pytest.mark.office
def test_libreoffice_opens_every_paper_and_prints_its_words(whole, tmp_path):
    papers = every_docx(whole)
    for name, body in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(body)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [shutil.which("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    done = subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    for name, body in papers.items():
        pdf = (tmp_path / f"{name}.pdf").read_bytes()
        said, document = text_of(pdf), docx.Document(BytesIO(body))
        title = next(p.text for p in paragraphs_of(document) if p.style.name in ("Paper kind", "Paper letter subject"))
        assert " ".join(title.split()) in said, name
        assert " ".join(document.core_properties.author.upper().split()) in said.upper(), name
        first = pypdfium2.PdfDocument(pdf)[0]
        assert sorted(round(side / 72 * 25.4) for side in first.get_size()) == sorted(PAGE), name
        assert len(first.render(scale=0.5).to_pil().getcolors(256) or [1] * 9) > 2, f"{name} is an empty page"
