"""Numbers are given once and without gaps, each series by itself; what went out stays what it was."""

from datetime import date

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from award.db import db
from award.documents.paper import from_values
from award.editions.states import Frame
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment
from award.papers import queries, service, texts
from award.papers.forms import asked_of, issue_form
from award.papers.kinds import PaperKind
from award.papers.models import Paper
from award.papers.offering import OFFERS, Asked
from award.papers.register import written_number
from award.papers.series import series_of
from award.papers.states import PaperState
from tests.papers.scene import DAY
from tests.support.editions import make_edition

DISCUSSED = Asked("discussed", "What was discussed", lines=True)


def test_a_state_body_counts_all_its_papers_of_a_year_together(scene):
    numbers = [written_number(scene.issue(offer)) for offer in ("council.decision", "council.invitation")]
    assert numbers == ["01/QĐ-HNB", "02/GM-HNB"]
    assert written_number(scene.issue(day=date(2024, 1, 2))) == "01/QĐ-HNB"


def test_a_council_under_its_parents_seal_counts_for_itself(scene):
    scene.issue()
    assert written_number(scene.issue("council.minutes", scene.council)) == "01/BB-HĐGK"


def test_a_party_body_counts_each_kind_over_its_term(scene):
    issued = [scene.issue(issuer=scene.party), scene.issue(issuer=scene.party, day=date(2024, 3, 1))]
    issued.append(scene.issue("desk.report", scene.party))
    assert [written_number(paper) for paper in issued] == ["01-QĐ/BTGTU", "02-QĐ/BTGTU", "01-BC/BTGTU"]
    scene.party.term = "2025 - 2030"
    assert scene.issue(issuer=scene.party).number == 1


def test_a_series_is_of_the_body_that_the_paper_names():
    keys = {
        series_of(Frame.STATE, body, PaperKind.DECISION, DAY).key for body in ("Hội Nhà báo", "HỘI NHÀ BÁO", "Hội đồng")
    }
    assert len(keys) == 2


def test_a_number_that_was_taken_stays_where_its_paper_is_void_and_is_not_given_again(scene):
    first = scene.issue()
    service.void(first, reason="Sai danh sách", actor=scene.cast.dung)
    assert (first.state, scene.issue().number) == (PaperState.VOID, 2)
    with pytest.raises(WrongMoment):
        service.void(first, reason="x", actor=scene.cast.dung)


def test_papers_made_elsewhere_leave_no_gap_and_a_first_number_only_begins(scene):
    first = service.write_in(
        scene.edition, scene.organiser, kind=PaperKind.LETTER, title="Mời họp", day=DAY, first=45, actor=scene.cast.dung
    )
    assert (first.number, scene.issue().number) == (45, 46)
    with pytest.raises(Refusal, match="numbers already"):
        scene.issue(first=60)
    with pytest.raises(Refusal, match="begin with 1"):
        scene.issue(issuer=scene.council, first=0)


def test_a_paper_that_fails_takes_no_number(scene):
    db.session.execute(sa.text("DELETE FROM prize"))
    with pytest.raises(WrongMoment, match="No prize"):
        scene.issue()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Paper)) == 0


def test_what_went_out_stays_and_a_later_change_of_its_data_is_seen(scene):
    paper = scene.issue()
    assert service.has_changed(paper, scene.edition) is False
    scene.organiser.signer_name = "Người khác"
    assert service.has_changed(paper, scene.edition) is False
    scene.works[0].title = "Tên khác"
    db.session.flush()
    assert service.has_changed(paper, scene.edition) is True
    kept = from_values(paper.record)
    assert (kept.signer_name, kept.annexes[0].rows[0][1]) == ("Bùi Quốc Hùng", "Chi bộ bám rẫy")


def test_the_associations_wording_is_checked_used_and_taken_back(scene):
    offer = OFFERS["council.decision"]
    for text, said in (
        ("== subject\nVề {nothing}\n== body\nx", "no place"),
        ("== subject\nx\n== body\n@members", "no block"),
        ("== subject\nx", "missing"),
        ("x", "before the first part"),
        ("== title\nx", "no part"),
        ("== subject\n{award\n== body\nx", "brace"),
        ("== subject\nx\n== body\nx\n== form\nlines = many", "no value of the form"),
    ):
        with pytest.raises(NotReady) as refused:
            service.reword(offer, text=text, version=0, actor=scene.cast.dung)
        assert any(said in str(message) for message in refused.value.messages)
    own = "== subject\nKhen thưởng {year}\n== body\nĐiều 1. {count} tác phẩm.\nVì {rules}.\n== form\ntitle_bold = no"
    service.reword(offer, text=own, version=0, actor=scene.cast.dung)
    text = scene.draft("council.decision")
    assert (text.subject, list(text.paragraphs), text.title_bold) == (
        "Khen thưởng 2023",
        ["Điều 1. 02 tác phẩm."],
        False,
    )
    with pytest.raises(Stale):
        service.reword(offer, text=own, version=0, actor=scene.cast.dung)
    service.take_ours(offer, actor=scene.cast.dung)
    assert scene.draft("council.decision").subject.startswith("Về việc tặng thưởng")


def test_a_body_of_another_edition_issues_nothing(scene):
    with pytest.raises(Refusal, match="issues no papers"):
        scene.issue(issuer=make_edition("khac").issuers[0])


def test_certificates_wait_for_the_release(scene):
    db.session.execute(sa.text("UPDATE prize SET state = 'prepared', released_at = NULL"))
    with pytest.raises(WrongMoment, match="once the results"):
        scene.issue("council.certificates")


def test_every_wording_of_ours_can_be_used(scene):
    for offer in OFFERS.values():
        assert texts.faults(queries.our_text(offer), offer.every_place, offer.blocks) == [], offer.code


def test_an_input_of_several_lines_makes_as_many_paragraphs(world):
    with world.test_request_context():
        form = issue_form(
            [DISCUSSED], issuers=[], formdata=MultiDict({"ask_discussed": "Rà soát \r\n\r\n Thống  nhất."})
        )
        given = asked_of(form, [DISCUSSED])
    assert given == {"discussed": "Rà soát\nThống nhất."}
    assert texts.body(["{discussed}", "Hết."], given, {}) == ["Rà soát", "Thống nhất.", "Hết."]
