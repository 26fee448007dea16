"""Beginning, sending in, taking back."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from award.accounts.states import Role
from award.audit.queries import history
from award.db import db
from award.editions.states import EditionState
from award.entries import service
from award.entries.service import sending
from award.entries.states import EntryState
from award.files.models import StoredFile
from award.kit import clock
from award.kit.refusals import NotReady, Refusal, WrongMoment
from award.outbox.models import Letter
from tests.entries.making import ready_draft, sent_in
from tests.support.cast import grant
from tests.support.editions import make_edition, make_entry


@pytest.fixture
def edition(world):
    return make_edition()


def letters() -> list[tuple[str, str]]:
    return [
        (letter.template, letter.recipient)
        for letter in db.session.scalars(sa.select(Letter).order_by(Letter.created_at))
    ]


def test_a_draft_begins_with_the_profile(edition, cast):
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    assert [(a.full_name, a.pen_names, a.is_lead, a.identity_key) for a in entry.authors] == [
        ("Lê Thị An", "Lê An", True, f"person:{cast.an.id}")
    ]
    assert [part.outlet_name for part in entry.parts] == ["Báo Bình Định"]
    assert (entry.state, entry.code) == (EntryState.DRAFT, None)


def test_a_contact_enters_for_others_and_is_no_author(edition, cast):
    cast.appoint(edition)
    assert service.start(edition, edition.categories[0], owner=cast.mai).authors == []


@pytest.mark.parametrize("role", [Role.JUDGE, Role.SECRETARY, Role.CHAIR])
def test_who_judges_or_runs_the_edition_cannot_enter(edition, cast, role):
    grant(cast.an, role, edition)
    with pytest.raises(Refusal, match="does not enter"):
        service.start(edition, edition.categories[0], owner=cast.an)


def test_a_role_given_later_stops_the_submission(edition, cast):
    entry = ready_draft(edition, cast.an)
    grant(cast.an, Role.JUDGE, edition)
    with pytest.raises(Refusal, match="does not enter"):
        service.submit(entry, actor=cast.an)


@pytest.mark.parametrize("state", [EditionState.PREPARING, EditionState.CLOSED, EditionState.ARCHIVED])
def test_nothing_begins_outside_the_calendar(edition, cast, state):
    edition.state = state
    with pytest.raises(WrongMoment):
        service.start(edition, edition.categories[0], owner=cast.an)


def test_sending_in_gives_code_receipt_and_record(edition, cast):
    entry = sent_in(edition, cast.an)
    assert (entry.code, entry.number, entry.state) == ("BI-001", 1, EntryState.SUBMITTED)
    assert entry.submitted_at is not None
    assert "bi-001 chi bo bam ray le thi an" in entry.search_text
    assert letters() == [("entries/receipt", "an@example.vn")]
    assert history(entry)[-1].verb == "entry.submit"


def test_sending_in_twice_is_harmless(edition, cast):
    entry = sent_in(edition, cast.an)
    events = len(history(entry))
    service.submit(entry, actor=cast.an)
    assert (entry.code, len(letters()), len(history(entry))) == ("BI-001", 1, events)


def test_the_lead_author_gets_a_receipt_too(edition, cast):
    entry = ready_draft(edition, cast.an)
    authors = [
        {"full_name": "Lê Thị An", "email": "an@example.vn"},
        {"full_name": "Trần Bình", "email": "BINH@example.vn", "is_lead": True},
    ]
    service.save_authors(entry, authors, version=None, actor=cast.an)
    service.submit(entry, actor=cast.an)
    assert sorted(letters()) == [("entries/receipt", "an@example.vn"), ("entries/receipt", "binh@example.vn")]


def test_an_incomplete_draft_is_told_everything_at_once(edition, cast):
    entry = service.start(edition, edition.categories[0], owner=cast.an)
    with pytest.raises(NotReady) as refused:
        service.submit(entry, actor=cast.an)
    clauses = [str(message.values["clause"]) for message in refused.value.messages]
    assert clauses == [
        "Title of the work",
        "Genre",
        "Theme",
        "Day of publication",
        "Bản chụp trang báo",
        "Declaration of the author",
    ]
    assert entry.number is None


def test_a_picture_too_small_for_the_rules_is_told_before_sending_in(edition, cast):
    edition.categories[1].requirements[0].least_pixels = 3000
    entry = ready_draft(edition, cast.an, category=1)
    [held] = entry.attachments
    file = db.session.get(StoredFile, held.file_id)
    file.type_found, file.probe = "image/jpeg", {"width": 2000, "height": 2999}
    db.session.flush()
    with pytest.raises(NotReady, match=r"Size of pictures: Ảnh dự giải: .* the smallest: 2999 pixels"):
        service.submit(entry, actor=cast.an)
    file.probe = {"width": 3000, "height": 2000}
    db.session.flush()
    service.submit(entry, actor=cast.an)
    assert entry.state is EntryState.SUBMITTED


def test_the_hard_instant_counts_not_the_shown_one(edition, cast):
    entry = ready_draft(edition, cast.an)
    deadline = edition.deadlines[0]
    with clock.at(deadline.hard_at + timedelta(microseconds=1)), pytest.raises(WrongMoment, match="ended"):
        service.submit(entry, actor=cast.an)
    with clock.at(deadline.hard_at):
        service.submit(entry, actor=cast.an)
    assert entry.state is EntryState.SUBMITTED


def test_a_draft_kept_over_a_closing_can_be_sent_in_when_it_opens_again(edition, cast):
    entry = ready_draft(edition, cast.an)
    edition.state = EditionState.CLOSED
    with pytest.raises(WrongMoment):
        service.submit(entry, actor=cast.an)
    service.save_work(entry, {"title": "Chi bộ giữ rừng"}, version=None, actor=cast.an)
    edition.state = EditionState.OPEN
    assert service.submit(entry, actor=cast.an).code == "BI-001"


def test_a_supplement_keeps_code_and_day_and_comes_after_the_deadline(edition, cast):
    edition.works_per_author = 1  # the work itself is not counted twice
    entry = sent_in(edition, cast.an)
    first = entry.submitted_at
    service.return_for_supplement(entry, reason="Thiếu trang 2", actor=cast.dung)
    with clock.at(edition.deadlines[0].hard_at + timedelta(days=3)):
        service.save_work(entry, {"title": "Chi bộ bám rẫy (kỳ 1)"}, version=None, actor=cast.an)
        service.submit(entry, actor=cast.an)
    assert (entry.code, entry.submitted_at, entry.state) == ("BI-001", first, EntryState.SUBMITTED)
    assert [template for template, _ in letters()] == ["entries/receipt", "entries/returned", "entries/supplemented"]


def test_a_supplement_has_a_day_of_its_own_which_can_be_put_off(edition, cast):
    entry = sent_in(edition, cast.an)
    day = clock.now() + timedelta(days=2)
    service.return_for_supplement(entry, reason="Thiếu trang 2", answer_by=day, actor=cast.dung)
    with clock.at(day + timedelta(seconds=1)):
        with pytest.raises(WrongMoment, match="ended"):
            service.submit(entry, actor=cast.an)
        service.prolong_supplement(entry, until=day + timedelta(days=1), actor=cast.dung)
        assert service.submit(entry, actor=cast.an).state is EntryState.SUBMITTED
        with pytest.raises(WrongMoment):
            service.prolong_supplement(entry, until=day + timedelta(days=2), actor=cast.dung)
    assert letters()[-2:] == [("entries/prolonged", "an@example.vn"), ("entries/supplemented", "an@example.vn")]


def test_whoever_watches_is_told_of_every_sending_in(edition, cast, monkeypatch):
    told = []
    monkeypatch.setattr(sending, "WATCHERS", [lambda entry: told.append(entry.code)])
    entry = sent_in(edition, cast.an)
    service.return_for_supplement(entry, reason="Thiếu", actor=cast.dung)
    service.submit(entry, actor=cast.an)
    assert told == ["BI-001", "BI-001"]


def test_limits_count_an_author_over_all_groups(edition, cast):
    edition.works_per_author = 2
    sent_in(edition, cast.an, "Một")
    group = ready_draft(edition, cast.binh, "Hai")
    service.save_authors(
        group,
        [{"full_name": "Trần Bình", "email": "binh@example.vn"}, {"full_name": "Lê Thị An", "email": "An@Example.vn"}],
        version=None,
        actor=cast.binh,
    )
    service.submit(group, actor=cast.binh)
    third = ready_draft(edition, cast.an, "Ba")
    with pytest.raises(NotReady, match="more than"):
        service.submit(third, actor=cast.an)
    service.withdraw(group, actor=cast.binh)
    assert service.submit(third, actor=cast.an).code == "BI-003"


def test_an_author_who_opens_an_account_later_is_still_counted(edition, cast):
    edition.works_per_author = 1
    first = ready_draft(edition, cast.cuong)
    service.save_authors(
        first,
        [{"full_name": "Cường"}, {"full_name": "Lê Thị An", "email": "an@example.vn"}],
        version=None,
        actor=cast.cuong,
    )
    assert first.authors[1].identity_key == "email:an@example.vn"
    service.submit(first, actor=cast.cuong)
    with pytest.raises(NotReady, match="more than"):
        service.submit(ready_draft(edition, cast.an), actor=cast.an)


def test_withdrawing_writes_and_discarding_does_not(edition, cast):
    entry = sent_in(edition, cast.an)
    service.withdraw(entry, actor=cast.an, reason="Đăng lại nơi khác")
    assert (entry.state, entry.state_reason, entry.code) == (EntryState.WITHDRAWN, "Đăng lại nơi khác", "BI-001")
    draft = ready_draft(edition, cast.an)
    service.withdraw(draft, actor=cast.an)
    assert draft.state is EntryState.WITHDRAWN
    assert [template for template, _ in letters()] == ["entries/receipt", "entries/withdrawn"]


def test_a_withdrawn_number_is_not_given_again(edition, cast):
    service.withdraw(sent_in(edition, cast.an), actor=cast.an)
    assert sent_in(edition, cast.an).code == "BI-002"


S = EntryState
POSSIBLE = {
    "edit": {S.DRAFT, S.RETURNED},
    "submit": {S.DRAFT, S.RETURNED, S.SUBMITTED},
    "withdraw": {S.DRAFT, S.SUBMITTED, S.RETURNED, S.ELIGIBLE},
    "accept": {S.SUBMITTED, S.INELIGIBLE},
    "return": {S.SUBMITTED, S.ELIGIBLE, S.INELIGIBLE},
    "reject": {S.SUBMITTED, S.RETURNED, S.ELIGIBLE},
    "disqualify": {S.ELIGIBLE},
}
VERBS = {
    "edit": lambda entry, actor: service.save_work(entry, {"title": "Khác"}, version=None, actor=actor),
    "submit": lambda entry, actor: service.submit(entry, actor=actor),
    "withdraw": lambda entry, actor: service.withdraw(entry, actor=actor),
    "accept": lambda entry, actor: service.accept(entry, actor=actor),
    "return": lambda entry, actor: service.return_for_supplement(entry, reason="Thiếu", actor=actor),
    "reject": lambda entry, actor: service.reject(entry, reason="Sai", actor=actor),
    "disqualify": lambda entry, actor: service.disqualify(entry, reason="Trùng", actor=actor),
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("verb", VERBS)
def test_every_act_from_every_state(edition, cast, verb, state):
    entry = make_entry(edition, cast.an, state=state)
    db.session.refresh(entry)
    if verb == "submit":
        from tests.entries.making import give_file

        give_file(entry, edition.categories[0].requirements[0], cast.an)
    if state in POSSIBLE[verb]:
        VERBS[verb](entry, cast.an)
        assert history(entry) or state is S.SUBMITTED
    else:
        with pytest.raises(WrongMoment):
            VERBS[verb](entry, cast.an)
        assert entry.state is state


@pytest.mark.parametrize("verb", [service.return_for_supplement, service.reject, service.disqualify])
def test_a_decision_against_a_work_needs_its_reason(edition, cast, verb):
    entry = make_entry(edition, cast.an, state=S.ELIGIBLE)
    with pytest.raises(Refusal) as refused:
        verb(entry, reason="  \n", actor=cast.dung)
    assert refused.value.field == "reason"
    assert entry.state is S.ELIGIBLE


def test_one_card_is_one_author_whatever_the_address_and_spelling(edition, cast):
    edition.works_per_author = 1
    cast.an.press_card_no, cast.cuong.press_card_no = "IBC 0421", "ibc-0421"
    db.session.flush()
    sent_in(edition, cast.an)
    with pytest.raises(NotReady, match="more than 1"):
        service.submit(ready_draft(edition, cast.cuong), actor=cast.cuong)
    assert sent_in(edition, cast.binh).code == "BI-002"
