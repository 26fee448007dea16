"""A link's page is fetched by the worker, kept whole with text, hash and time, and looked at until the results."""

import hashlib
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from award.audit.models import AuditEvent
from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.editions.states import EditionState
from award.entries import service as entries
from award.evidence import queries, service, tasks
from award.evidence.looking import MOST_AN_HOUR
from award.evidence.models import Capture, Look
from award.evidence.seeing import read_apart
from award.evidence.states import CaptureState, Fault, Outcome
from award.fetcher import fetcher
from award.kit import clock
from award.kit.refusals import TooMany
from award.storage import StorageFault
from tests.evidence.pages import PARAGRAPHS, article
from tests.support.site import answer, cut, redirect

pytestmark = pytest.mark.storage
DAY = 29 * 60


def looks(capture_id) -> list[Look]:
    return db.session.query(Look).filter_by(capture_id=capture_id).order_by(Look.at, Look.id).all()


def test_a_saved_link_is_kept_with_text_hash_time_and_warc(linked, site, bucket):
    asked = linked.look(0)
    assert (asked.state, asked.fetched_at, site.asked) == (CaptureState.ASKED, None, [])
    kept = linked.look()
    assert (kept.state, kept.fault) == (CaptureState.KEPT, None)
    assert kept.text.title == "Chi bộ bám rẫy"
    assert ("paragraph", PARAGRAPHS[0]) in kept.text.blocks
    assert kept.body_sha256 == hashlib.sha256(article().encode()).hexdigest()
    assert kept.text_sha256 == kept.text.digest
    assert kept.looked_at == kept.fetched_at
    assert len(site.asked) == 1
    ((key, size, digest),) = queries.warcs()
    body = b"".join(bucket.read(key))
    assert (len(body), hashlib.sha256(body).hexdigest()) == (size, digest) == (kept.warc_size, digest)
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(body), check_digests="raise")]
    assert kinds == ["warcinfo", "response", "request", "metadata"]


def test_it_is_looked_at_every_day_and_only_a_changed_text_is_kept_again(linked, site):
    first = linked.look()
    site.pages["/bai"] = article(visits=7)
    same = linked.look(DAY)
    assert (same.state, same.looked_at > first.looked_at, same.fetched_at) == (
        CaptureState.KEPT,
        True,
        first.fetched_at,
    )
    site.pages["/bai"] = article(PARAGRAPHS[0], "Đoạn này được sửa lại sau khi tác phẩm đã gửi dự giải, không báo ai.")
    changed = linked.look(2 * DAY)
    assert (changed.state, changed.changed_at) == (CaptureState.CHANGED, changed.looked_at)
    assert changed.text == first.text
    assert [(look.outcome, look.number) for look in looks(first.id)] == [
        (Outcome.KEPT, 1),
        (Outcome.SAME, None),
        (Outcome.CHANGED, 2),
    ]
    assert len(queries.warcs()) == 2
    both = queries.copy_of(first.id, linked.id)
    assert (both.first.number, both.newest.number) == (1, 2)
    assert "sửa lại" in str(both.newest.text)


def test_a_page_that_goes_is_marked_and_one_that_comes_back_too(linked, site):
    linked.look()
    del site.pages["/bai"]
    gone = linked.look(DAY)
    assert (gone.state, gone.fault, gone.text.title) == (CaptureState.GONE, Fault.GONE, "Chi bộ bám rẫy")
    site.pages |= {"/bai": redirect("/"), "/": "<p>Trang chủ của báo, với nhiều tin khác nhau.</p>"}
    assert linked.look(2 * DAY).fault is Fault.FRONT
    site.pages["/bai"] = article()
    back = linked.look(3 * DAY)
    assert (back.state, back.fault, len(queries.warcs())) == (CaptureState.KEPT, None, 1)


def test_a_site_that_is_silent_for_a_day_takes_nothing_away(linked, site):
    linked.look()
    site.pages["/bai"] = cut
    quiet = linked.look(DAY)
    assert (quiet.state, quiet.fault) == (CaptureState.KEPT, Fault.BROKEN)


@pytest.mark.parametrize(
    ("answered", "fault"),
    [
        (answer("", status="403 Forbidden"), Fault.DENIED),
        (answer("", status="500 Oops"), Fault.FAILING),
        (answer("", status="410 Gone"), Fault.GONE),
        (redirect("http://169.254.169.254/latest/meta-data"), Fault.INSIDE),
        (answer(b"x" * 300_000), Fault.LARGE),
        (cut, Fault.BROKEN),
    ],
)
def test_a_link_without_a_page_says_why_and_is_tried_again_soon(linked, site, answered, fault):
    site.pages["/bai"] = answered
    site_fetcher = fetcher()
    own = site_fetcher.resolve
    site_fetcher.resolve = lambda host, port: [host] if host[0].isdigit() else own(host, port)
    failed = linked.look()
    assert (failed.state, failed.fault, failed.fetched_at) == (CaptureState.FAILED, fault, None)
    clause = next(check for check in entries.run_checks(linked.entry) if check.clause == "link_answers")
    assert clause.is_met
    assert clause.found.text == fault.label
    site.pages["/bai"] = article()
    assert linked.look(20).state is CaptureState.KEPT
    assert not [check for check in entries.run_checks(linked.entry) if check.clause == "link_answers"]


def test_a_bucket_that_is_down_costs_nothing_but_time(linked, monkeypatch):
    def refuse(*_):
        raise StorageFault("no answer")

    with monkeypatch.context() as broken:
        broken.setattr("award.storage.Storage.put", refuse)
        down = linked.look()
        assert (down.state, down.fault) == (CaptureState.FAILED, Fault.STORE)
    assert linked.look(20).state is CaptureState.KEPT


def test_a_worker_killed_at_any_step_leaves_one_copy(linked, monkeypatch):
    """Killed before the row, the look is done again; an alarm that rings twice does nothing."""

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(service, "conclude", die)
        with pytest.raises(KeyboardInterrupt):
            linked.look()
    kept = linked.look(10)
    tasks.look(str(kept.id))
    assert [look.number for look in looks(kept.id)] == [1]


def test_of_two_workers_the_second_forgets_what_it_saw(linked, site):
    capture_id = linked.look(0).id
    with clock.at(clock.in_minutes(1)):

        def overtaken(url):
            tasks.look_at(capture_id, fetcher().fetch, read_apart)
            return fetcher().fetch(url)

        tasks.look_at(capture_id, overtaken, read_apart)
    assert [look.number for look in looks(capture_id)] == [1]


def test_a_link_half_typed_is_never_asked_for(linked, site):
    linked.link(f"{site.origin}/b", f"{site.origin}/bai")
    linked.link(linked.url)
    linked.look()
    assert [one.url for one in db.session.query(Capture)] == [linked.url]
    assert len(site.asked) == 1


@pytest.mark.parametrize("end", ["withdrawn", "link taken out", "archived", "results"])
def test_looking_ends_with_the_results_and_when_the_work_or_its_link_is_gone(linked, site, cast, edition, end):
    entry = linked.entry
    linked.look()
    if end == "withdrawn":
        entries.withdraw(entry, actor=cast.an)
    elif end == "link taken out":
        linked.link("")
    elif end == "archived":
        edition.state = EditionState.ARCHIVED
    else:
        prize = {"entry_id": entry.id, "level_id": edition.prize_levels[0].id, "edition_id": edition.id}
        held = {"prepared_by_id": cast.hung.id, "prepared_at": clock.now(), "released_at": clock.now()}
        db.session.add(Prize(state=PrizeState.RELEASED, **prize, **held))
    db.session.commit()
    kept = linked.look(DAY)
    assert (len(site.asked), kept.state, kept.next_look_at) == (1, CaptureState.KEPT, None)
    if end == "link taken out":
        linked.link(linked.url)
        linked.look(2 * DAY)
        assert len(site.asked) == 2


def test_whoever_saves_very_many_links_waits_and_is_not_refused(linked, site, cast):
    linked.link(*(f"{site.origin}/{number}" for number in range(MOST_AN_HOUR + 3)))
    linked.look()
    assert len(site.asked) < MOST_AN_HOUR
    linked.look(30)
    assert len(site.asked) >= MOST_AN_HOUR + 3


def test_a_look_can_be_asked_for_but_not_twice_at_once(linked, site, cast):
    kept = linked.look()
    capture = queries.capture(kept.id)
    with clock.at(clock.in_minutes(1)), pytest.raises(TooMany):
        service.look_now(capture, actor=cast.an)
    with clock.at(clock.in_minutes(10)):
        service.look_now(capture, actor=cast.an)
        db.session.commit()
    linked.look(11)
    assert len(site.asked) == 2


def test_a_look_that_was_lost_is_found_again(linked, site):
    kept = linked.look()
    db.session.execute(db.text("DELETE FROM job"))
    db.session.commit()
    with clock.at(clock.in_minutes(3 * DAY)):
        tasks.look(str(kept.id))
        assert len(site.asked) == 2


def test_the_record_holds_the_hashes(linked):
    kept = linked.look()
    event = db.session.query(AuditEvent).filter_by(verb="evidence.conclude").one()
    assert event.after["body_sha256"] == kept.body_sha256
    assert len(event.after["warc_sha256"]) == 64
