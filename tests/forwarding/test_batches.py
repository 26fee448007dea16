"""Choosing, ordering and freezing: the destination's rules hold at every step, and what is frozen stays."""

from datetime import date

import pytest
import sqlalchemy as sa

from award.audit.models import AuditEvent
from award.council.states import PrizeState
from award.db import db
from award.entries.states import EntryState
from award.files.states import FileState
from award.forwarding import queries, service
from award.forwarding.papers import letter_text
from award.forwarding.states import BatchState
from award.kit.refusals import NotReady, Refusal, WrongMoment
from award.papers import service as papers
from award.papers.models import Paper
from award.papers.offering import OFFERS
from tests.forwarding.scene import stored
from tests.support.editions import make_edition, make_entry


def refused(act, *arguments, **named) -> list[str]:
    with pytest.raises(NotReady) as refusal:
        act(*arguments, **named)
    return [str(message) for message in refusal.value.messages]


def choose(scene, batch, *entries):
    service.choose(batch, [entry.id for entry in entries], actor=scene.cast.dung)


def test_works_are_chosen_in_order_and_written_down(scene):
    one, two = scene.work("Một"), scene.work("Hai")
    batch = scene.batch(two, one)
    assert scene.chosen(batch) == [two.id, one.id]
    verbs = db.session.scalars(sa.select(AuditEvent.verb).order_by(AuditEvent.sequence)).all()
    assert verbs == ["batch.open", "batch.choose"]


def test_more_works_than_places_are_refused_and_none_is_put_in(scene):
    works = [scene.work(f"Bài {n}") for n in range(4)]
    batch = scene.batch()
    assert refused(choose, scene, batch, *works) == [
        f"{works[3].code} “Bài 3”: All 3 places of the destination are taken."
    ]
    assert scene.chosen(batch) == []


def test_one_author_has_one_work_there_also_in_a_group_and_in_an_earlier_batch(scene):
    first, second = scene.work("Một"), scene.work("Hai")
    scene.together(second, first)
    batch = scene.frozen(first)
    again = scene.batch()
    assert "already has" in refused(choose, scene, again, second)[0]
    assert queries.earlier_entry_ids(scene.destination.id, again.id) == [first.id]
    assert batch.number == 1


def test_a_work_goes_only_once(scene):
    work = scene.work()
    scene.frozen(work)
    batch = scene.batch()
    assert refused(choose, scene, batch, work) == [
        f"{work.code} “Chi bộ bám rẫy”: The work goes to this destination already."
    ]


def test_prizes_that_are_only_prepared_do_not_count(scene):
    work = scene.work(prized=False)
    scene.award(work, state=PrizeState.PREPARED)
    assert "no released prize" in refused(choose, scene, scene.batch(), work)[0]


def test_a_work_of_another_edition_cannot_be_slipped_in(scene):
    stranger = make_entry(make_edition("khac"), scene.author(), state=EntryState.ELIGIBLE)
    with pytest.raises(Refusal, match="Choose at least one work"):
        choose(scene, scene.batch(), stranger)


def test_one_batch_at_a_time_is_chosen_for_a_destination(scene):
    scene.batch()
    with pytest.raises(WrongMoment):
        service.open_batch(scene.destination, actor=scene.cast.dung)


def test_works_move_and_leave(scene):
    works = [scene.work(f"Bài {n}") for n in range(3)]
    first, second, third = (work.id for work in works)
    batch = scene.batch(*works)
    service.move(batch, third, up=True, actor=scene.cast.dung)
    assert scene.chosen(batch) == [first, third, second]
    service.move(batch, first, up=False, actor=scene.cast.dung)
    service.move(batch, second, up=False, actor=scene.cast.dung)
    assert scene.chosen(batch) == [third, first, second]
    service.remove(batch, first, actor=scene.cast.dung)
    assert scene.chosen(batch) == [third, second]
    with pytest.raises(Refusal, match="not in the batch"):
        service.remove(batch, first, actor=scene.cast.dung)


def test_freezing_numbers_the_batch_and_ends_choosing(scene):
    work = scene.work()
    batch = scene.frozen(work)
    assert (batch.state, batch.number) == (BatchState.FROZEN, 1)
    for act in (
        lambda: choose(scene, batch, work),
        lambda: service.remove(batch, work.id, actor=scene.cast.dung),
        lambda: service.move(batch, work.id, up=True, actor=scene.cast.dung),
        lambda: service.freeze(batch, letter_number=1, letter_day=None, actor=scene.cast.dung),
    ):
        with pytest.raises(WrongMoment):
            act()


def test_freezing_checks_everything_again_and_names_all_of_it(scene):
    file = stored(b"x", state=FileState.STORED)
    work, gone = scene.work("Một", files=[file]), scene.work("Hai")
    batch = scene.batch(work, gone)
    gone.state, gone.state_reason = EntryState.DISQUALIFIED, "Đạo văn"
    scene.edition.issuers = []
    db.session.flush()
    found = refused(service.freeze, batch, letter_number=None, letter_day=None, actor=scene.cast.hung)
    assert [part for part in ("names no body", "no longer eligible", "not been checked") if part in " ".join(found)]
    assert len(found) == 3
    assert batch.number is None


def test_an_empty_batch_is_not_frozen(scene):
    found = refused(service.freeze, scene.batch(), letter_number=None, letter_day=None, actor=scene.cast.hung)
    assert found == ["No work has been chosen yet."]


def test_candidates_come_by_prize_and_without_those_already_chosen(scene):
    low, high, none = scene.work("Thấp", prized=False), scene.work("Cao"), scene.work("Không", prized=False)
    scene.award(low, level=1)
    found = queries.candidates(scene.destination, 1)
    assert [work.title for work in found.works] == ["Cao", "Thấp"]
    scene.destination.prized_only = False
    db.session.flush()
    scene.batch(high)
    assert [work.entry_id for work in queries.candidates(scene.destination, 1).works] == [low.id, none.id]


def test_a_letter_takes_its_number_from_the_register_of_its_body(scene):
    batch = scene.batch(scene.work())
    service.freeze(batch, letter_number=None, letter_day=date(2023, 11, 5), from_register=True, actor=scene.cast.hung)
    (paper,) = db.session.query(Paper)
    assert (batch.record["letter"]["number"], paper.number, paper.symbol) == (1, 1, "HNB")
    assert scene.edition.destinations[0].name in paper.title
    assert paper.offer == "forwarding.letter"
    assert letter_text(batch.record).proof is None


def test_the_letter_in_the_dossier_has_the_code_of_the_letter_in_the_register(scene):
    own = "== subject\ngửi dự {destination}\n== body\n{works} tác phẩm./."
    papers.reword(OFFERS["forwarding.letter"], text=own, version=0, actor=scene.cast.dung)
    batch = scene.batch(scene.work())
    given = {"letter_number": None, "letter_day": date(2023, 11, 5), "from_register": True}
    service.freeze(
        batch, **given, prove=lambda code: f"https://giai.example.vn/papers/proof/{code}", actor=scene.cast.hung
    )
    (paper,) = db.session.query(Paper)
    papers.take_ours(OFFERS["forwarding.letter"], actor=scene.cast.dung)
    text = letter_text(batch.record)
    address = f"https://giai.example.vn/papers/proof/{paper.proof_code}?h={paper.digest[:32]}"
    assert (text.number, text.proof.code, text.proof.address) == (paper.number, paper.proof_code, address)
    assert text.paragraphs == ["01 tác phẩm./."]
    assert papers.has_changed(paper, scene.edition) is False
