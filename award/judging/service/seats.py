"""Who sits in which sub-committee."""

from typing import Any

from award.accounts.models import Person
from award.accounts.states import Role
from award.audit.service import record
from award.db import db
from award.editions.models import Round, Subcommittee
from award.entries.queries import codes_of
from award.judging.conflicts import family
from award.judging.models import Seat
from award.judging.queries import facts, rounds
from award.judging.service import ledger
from award.judging.states import TASK, SheetEvent, TaskState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal


def seat(
    subcommittee: Subcommittee,
    person: Person,
    *,
    round_: Round | None = None,
    most_works: int | None = None,
    actor: Any,
) -> Seat:
    """Gives a judge a place in every round, or in one; `most_works` is the judge's own cap. Refuses people without the
    role, authors, and who sits there already."""
    if not person.has_role(Role.JUDGE, Role.CHAIR, edition_id=subcommittee.edition_id):
        raise Refusal(say("%(name)s is not a judge of this edition.", name=person.full_name), "person")
    own = codes_of(person, subcommittee.edition_id)
    if own:
        raise Refusal(
            say("%(name)s has works in this edition (%(codes)s).", name=person.full_name, codes=own), "person"
        )
    _ask_cap(most_works)
    if rounds.sits_already(subcommittee.id, person.id, round_):
        raise Refusal(say("This judge sits in this sub-committee already."), "person")
    _ask_outlet(subcommittee, person, round_)
    given = Seat(subcommittee_id=subcommittee.id, person_id=person.id, most_works=most_works, since=clock.now())
    given.round_id = round_.id if round_ else None
    db.session.add(given)
    db.session.flush()
    after = {"person": person.id, "subcommittee": subcommittee.code, "most_works": most_works}
    after |= {"round": round_.code} if round_ else {}
    record("judging.seat", given, actor=actor, edition=subcommittee.edition, after=after)
    return given


def set_cap(seat: Seat, most_works: int | None, *, actor: Any) -> None:
    """Sets the judge's own cap (None: no limit); tasks already given stay."""
    _ask_cap(most_works)
    before, seat.most_works = seat.most_works, most_works
    edition = rounds.subcommittee(seat.subcommittee_id).edition
    told = {"person": seat.person_id, "most_works": most_works}
    record("judging.set_cap", seat, actor=actor, edition=edition, before={"most_works": before}, after=told)


def _ask_cap(most_works: int | None) -> None:
    if most_works is not None and most_works < 1:
        raise Refusal(say("The most works of a judge is 1 or more, or left empty."), "most_works")


def _ask_outlet(subcommittee: Subcommittee, person: Person, round_: Round | None) -> None:
    """Refuses a judge more of one outlet than the edition allows in a sub-committee."""
    most = subcommittee.edition.judges_from_outlet
    if most is None or person.outlet_id is None:
        return
    own = family(person.outlet_id, facts.successors())
    there = rounds.seated_from(subcommittee.id, own, round_)
    if there >= most:
        raise Refusal(
            say(
                "Judges of one outlet in a sub-committee: at most %(most)s; there are %(there)s.",
                most=most,
                there=there,
            ),
            "person",
        )


def unseat(seat: Seat, *, reason: str, actor: Any) -> None:
    """Takes a judge's place away: proposals vanish, tasks not yet marked are cancelled, confirmed sheets stay."""
    if not reason:
        raise Refusal(say("Say why the judge leaves the sub-committee."), "reason")
    subcommittee = rounds.subcommittee(seat.subcommittee_id)
    cancelled = 0
    for task in rounds.tasks_of_seat(seat):
        if task.state is TaskState.PROPOSED:
            db.session.delete(task)
        else:
            task.state, task.reason = TASK.target("cancel", task.state), reason
            ledger.append(task, SheetEvent.TAKEN, {"reason": reason}, actor=actor)
            cancelled += 1
    record(
        "judging.unseat",
        seat,
        actor=actor,
        edition=subcommittee.edition,
        before={"person": seat.person_id, "subcommittee": subcommittee.code},
        after={"reason": reason, "cancelled": cancelled},
    )
    db.session.delete(seat)
    db.session.flush()
