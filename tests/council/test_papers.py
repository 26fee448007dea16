"""The record of counted votes tells what was counted and nothing of who voted what."""

import pytest

from award.council import service
from award.db import db
from award.documents.paper_pdf import letter_pdf
from award.kit.refusals import WrongMoment
from award.papers import service as papers
from award.papers.offering import OFFERS
from tests.council.hall import Hall
from tests.papers.test_rendering import text_of


def test_the_record_of_votes_has_every_ballot_and_no_vote_by_name(cast):
    hall = Hall(cast)
    hall.open()
    ballot = hall.ballot(hall.ask(hall.works[0]))
    for voter, word in zip((hall.chair, *hall.members), ["yes"] * 4 + ["no", "abstain"], strict=True):
        hall.vote(ballot, voter, word)
    hall.close(ballot)
    offer, issuer = OFFERS["council.ballots"], hall.edition.issuers[0]
    with pytest.raises(WrongMoment):
        papers.draft(hall.edition, offer, issuer, about=str(hall.session_id))
    service.close_session(hall.sitting, actor=hall.chair)
    db.session.flush()
    ((about, name),) = offer.abouts(hall.edition)
    text = papers.draft(hall.edition, offer, issuer, about=about)
    ((number, asked, form, present, votes, needed, outcome),) = text.annexes[0].rows
    assert (name, number, present, needed) == ("01", "01", "06/06", "04")
    assert (form, outcome) == ("Bỏ phiếu kín", "Thông qua")
    assert votes == "Đồng ý: 04; Không đồng ý: 01; Phiếu trắng: 01"
    assert "Tác phẩm 0-1" in asked
    said = text_of(letter_pdf(text))
    assert "BIÊN BẢN" in said
    assert not any(member.full_name in said for member in hall.members)
    written = papers.draft(hall.edition, OFFERS["council.session"], issuer, about=about)
    assert "Thông qua" in text_of(letter_pdf(written))
    assert written.beside[0].name == hall.secretary.full_name


def test_the_record_of_a_session_without_a_ballot_says_so_and_has_no_empty_list(cast):
    hall = Hall(cast)
    hall.open()
    service.close_session(hall.sitting, actor=hall.chair)
    db.session.flush()
    offer, issuer = OFFERS["council.ballots"], hall.edition.issuers[0]
    text = papers.draft(hall.edition, offer, issuer, about=str(hall.session_id))
    said = text_of(letter_pdf(text))
    assert not text.every_annex
    assert "Phiên họp không có lượt bỏ phiếu nào." in said
    assert "phụ lục" not in said.lower()
    assert "Số phiếu được đếm" not in said
