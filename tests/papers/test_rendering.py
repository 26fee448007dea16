"""Every kind of paper as a file: DOCX and PDF in both frames, opened by LibreOffice where it is there."""

import shutil
import subprocess
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from award.documents.docx import letter
from award.documents.paper_pdf import letter_pdf
from award.papers import composing
from award.papers.offering import OFFERS

ALL = ["council.certificates", "council.decision", "council.invitation", "council.minutes", "desk.report"]
ALL += ["council.submission", "judging.tally"]


def every_paper(scene):
    """(name, paper) of every offer, issued by a state body and by one of the Party."""
    for code in (code for code, offer in OFFERS.items() if offer.abouts(scene.edition)):
        for frame, issuer in (("state", scene.organiser), ("party", scene.party)):
            text = scene.draft(code, issuer)
            yield (
                f"{code}-{frame}",
                composing.proved(text, "http://localhost/papers/proof/" + "k" * 20, "k" * 20, "0" * 64),
            )


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_every_paper_is_here(scene):
    assert {name.rpartition("-")[0] for name, _ in every_paper(scene)} >= set(ALL)


def test_every_paper_says_its_own_as_pdf_in_both_frames(scene):
    for name, paper in every_paper(scene):
        said = text_of(letter_pdf(paper))
        assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in said) is name.endswith("party"), name
        assert paper.kind.upper() in said, name
        assert "{" not in said, name
        assert "Điều 1." not in said or "Điều 1. " in said, name
        assert letter_pdf(paper) == letter_pdf(paper)


@pytest.mark.office
def test_libreoffice_opens_every_paper_and_prints_its_words(scene, tmp_path):
    papers = dict(every_paper(scene))
    for name, paper in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(letter(paper))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [shutil.which("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    done = subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], capture_output=True, timeout=240)
    assert done.returncode == 0, done.stderr
    for name, paper in papers.items():
        pdf = (tmp_path / f"{name}.pdf").read_bytes()
        said = text_of(pdf)
        assert paper.signer_name in said, name
        assert paper.kind.upper() in said, name
        first = pypdfium2.PdfDocument(pdf)[0]
        assert [round(side / 72 * 25.4) for side in first.get_size()] == [210, 297], name
        assert len(first.render(scale=0.5).to_pil().getcolors(256) or [1] * 9) > 2, f"{name} is an empty page"
