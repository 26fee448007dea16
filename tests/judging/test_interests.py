"""What keeps a judge from a work: kin, interests, branch, earlier co-authors; and what a switch does before it is set."""

import itertools

import pytest
import sqlalchemy as sa

from award.audit.models import AuditEvent
from award.db import db
from award.entries.models import Author
from award.judging import queries, service
from award.judging.conflicts import ConflictKind, conflict_of
from award.judging.models import DeclaredInterest
from award.judging.queries import facts
from award.kit.refusals import Refusal
from tests.support.editions import make_edition, make_entry


def set_switches(edition, **values):
    edition.own_outlet, edition.own_branch, edition.earlier_coauthors = (
        values.get(name, False) for name in ("outlet", "branch", "coauthors")
    )
    db.session.flush()


@pytest.fixture
def net(room, cast):
    """Giang between works: kin of one author, an interest in the station, a branch, an earlier common work."""
    giang = cast.giang
    room.seat(giang, cast.ha)
    giang.outlet_id, giang.branch_id = cast.paper.id, cast.branch.id
    works = {kind: room.enter(cast.lan, kind.value) for kind in ConflictKind} | {"free": room.enter(cast.lan, "free")}
    for work in works.values():
        work.authors[0].full_name, work.authors[0].outlet_id, work.authors[0].person_id = "Võ Văn Tự Do", None, None
        work.authors[0].email = None
        work.parts[0].outlet_id = None
    works[ConflictKind.OWN_WORK].owner_id = giang.id
    works[ConflictKind.CO_AUTHOR].authors.append(
        Author(position=2, full_name="Giang", email=giang.email, identity_key="x")
    )
    works[ConflictKind.KINSHIP].authors[0].full_name = "Lê Thị  KIM Ánh"
    works[ConflictKind.INTEREST].parts[0].outlet_id = cast.station.id
    works[ConflictKind.OWN_OUTLET].parts[0].outlet_id = cast.paper.id
    works[ConflictKind.OWN_BRANCH].authors[0].person_id = cast.an.id
    works[ConflictKind.EARLIER_COAUTHOR].authors[0].email = "cu@example.vn"
    earlier = make_entry(make_edition("nam-truoc"), cast.lan, "Bài chung năm trước", works["free"].state)
    earlier.authors[0].person_id = giang.id
    earlier.authors.append(Author(position=2, full_name="Bạn cũ", email="cu@example.vn", identity_key="y"))
    service.declare_interest(giang, full_name="Lê Thị Kim Ánh", outlet=None, reason="Em gái")
    service.declare_interest(giang, full_name="", outlet=cast.station, reason="Cộng tác viên")
    db.session.add(
        service.sheets.DeclaredConflict(
            person_id=giang.id, entry_id=works[ConflictKind.DECLARED].id, reason="x", at=earlier.created_at
        )
    )
    db.session.flush()
    return works


def kinds(room, judge):
    judge = facts.judge_facts(judge, room.edition)
    return {
        key: found.kind
        for key, work in facts.facts_of_edition(room.edition.id).items()
        if (found := conflict_of(judge, work))
    }


def test_every_kind_is_found_and_named_where_the_edition_looks_at_all(room, net, cast):
    set_switches(room.edition, outlet=True, branch=True, coauthors=True)
    found = kinds(room, cast.giang)
    assert {kind: found.get(net[kind].id) for kind in ConflictKind} == {kind: kind for kind in ConflictKind}
    assert net["free"].id not in found


@pytest.mark.parametrize("on", list(itertools.product((True, False), repeat=3)))
def test_lists_and_the_rule_find_the_same_conflicts(room, net, cast, on):
    """The decision for lists is SQL, the one at the door is pure: they may not drift apart, however it is switched."""
    set_switches(room.edition, **dict(zip(("outlet", "branch", "coauthors"), on, strict=True)))
    pure = set(kinds(room, cast.giang))
    selects, values = facts.conflicting_works(facts.judge_facts(cast.giang, room.edition))
    here = {entry.id for entry in room.entries}
    assert pure == set(db.session.scalars(sa.union(*selects), values)) & here
    stays_away, values = facts.in_conflict(facts.all_facts(cast.giang))
    over_all = (
        sa.select(facts.Entry.id).join(facts.Edition, facts.Edition.id == facts.Entry.edition_id).where(stays_away)
    )
    assert pure == set(db.session.scalars(over_all, values)) & here
    switched = (ConflictKind.OWN_OUTLET, ConflictKind.OWN_BRANCH, ConflictKind.EARLIER_COAUTHOR)
    assert {kind for kind in switched if net[kind].id in pure} == set(itertools.compress(switched, on))


def test_outlets_that_were_merged_count_as_one(room, cast):
    cast.paper.successor_id = cast.station.id
    cast.giang.outlet_id = cast.paper.id
    room.entries[0].authors[0].outlet_id = cast.station.id
    db.session.flush()
    assert kinds(room, cast.giang)[room.entries[0].id] is ConflictKind.OWN_OUTLET
    work = room.entries[0]
    assert facts.facts_of_work(work.id, work.owner_id) == facts.facts_of_edition(room.edition.id)[work.id]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"full_name": "", "outlet": None, "reason": "x"}, "full_name"),
        ({"full_name": "An", "outlet": "paper", "reason": "x"}, "full_name"),
        ({"full_name": "Lê An", "outlet": None, "reason": ""}, "reason"),
    ],
)
def test_an_interest_is_in_one_person_or_one_outlet_with_a_reason(cast, values, field):
    outlet = getattr(cast, values["outlet"]) if values["outlet"] else None
    with pytest.raises(Refusal) as refusal:
        service.declare_interest(cast.giang, full_name=values["full_name"], outlet=outlet, reason=values["reason"])
    assert refusal.value.field == field


def test_the_same_is_declared_once(cast):
    for _ in range(2):
        service.declare_interest(cast.giang, full_name="Lê  An", outlet=None, reason="x")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(DeclaredInterest)) == 1


def test_a_judge_declares_on_a_page_and_the_works_leave_the_queue_at_once(at_work, cast, client):
    name = at_work.entries[0].authors[0].full_name
    db.session.commit()
    client.enter_as(cast.giang)
    assert client.post("/judging/interests", data={"full_name": "", "outlet": "", "reason": "x"}).status_code == 422
    answer = client.post("/judging/interests", data={"full_name": name, "outlet": "", "reason": "Chồng"})
    assert answer.status_code == 303
    assert "Chồng" in client.get("/judging/interests").text
    task = at_work.task(cast.giang)
    assert task.conflict.kind is ConflictKind.KINSHIP
    assert client.get(f"/tasks/{task.id}").status_code == 404
    assert "Chi bộ" not in client.get(f"/rounds/{at_work.round.id}/queue").text
    client.enter_as(cast.an)
    assert client.get("/judging/interests").status_code == 404


def test_a_sub_committee_has_so_many_judges_of_one_outlet_at_most(room, cast):
    cast.giang.outlet_id = cast.ha.outlet_id = cast.paper.id
    room.edition.judges_from_outlet = 1
    room.seat(cast.giang)
    with pytest.raises(Refusal) as refusal:
        room.seat(cast.ha)
    assert refusal.value.field == "person"


def test_what_a_switch_does_is_counted_before_it_is_set(room, net, cast):
    set_switches(room.edition, outlet=True)
    without = queries.effect(room.round, facts.Switches(False, False, False))
    with_branch = queries.effect(room.round, facts.Switches(True, True, False))
    assert without.counts.get(ConflictKind.OWN_OUTLET, 0) == 0
    assert with_branch.counts[ConflictKind.OWN_BRANCH] == 1
    assert len(with_branch.short) > len(without.short)


def test_the_switches_are_looked_at_and_set_on_their_page(room, net, cast, client):
    db.session.commit()
    here = f"/rounds/{room.round.id}/conflicts"
    client.enter_as(cast.dung)
    looked = client.post(here, data={"own_branch": "y", "preview": "1"})
    assert looked.status_code == 200
    assert net[ConflictKind.OWN_BRANCH].code in looked.text
    assert room.edition.own_branch is False
    assert client.post(here, data={"own_branch": "y", "judges_from_outlet": "2"}).status_code == 303
    db.session.refresh(room.edition)
    assert (room.edition.own_outlet, room.edition.own_branch, room.edition.judges_from_outlet) == (False, True, 2)
    event = db.session.scalar(sa.select(AuditEvent).where(AuditEvent.verb == "edition.set_conflicts"))
    assert event.after["own_branch"] is True
    client.enter_as(cast.giang)
    assert client.get(here).status_code == 404
