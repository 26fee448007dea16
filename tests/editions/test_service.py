"""Loading an edition: the same file twice changes nothing, a change changes only itself, works already in are kept."""

from datetime import UTC, datetime, timedelta

import pytest

from award.audit.queries import history
from award.council.models import Prize
from award.council.states import Rule
from award.db import db
from award.editions import queries, service
from award.editions.faults import FaultyFile
from award.editions.states import EditionState, RoundState
from award.entries.states import EntryState
from award.kit import clock
from award.kit.refusals import NotReady, Refusal, Stale, WrongMoment
from tests.editions.files import LIBRARY, shipped
from tests.support.editions import make_edition, make_entry

BINH_DINH = "binh-dinh-2023.toml"


def load(text: str, **more):
    return service.load(text, actor=None, file_name="kỳ-giải.toml", **more)


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(FaultyFile) as caught:
        load(text)
    return [(fault.field, str(fault.message)) for fault in caught.value.faults]


@pytest.mark.parametrize("name", [path.name for path in LIBRARY])
def test_dump_gives_the_shipped_file_back_byte_for_byte(world, name):
    edition = load(shipped(name)).edition
    db.session.expire_all()
    assert service.dump(queries.edition_whole(edition.code)).encode() == shipped(name).encode()


@pytest.mark.parametrize("name", [path.name for path in LIBRARY])
def test_a_second_load_changes_nothing(world, name):
    edition = load(shipped(name)).edition
    again = load(shipped(name))
    assert (again.is_new, again.changes) == (False, [])
    assert [event.verb for event in history(edition)] == ["edition.founded"]


def test_only_what_differs_is_changed_and_recorded(world):
    edition = load(shipped(BINH_DINH)).edition
    identities = {category.code: category.id for category in edition.categories}
    text = (
        shipped(BINH_DINH).replace("most_words = 2500", "most_words = 2000").replace('"Tọa đàm, giao lưu"', '"Tọa đàm"')
    )
    report = load(text)
    assert [change.place for change in report.changes] == [
        "categories[bao-in].most_words",
        "categories[phat-thanh].genres[toa-dam].name",
    ]
    assert {category.code: category.id for category in report.edition.categories} == identities
    last = history(edition)[-1]
    assert (last.verb, last.before["categories[bao-in].most_words"], last.after["categories[bao-in].most_words"]) == (
        "edition.loaded",
        2500,
        2000,
    )


def test_articles_of_clauses_are_kept_and_changed_one_by_one(world):
    load(shipped(BINH_DINH))
    report = load(shipped(BINH_DINH).replace('window = "Điều 4"', 'window = "Điều 4, khoản 1"'))
    assert [change.place for change in report.changes] == ["clauses.window"]
    assert report.edition.clauses["window"] == "Điều 4, khoản 1"


def test_what_is_gone_from_the_file_is_deleted_and_what_is_new_added(world):
    edition = load(shipped(BINH_DINH)).edition
    text = shipped(BINH_DINH)
    text = text.replace('code = "tong-ket-thuc-tien"', 'code = "ly-luan"')
    text = text.replace('"bao-dien-tu", "anh-bao-chi"]', '"bao-dien-tu"]').replace(
        'judges = ["phat-thanh", "truyen-hinh"]', 'judges = ["phat-thanh", "truyen-hinh", "anh-bao-chi"]'
    )
    report = load(text)
    assert [theme.code for theme in report.edition.themes][-1] == "ly-luan"
    assert load(service.dump(report.edition)).changes == []
    assert [len(s.scopes) for s in queries.edition_whole(edition.code).subcommittees] == [2, 3]


def test_a_category_can_change_its_code_and_keep_its_letters(world):
    load(shipped(BINH_DINH))
    report = load(shipped(BINH_DINH).replace("anh-bao-chi", "anh"))
    assert "anh" in [category.code for category in report.edition.categories]


def test_a_file_for_another_edition_is_refused(world):
    load(shipped(BINH_DINH))
    with pytest.raises(FaultyFile) as caught:
        load(shipped(BINH_DINH), code="gia-lai-2026")
    assert caught.value.faults[0].line == 2


def test_a_load_upon_an_older_file_than_the_stored_one_is_stale(world):
    load(shipped(BINH_DINH))
    changed = shipped(BINH_DINH).replace("notice_days = 10", "notice_days = 15")
    load(changed)
    with pytest.raises(Stale):
        load(shipped(BINH_DINH).replace("most_words = 2500", "most_words = 9"), shown=shipped(BINH_DINH))


class TestWorksAlreadyIn:
    @pytest.fixture
    def text(self, cast):
        with clock.at(datetime(2023, 9, 1, tzinfo=UTC)):
            make_entry(make_edition(), cast.an)
        db.session.expire_all()
        return service.dump(queries.edition_whole("thu-2023"))

    def test_what_they_use_cannot_be_removed(self, text):
        faults = refused(
            text.replace('code = "phong-su"', 'code = "phong-su-dai"').replace("cong-tac-can-bo", "can-bo")
        )
        assert faults == [
            ("categories[bao-in].genres[phong-su]", "“Phóng sự” cannot be removed; these works use it: ['BI-001'].")
        ]
        assert refused(text.replace('"bao-in"', '"in"').replace("{ bao-in", "{ in")) != []

    def test_their_letters_stay(self, text):
        assert "BI-001" in refused(text.replace('letters = "BI"', 'letters = "IN"'))[0][1]

    def test_what_they_do_not_use_may_go(self, text):
        assert load(text.replace("cong-tac-can-bo", "can-bo")).changes

    @pytest.mark.parametrize(
        ("old", "new", "field"),
        [
            ("most_parts = 5", "most_parts = 5\nmost_words = 900", "categories[bao-in].most_words"),
            ("window_to = 2023-09-30", "window_to = 2023-05-01", "calendar.window_to"),
            ("most_parts = 5", "most_parts = 5\nlink_needed = true", "categories[bao-in].link_needed"),
            ("most_authors = 5", "least_authors = 2\nmost_authors = 5", "categories[bao-in].least_authors"),
            ("most_parts = 5", "most_parts = 5\nmade_for_online = true", "categories[bao-in].made_for_online"),
            (
                'name = "Phóng sự"',
                'name = "Phóng sự"\nleast_photos = 1',
                "categories[bao-in].genres[phong-su].least_photos",
            ),
            (
                "[[deadlines]]",
                "[entering]\ndiscipline_declared = true\n\n[[deadlines]]",
                "entering.discipline_declared",
            ),
            (
                "[[deadlines]]",
                '[entering]\ntopics_first = true\n\n[[deadlines]]\ncode = "topics"\nname = "Đề tài"\nshown_at = 2023-09-05T17:00\nhard_at = 2023-09-05T17:00\n\n[[deadlines]]',
                "",
            ),
        ],
    )
    def test_a_rule_they_would_break_is_refused_and_they_are_named(self, text, old, new, field):
        faults = refused(text.replace(old, new, 1))
        assert {place for place, _ in faults} == {field}
        assert all("BI-001" in sentence for _, sentence in faults)

    def test_a_limit_they_keep_may_be_lowered(self, text):
        assert load(text.replace("most_authors = 5", "most_authors = 1", 1)).changes


class TestRunning:
    @pytest.fixture
    def edition(self, world):
        edition = load(shipped(BINH_DINH)).edition
        edition.state = EditionState.OPEN
        return edition

    @pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.CLOSED])
    def test_the_criteria_of_a_begun_round_stay(self, edition, state):
        edition.rounds[0].state = state
        db.session.flush()
        text = shipped(BINH_DINH).replace("maximum = 30", "maximum = 35").replace("maximum = 20", "maximum = 15", 1)
        assert {field for field, _ in refused(text)} == {
            "rounds[cham-giai].criteria[phat-hien].maximum",
            "rounds[cham-giai].criteria[chan-thuc].maximum",
        }

    def test_once_a_round_has_begun_rounds_and_scopes_keep_their_place(self, edition):
        edition.rounds[0].state = RoundState.OPEN
        db.session.flush()
        begun = shipped(BINH_DINH)
        first = begun[begun.index("[[rounds]]") :].split("[[rounds.criteria]]")[0]
        added = (
            first.replace("cham-giai", "truoc")
            .replace("2023-10-", "2023-09-")
            .replace("criterion:phat-hien", "median", 1)
        )
        added = added.replace('"median", "median"', '"median"')
        criteria = '[[rounds.criteria]]\ncode = "x"\nname = "x"\nmaximum = 100\n\n'
        assert [field for field, _ in refused(begun.replace("[[rounds]]", added + criteria + "[[rounds]]", 1))] == [
            "rounds"
        ]
        moved = (
            begun.replace('"anh-bao-chi"]', "]", 1)
            .replace(", ]", "]")
            .replace('"truyen-hinh"]', '"truyen-hinh", "anh-bao-chi"]', 1)
        )
        assert all(field.endswith("judges") for field, _ in refused(moved))

    def test_a_deadline_is_not_moved_by_a_file(self, edition):
        [(field, _)] = refused(shipped(BINH_DINH).replace("hard_at = 2023-10-05T23:59", "hard_at = 2023-10-06T23:59"))
        assert field == "deadlines[entries].hard_at"
        [(field, _)] = refused(
            shipped(BINH_DINH).replace("most_authors = 5", 'deadline = "supplements"\nmost_authors = 5', 1)
        )
        assert field == "categories[bao-in].deadline"

    def test_once_prizes_are_given_their_table_stays_but_for_names(self, edition, cast):
        entry = make_entry(edition, cast.an, state=EntryState.ELIGIBLE)
        level, given = edition.prize_levels[0], {"rule": Rule.NAMED, "prepared_by_id": cast.dung.id}
        db.session.add(
            Prize(edition_id=edition.id, entry_id=entry.id, level_id=level.id, **given, prepared_at=clock.now())
        )
        db.session.flush()
        text = shipped(BINH_DINH).replace("money = 12_000_000", "money = 13_000_000")
        assert [field for field, _ in refused(text)] == ["prize_levels[a].money"]
        assert load(shipped(BINH_DINH).replace('"Giải A"', '"Giải Nhất"')).changes

    def test_an_archived_edition_stays(self, edition):
        edition.state = EditionState.ARCHIVED
        assert refused(shipped(BINH_DINH).replace("notice_days = 10", "notice_days = 11"))


class TestDeadlines:
    @pytest.fixture
    def deadline(self, world):
        return make_edition().deadlines[0]

    def extend(self, deadline, actor, *, days=2, reason="Bão số 4", **more):
        moved = {"shown_at": deadline.shown_at, "hard_at": deadline.hard_at}
        moved = {name: at + timedelta(days=days) for name, at in moved.items()}
        return service.extend_deadline(deadline, reason=reason, actor=actor, **{**moved, **more})

    def test_an_extension_is_kept_with_actor_and_reason(self, deadline, cast):
        before = deadline.shown_at
        extension = self.extend(deadline, cast.dung)
        assert (extension.shown_before, extension.shown_after) == (before, before + timedelta(days=2))
        assert (extension.actor_id, extension.reason) == (cast.dung.id, "Bão số 4")
        assert [event.verb for event in history(deadline)] == ["deadline.extended"]

    def test_a_deadline_is_never_moved_earlier_nor_without_a_reason(self, deadline, cast):
        for more, field in [
            ({"days": -1}, "shown_at"),
            ({"days": 0}, "shown_at"),
            ({"reason": " "}, "reason"),
            ({"hard_at": deadline.shown_at}, "hard_at"),
        ]:
            with pytest.raises(Refusal) as caught:
                self.extend(deadline, cast.dung, **more)
            assert caught.value.field == field

    def test_the_second_of_two_tabs_is_stale(self, deadline, cast):
        self.extend(deadline, cast.dung, version=0)
        with pytest.raises(Stale):
            self.extend(deadline, cast.dung, version=0)


class TestStates:
    def test_an_edition_runs_through_its_life(self, world):
        edition = make_edition(state=EditionState.PREPARING)
        for verb, state in [("open", "open"), ("close", "closed"), ("open", "open"), ("close", "closed")]:
            assert service.change_state(edition, verb, actor=None).state == state
        service.change_state(edition, "archive", actor=None)
        with pytest.raises(WrongMoment):
            service.change_state(edition, "open", actor=None)

    def test_an_edition_that_lacks_something_is_not_opened(self, world):
        edition = make_edition(state=EditionState.PREPARING)
        edition.rules = " "
        with clock.at(edition.deadlines[0].hard_at), pytest.raises(NotReady) as caught:
            service.change_state(edition, "open", actor=None)
        assert len(caught.value.messages) == 2


def test_reasons_of_screening_are_data_of_the_edition(world):
    reason = '[[reasons]]\ncode = "ngoai-tinh"\nname = "Ngoài tỉnh"\ntext = "Tác phẩm không viết về tỉnh."\n\n'
    text = shipped(BINH_DINH)
    heading = text.index("[[subcommittees]]")
    edition = load(text[:heading] + reason + text[heading:]).edition
    db.session.expire_all()
    found = queries.edition_whole(edition.code)
    assert [(one.code, one.name, one.text) for one in found.reasons] == [
        ("ngoai-tinh", "Ngoài tỉnh", "Tác phẩm không viết về tỉnh.")
    ]
    assert reason.strip() in service.dump(found)
    assert load(text).edition.reasons == []
