"""The works of an intake: entered for their authors, found, claimed."""

from datetime import timedelta

import pytest

from award.db import db
from award.entries import rules as entry_rules
from award.entries import service as entries
from award.entries.models import Entry
from award.entries.states import EntryState
from award.intake import queries, service
from award.intake.states import Means
from award.kit import clock
from award.kit.refusals import Refusal, WrongMoment
from tests.entries.making import give_file
from tests.intake.making import make_intake
from tests.support.cast import person
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(cast):
    edition = make_edition(postmark_counts=True)
    cast.appoint(edition)
    return edition


def begun(intake, edition, actor):
    return service.begin_work(intake, edition.categories[0], {"title": ""}, actor=actor)


def test_a_work_begun_is_the_authors_where_the_address_has_an_account(cast, edition):
    intake = make_intake(edition, cast.dung, author_email=cast.an.email, author_name="Lê Thị An; Trần Bình")
    entry = begun(intake, edition, cast.dung)
    assert entry.owner_id == cast.an.id
    assert entry.title == "Chi bộ bám rẫy"
    assert [author.full_name for author in entry.authors] == ["Lê Thị An", "Trần Bình"]
    assert [author.pen_names for author in entry.authors] == ["Lê An", ""]
    assert entry_rules.fills(cast.dung, entry)


def test_without_an_account_the_office_keeps_it_until_the_author_claims_it(cast, edition):
    intake = make_intake(edition, cast.dung)
    entry = begun(intake, edition, cast.dung)
    assert entry.kept_by_office
    huong = person("Siu Thị Hương", "huong@example.vn")
    assert service.claim(intake, actor=huong) == [entry]
    assert (entry.owner_id, entry.authors[0].person_id) == (huong.id, huong.id)
    assert service.claim(intake, actor=huong) == []
    assert begun(intake, edition, cast.dung).owner_id == huong.id
    with pytest.raises(WrongMoment):
        service.claim(intake, actor=cast.cuong)


def test_a_receipt_made_out_to_an_address_is_claimed_by_nobody_else(cast, edition):
    intake = make_intake(edition, cast.dung, author_email="huong@example.vn")
    begun(intake, edition, cast.dung)
    with pytest.raises(Refusal):
        service.claim(intake, actor=cast.cuong)
    unproved = person("Siu Thị Hương", "huong@example.vn")
    unproved.email_confirmed_at = None
    with pytest.raises(WrongMoment):
        service.claim(intake, actor=unproved)


def test_a_judge_cannot_claim_works(cast, edition):
    intake = make_intake(edition, cast.dung)
    begun(intake, edition, cast.dung)
    with pytest.raises(Refusal):
        service.claim(intake, actor=cast.giang)


def test_a_postmark_before_the_deadline_lets_a_late_parcel_in(cast, edition):
    genre, theme = edition.categories[0].genres[0].id, edition.themes[0].id
    day = clock.today() + timedelta(days=4)
    with clock.at(clock.now() + timedelta(days=9)):
        late = make_intake(edition, cast.dung, means=Means.COURIER, postmarked_on=day)
        with pytest.raises(WrongMoment):
            begun(late, edition, cast.dung)
        entry = begun(make_intake(edition, cast.dung, postmarked_on=day), edition, cast.dung)
        entries.save_work(entry, {"genre_id": genre, "theme_id": theme}, version=None, actor=cast.dung)
        part = {"outlet_name": "Báo Bình Định", "published_on": edition.window_from}
        entries.save_parts(entry, [part], version=None, actor=cast.dung)
        give_file(entry, edition.categories[0].requirements[0], cast.dung)
        entries.declare(entry, True, version=None, actor=cast.dung)
        assert entries.submit(entry, actor=cast.dung).state is EntryState.SUBMITTED


def test_what_supplements_a_returned_work_is_filled_in_by_the_office(cast, edition):
    entry = make_entry(edition, cast.an, state=EntryState.RETURNED)
    intake = make_intake(edition, cast.dung, author_email=cast.an.email)
    assert [line.entry_id for line in queries.drafts_of(intake)] == [entry.id]
    service.add_work(intake, entry, actor=cast.dung)
    service.add_work(intake, entry, actor=cast.dung)
    assert [line.code for line in queries.works_of(intake)] == [entry.code]
    assert entry_rules.fills(cast.dung, entry)
    assert entry.owner_id == cast.an.id


def test_the_draft_of_somebody_else_is_no_choice(client, cast, edition):
    draft = make_entry(edition, cast.cuong, state=EntryState.DRAFT)
    intake = make_intake(edition, cast.dung, author_email=cast.an.email)
    answer = client.enter_as(cast.dung).post(f"/intakes/{intake.id}/works/add", data={"entry": str(draft.id)})
    assert answer.status_code == 422
    assert db.session.get(Entry, draft.id).filled_by_id is None
