"""The demo's council in the middle of a session: one question voted on, a secret ballot open on the next."""

from typing import TYPE_CHECKING, Any

from award.accounts.service import create_person, grant_role
from award.accounts.states import Role
from award.council import queries, service
from award.db import db, transaction
from award.demo import words
from award.demo.people import PASSWORD
from award.editions.queries import edition_whole
from award.editions.states import MajorityOf
from award.entries.models import Entry
from award.entries.states import EntryState

if TYPE_CHECKING:
    from award.demo.making import Stage

MEMBERS = 4
RULES = {"quorum": "2/3", "majority": "1/2", "majority_of": MajorityOf.PRESENT}
AGENDA = "Nghe báo cáo kết quả vòng sơ khảo.\nXét từng tác phẩm, bỏ phiếu.\nThông qua biên bản."


def meet(stage: "Stage") -> None:
    """Seats four members beside the one who can be tried, and lets them vote on a first work; for the second one of
    them has stepped out, and the ballot is open."""
    with transaction():
        edition = edition_whole(stage.edition.code)
        member = queries.council(edition)
        people = [_member(stage, edition, number) for number in range(1, MEMBERS + 1)]
        works = list(
            db.session.query(Entry)
            .filter_by(edition_id=edition.id, state=EntryState.ELIGIBLE)
            .order_by(Entry.code)
            .limit(2)
        )
        if len(works) < 2:
            return
        present = {*(one.id for one in member), *(one.id for one in people)}
        given = {"place": "Hội trường Hội Nhà báo tỉnh", "agenda": AGENDA, "present": present}
        session = service.open_session(edition, **given, actor=stage.chair)
        for work in works:
            service.add_item(queries.sitting(session.id), edition.prize_levels[0], [work], actor=stage.secretary)
        first, second = (item.id for item in queries.sitting(session.id).items)
        _decide(stage, first, [*people, stage.chair])
        _begin(stage, second, people[-1])


def _member(stage: "Stage", edition: Any, number: int) -> Any:
    name = words.full_name(stage.rng)
    email = f"uyvien{number}@demo.vn"
    person = create_person(email=email, full_name=name, password=PASSWORD, demo=True, actor=None)
    grant_role(person, Role.MEMBER, edition=edition, actor=None)
    db.session.refresh(person, ["grants"])
    return person


def _decide(stage: "Stage", item_id: Any, people: list[Any]) -> None:
    """Not carried: nobody has a prize in the demo yet."""
    scene = queries.sitting_of_item(item_id)
    service.take_up(scene, scene.focus, actor=stage.chair)
    ballot = service.open_ballot(scene, scene.focus, secret=True, **RULES, actor=stage.chair)
    for place, person in enumerate(people):
        scene = queries.sitting_of_ballot(ballot.id)
        word = ("no", "abstain", "yes")[place % 3]
        service.cast(scene, scene.ballot, [word], code=service.new_code(), actor=person)
    scene = queries.sitting_of_ballot(ballot.id)
    service.close_ballot(scene, scene.focus, scene.ballot, actor=stage.chair)


def _begin(stage: "Stage", item_id: Any, stepping_out: Any) -> None:
    scene = queries.sitting_of_item(item_id)
    service.take_up(scene, scene.focus, actor=stage.chair)
    service.step_out(queries.sitting_of_item(item_id), actor=stepping_out)
    words_said = "Đề nghị Hội đồng cân nhắc hiệu quả xã hội của loạt bài."
    service.note_opinion(queries.sitting_of_item(item_id), words_said, speaker="Chủ trì", actor=stage.secretary)
    scene = queries.sitting_of_item(item_id)
    service.open_ballot(scene, scene.focus, secret=True, **RULES, actor=stage.chair)
