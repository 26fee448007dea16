"""Verbs of a session: opening, who is there, what is on the list, what is dealt with now, what was said, closing."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from award.accounts.queries import holders
from award.accounts.states import Role
from award.audit.service import record
from award.council import queries
from award.council.models import (
    BallotVoter,
    CouncilSession,
    ItemWork,
    Recusal,
    SessionItem,
    SessionMember,
)
from award.council.service.noting import note, question, still_open
from award.council.service.prizes import proposal
from award.council.sitting import Item, Sitting
from award.council.states import SESSION, Attendance, ItemState, MinuteKind
from award.db import db
from award.editions.models import Edition, PrizeLevel
from award.entries.models import Entry
from award.entries.states import EntryState
from award.judging.conflicts import ConflictKind, conflict_of
from award.judging.queries.facts import facts_of_judges, facts_of_work
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment


def open_session(
    edition: Edition, *, place: str, agenda: str, present: Collection[uuid.UUID], actor: Any
) -> CouncilSession:
    """Opens a session with the council as its roles stand now; `present` are the members in the hall.

    Refused: no place, nobody with a vote. A second open session of the edition violates a constraint.
    """
    council = queries.council(edition)
    if not place:
        raise Refusal(say("Write where the council meets."), "place")
    if not council:
        raise Refusal(say("Nobody has a role with a vote in this council. Give roles first."))
    session = CouncilSession(
        edition_id=edition.id,
        number=queries.next_number(edition.id),
        place=place,
        agenda=agenda,
        opened_by_id=actor.id,
        opened_at=clock.now(),
    )
    db.session.add(session)
    db.session.flush()
    there = {one.id: Attendance.PRESENT if one.id in present else Attendance.ABSENT for one in council}
    db.session.add_all(
        SessionMember(session_id=session.id, person_id=one.id, attendance=there[one.id], chairs=one.chairs)
        for one in council
    )
    record("council.open", session, actor=actor, after={"place": place, "members": list(there)})
    note(
        session,
        MinuteKind.OPENED,
        place=place,
        agenda=agenda,
        chair=actor.full_name,
        secretaries=[one.full_name for one in holders(Role.SECRETARY, edition.id)],
        members=[{"name": one.full_name, "chairs": one.chairs, "attendance": there[one.id]} for one in council],
    )
    return session


def set_attendance(sitting: Sitting, person_id: uuid.UUID, attendance: Attendance, *, actor: Any) -> None:
    """Notes that a member came, left or is absent. Who leaves a ballot without having voted is taken off its list of
    voters, and is on it again on coming back; who comes late votes from the next ballot on."""
    still_open(sitting.session)
    member = next((one for one in sitting.members if one.person_id == person_id), None)
    if member is None:
        raise Refusal(say("This person is not a member of the council in this session."), "person")
    if member.attendance is attendance:
        return
    stored = db.session.get(SessionMember, (sitting.session.id, person_id))
    stored.attendance = attendance
    ballot = sitting.open_ballot
    voter = db.session.get(BallotVoter, (ballot.id, person_id)) if ballot else None
    if voter and not voter.has_voted:
        voter.has_left = attendance is not Attendance.PRESENT
    db.session.flush()
    change = {"before": {"attendance": member.attendance}, "after": {"person": person_id, "attendance": attendance}}
    record("council.attendance", sitting.session, actor=actor, **change)
    note(sitting.session, MinuteKind.ATTENDANCE, name=member.name, attendance=attendance)


def add_item(
    sitting: Sitting, level: PrizeLevel, works: Iterable[Entry], *, places: int = 1, actor: Any
) -> SessionItem:
    """Puts a question on the list: one work for a prize, or a choice among several for fewer places."""
    still_open(sitting.session)
    works = sorted(works, key=lambda work: work.code or "")
    if not works or any(
        work.edition_id != sitting.edition_id or work.state is not EntryState.ELIGIBLE for work in works
    ):
        raise Refusal(say("Only an eligible work of this edition can have a prize."), "works")
    if not 1 <= places < max(2, len(works)):
        raise Refusal(say("A choice has fewer places than works."), "places")
    position = max((item.row.position for item in sitting.items), default=0) + 1
    row = SessionItem(session_id=sitting.session.id, level_id=level.id, position=position, places=places)
    db.session.add(row)
    db.session.flush()
    db.session.add_all(ItemWork(item_id=row.id, entry_id=work.id) for work in works)
    db.session.flush()
    sitting.items.append(Item(row, level.name, queries.as_works(works)))
    find_conflicts(sitting, sitting.items[-1])
    sitting.session.version += 1
    record(
        "council.add_item",
        sitting.session,
        actor=actor,
        after={"level": level.id, "works": [work.id for work in works], "places": places},
    )
    return row


def add_proposed(sitting: Sitting, edition: Edition, *, actor: Any) -> int:
    """Puts on the list whatever the prize table proposes and leaves open now and is not on it yet; answers how much."""
    still_open(sitting.session)
    found = proposal(queries.situation(edition))
    wanted = [(award.level, (award.work,), 1) for award in found.awards]
    wanted += [(tie.level, tuple(tie.works), tie.places) for tie in found.ties]
    known = {(item.row.level_id, frozenset(work.entry_id for work in item.works)) for item in sitting.items}
    new = [one for one in wanted if (one[0], frozenset(one[1])) not in known]
    levels = {level.id: level for level in edition.prize_levels}
    entries = {entry.id: entry for entry in queries.works_by_ids([work for _, works, _ in new for work in works])}
    for level_id, works, places in new:
        add_item(sitting, levels[level_id], [entries[work] for work in works], places=places, actor=actor)
    return len(new)


def find_conflicts(sitting: Sitting, item: Item) -> None:
    """Derives who steps out for a question from the facts as they are now. Who was found once stays out."""
    people = facts_of_judges([one.person_id for one in sitting.members], sitting.edition)
    for work in queries.works_by_ids([one.entry_id for one in item.works]):
        facts = facts_of_work(work.id, work.owner_id)
        for person_id, person in people.items():
            conflict = conflict_of(person, facts)
            if conflict and person_id not in item.recused:
                _step_out(sitting, item, person_id, conflict.kind)


def _step_out(sitting: Sitting, item: Item, person_id: uuid.UUID, kind: ConflictKind) -> None:
    db.session.add(Recusal(item_id=item.id, person_id=person_id, kind=kind))
    db.session.flush()
    item.recused[person_id] = kind
    sitting.session.version += 1


def take_up(sitting: Sitting, item: Item, *, actor: Any) -> None:
    """Turns the council to a question: every device follows. The one before counts as done."""
    still_open(sitting.session)
    if sitting.open_ballot:
        raise WrongMoment(say("A ballot is open; close it before going on."))
    if sitting.current is item:
        return
    if sitting.current:
        sitting.current.row.state = ItemState.DONE
        db.session.flush()
    item.row.state = ItemState.TAKEN_UP
    db.session.flush()
    find_conflicts(sitting, item)
    record("council.take_up", sitting.session, actor=actor, after={"place": item.row.position})
    note(sitting.session, MinuteKind.TAKEN_UP, item.id, **question(item))
    if item.recused:
        names = [member.name for member in sitting.recused(item)]
        note(sitting.session, MinuteKind.STEPPED_OUT, item.id, names=names)


def step_out(sitting: Sitting, *, actor: Any) -> None:
    """A member declares a conflict with the question that is being dealt with, and steps out."""
    still_open(sitting.session)
    item = sitting.current
    if item is None or sitting.member(actor) is None:
        raise WrongMoment(say("No question is being dealt with."))
    if item.open_ballot:
        raise WrongMoment(say("A ballot is open; a conflict is declared before it."))
    if actor.id in item.recused:
        return
    _step_out(sitting, item, actor.id, ConflictKind.DECLARED)
    record("council.step_out", sitting.session, actor=actor, after={"place": item.row.position})
    note(sitting.session, MinuteKind.STEPPED_OUT, item.id, names=[actor.full_name])


def show_marks(sitting: Sitting, item: Item, shown: bool, *, actor: Any) -> None:
    """The marks of the works in question appear on the screens, or go away."""
    still_open(sitting.session)
    if item.row.marks_shown == shown:
        return
    item.row.marks_shown = shown
    record("council.show_marks", sitting.session, actor=actor, after={"place": item.row.position, "shown": shown})
    note(sitting.session, MinuteKind.MARKS, item.id, shown=shown)


def note_opinion(sitting: Sitting, text: str, *, speaker: str = "", actor: Any) -> None:
    """The secretary writes down what somebody said, on the question being dealt with or on none."""
    still_open(sitting.session)
    if not text:
        raise Refusal(say("Write the opinion."), "text")
    item = sitting.current
    if item and actor.id in item.recused:
        raise WrongMoment(say("There is a conflict of interest with this question; another one of the office writes."))
    record("council.opinion", sitting.session, actor=actor, after={"place": item.row.position if item else None})
    note(sitting.session, MinuteKind.OPINION, item.id if item else None, text=text, speaker=speaker)


def close_session(sitting: Sitting, *, actor: Any) -> None:
    """Ends the session; its minutes are whole from here on, and their digest stands in the record."""
    session = sitting.session
    target = SESSION.target("close", session.state)
    if sitting.open_ballot:
        raise WrongMoment(say("A ballot is open; close it before going on."))
    if sitting.current:
        sitting.current.row.state = ItemState.DONE
    note(session, MinuteKind.CLOSED)
    session.state, session.closed_at = target, clock.now()
    session.digest = queries.minutes_digest(session.id)
    db.session.flush()
    record("council.close", session, actor=actor, after={"digest": session.digest})
