"""Papers in both frames, measured in the file that Word reads against the table of rules."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING

from award.documents.docx import letter
from award.documents.frames import FONT, FRAMES, OWN_PARTS, PAGE, PARTY, STATE, adjusted
from award.documents.paper import Annex, Resolution, as_values, authority_line, from_values, receivers, symbol_of
from tests.documents.test_docx import TEXT

ALIGNED = {
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "justified": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
}
DECISION = replace(
    TEXT,
    kind="Quyết định",
    symbol="QĐ-HNB",
    grounds=["Căn cứ Điều lệ Hội;", "Xét đề nghị của Hội đồng"],
    paragraphs=[Resolution("Quyết định:"), "Điều 1. Tặng thưởng.", "Điều 2. Thi hành./."],
    recipients=["Như Điều 2", "Lưu: VT"],
    annexes=[Annex("Danh sách", ["STT"], [160], [["1"]] * 60, label="", lying=True)],
)


def made(frame: str):
    symbol = symbol_of(frame, "QĐ", "HNB")
    return docx.Document(BytesIO(letter(replace(DECISION, frame=frame, symbol=symbol))))


def words(document) -> str:
    cells = [cell.text for table in document.tables[:2] for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_what_we_write_lies_within_what_the_form_allows(frame):
    for part in (frame.parts | OWN_PARTS).values():
        assert part.least <= part.size <= part.most, part
        assert part.source
    for measure in [*frame.margins.values(), frame.first_line, frame.between_paragraphs, frame.lines, frame.short_rule]:
        assert measure.least <= measure.ours <= measure.most, measure
        assert measure.source
    assert sum(frame.head) == sum(frame.foot) == frame.width


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_margins_paper_and_first_pages_are_the_tables(frame):
    upright, lying = made(frame.name).sections[0], made(frame.name).sections[-1]
    for section in (upright, lying):
        for side, measure in frame.margins.items():
            assert abs(getattr(section, f"{side}_margin").mm - measure.ours) < 0.05
        assert section.different_first_page_header_footer
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == PAGE
    assert (round(lying.page_width.mm), round(lying.page_height.mm)) == PAGE[::-1]


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_every_style_has_the_face_size_and_place_of_the_table(frame):
    styles = made(frame.name).styles
    for name, part in frame.parts.items():
        style = styles[name]
        font, layout = style.font, style.paragraph_format
        assert (font.name, font.size.pt) == (FONT, part.size), name
        assert (font.bold, font.italic, font.underline) == (part.bold, part.italic, part.underlined), name
        assert layout.alignment == ALIGNED[part.align], name
        assert (layout.space_before.pt, layout.space_after.pt) == (part.before, part.after), name
    body = styles["Paper body"].paragraph_format
    assert abs(body.first_line_indent.mm - frame.first_line.ours) < 0.05
    assert body.space_after.pt >= frame.between_paragraphs.least
    if frame.exact_lines:
        assert (body.line_spacing_rule, body.line_spacing.pt) == (WD_LINE_SPACING.EXACTLY, frame.lines.ours)
    else:
        assert body.line_spacing == frame.lines.ours


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_capitals_stand_where_the_table_asks_for_them_and_nothing_has_a_face_of_its_own(frame):
    document = made(frame.name)
    paragraphs = [
        p for table in document.tables[:2] for row in table.rows for cell in row.cells for p in cell.paragraphs
    ]
    seen = set()
    for paragraph in [*paragraphs, *document.paragraphs]:
        part = frame.parts.get(paragraph.style.name)
        seen.add(paragraph.style.name)
        if part and part.capitals:
            assert paragraph.text == paragraph.text.upper()
        assert not [run for run in paragraph.runs if run.font.size or run.font.name]
    used = {"Paper issuer", "Paper number", "Paper kind", "Paper signer", "Paper signer title", "Paper receivers"}
    assert used <= seen


def test_the_state_frame_says_its_signs():
    text = words(made("state"))
    for sign in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/QĐ-HNB", "TM. BAN CHẤP HÀNH", "- Như Điều 2;"):
        assert sign in text
    assert "Thi hành./." in text
    assert "Căn cứ Điều lệ Hội;\nXét đề nghị của Hội đồng." in text


def test_the_party_frame_says_its_own():
    text = words(made("party"))
    for sign in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "\n*",
        "Số 05-QĐ/HNB",
        "T/M BAN CHẤP HÀNH",
        "- Như Điều 2,",
        "- Lưu Văn phòng.",
    ):
        assert sign in text
    assert "Điều 2. Thi hành.\n" in text
    assert "CỘNG HÒA" not in text


def test_borders_are_none_in_head_and_foot_and_the_head_of_a_list_repeats():
    document = made("state")
    for table in document.tables[:2]:
        assert not table._tbl.xpath(".//w:tblBorders | .//w:tcBorders")
        assert table.style.name == "Normal Table"
    listed = document.tables[-1]
    assert listed._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")
    assert len(listed._tbl.xpath("./w:tr/w:trPr/w:cantSplit")) == 61


@pytest.mark.parametrize(
    ("typed", "state", "party"),
    [
        ("TM. Ban Chấp hành", "TM. BAN CHẤP HÀNH", "T/M BAN CHẤP HÀNH"),
        ("T/M Ban Thường vụ", "TM. BAN THƯỜNG VỤ", "T/M BAN THƯỜNG VỤ"),
        ("KT. Chủ tịch", "KT. CHỦ TỊCH", "K/T CHỦ TỊCH"),
        ("Hội đồng", "HỘI ĐỒNG", "HỘI ĐỒNG"),
    ],
)
def test_authority_has_a_full_stop_for_the_state_and_a_slash_for_the_party(typed, state, party):
    assert (authority_line(typed, STATE), authority_line(typed, PARTY)) == (state, party)


def test_what_sources_disagree_on_is_a_value_of_the_template():
    wide = docx.Document(BytesIO(letter(replace(DECISION, frame="party", lines=19, title_bold=True)))).styles
    assert wide["Paper body"].paragraph_format.line_spacing.pt == 19
    assert wide["Paper signer title"].font.bold
    with pytest.raises(ValueError, match="between 18 and 19"):
        adjusted(PARTY, lines=24)


def test_a_paper_is_kept_as_plain_values_and_made_again():
    again = from_values(as_values(DECISION))
    assert letter(again) == letter(DECISION)
    assert as_values(again) == as_values(DECISION)


def test_one_receiver_ends_with_a_full_stop():
    assert receivers(["Lưu: VT."], STATE) == ["- Lưu: VT."]
    assert receivers(["Như trên;", "Lưu: VT, HS"], PARTY) == ["- Như trên,", "- Lưu Văn phòng, HS."]
