"""Who prepares the prizes and who releases them: two pairs of eyes. Who sits in the council, leads it and votes."""

from typing import Any

from award.accounts.rules import holds, is_chair, is_office, is_onlooker, is_secretary
from award.accounts.states import Role
from award.council.states import ObjectionState, SessionState, Side
from award.web.doors import public

may_see = is_onlooker
# Where works were published, before the release, and the works themselves.
may_see_origin = is_office
may_prepare = is_secretary
may_release = is_chair
may_revoke = is_office
may_open_session = is_chair
may_keep_minutes = is_office
# What it tells is a number and how many have voted.
may_hear = holds(Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.JUDGE)


def may_attend(person: Any, edition: Any) -> bool:
    """The office, and whoever has a role with a vote in the edition's council."""
    voting = [Role(seat) for seat in edition.council_members]
    return is_office(person, edition) or (
        person is not None and person.has_role(*voting, edition_id=getattr(edition, "id", None))
    )


@public
def may_object(person: Any, posted: Any) -> bool:
    """Anybody; the verb looks at the days."""
    return True


@public
def may_see_receipt(person: Any, case: Any) -> bool:
    """Whoever holds the code of a receipt or the link of its letter."""
    return True


@public
def may_see_own_file(person: Any, found: Any) -> bool:
    """Whoever holds the code of the receipt, the files given with it."""
    return found.row.side is Side.FILER


def may_see_case(person: Any, case: Any) -> bool:
    """The office and the council, without those who have a conflict with the work."""
    return may_attend(person, case.edition) and person.id not in case.recused


def may_handle_case(person: Any, case: Any) -> bool:
    """The office, without those who have a conflict."""
    return is_office(person, case) and person.id not in case.recused


def may_rule(person: Any, case: Any) -> bool:
    """The chair; where a chair has a conflict, the secretary."""
    if person is None or person.id in case.recused:
        return False
    return is_chair(person, case) or (is_secretary(person, case) and any(one.chairs for one in case.kept_out))


def may_answer(person: Any, case: Any) -> bool:
    """The authors of the work and who entered it, once the objection was passed on."""
    passed_on = (ObjectionState.ASKED, ObjectionState.ANSWERED, ObjectionState.RULED)
    return person is not None and person.id in case.authors and case.objection.state in passed_on


def may_see_case_file(person: Any, found: Any) -> bool:
    """Who sees the objection sees its files; the author the own ones and what the office shows of the others."""
    if may_answer(person, found.case):
        return found.row.side is Side.AUTHOR or found.row.shown
    return may_see_case(person, found.case)


def may_change_answer_file(person: Any, found: Any) -> bool:
    """The author, files of the own answer."""
    return found.row.side is Side.AUTHOR and may_answer(person, found.case)


def may_follow(person: Any, sitting: Any) -> bool:
    """The office, and the members of this session who still hold their role."""
    return is_office(person, sitting) or (sitting.member(person) is not None and may_attend(person, sitting.edition))


def may_read_note(person: Any, sitting: Any, note: Any) -> bool:
    """Nothing of a question that the person steps out of while the session is open; the closed minutes are whole, for the
    chair signs them."""
    stepped_out = {item.id for item in sitting.items if person.id in item.recused}
    return sitting.session.state is SessionState.CLOSED or note.item_id not in stepped_out


def may_take_minutes(person: Any, sitting: Any) -> bool:
    """As a paper the minutes go whole or not at all."""
    return may_keep_minutes(person, sitting) and (
        sitting.session.state is SessionState.CLOSED or all(person.id not in item.recused for item in sitting.items)
    )


def may_lead(person: Any, sitting: Any) -> bool:
    """The chair; where the chair steps out for the question, the secretary."""
    item = sitting.focus or sitting.current
    if is_chair(person, sitting):
        return item is None or person.id not in item.recused
    return is_secretary(person, sitting) and item is not None and any(one.chairs for one in sitting.recused(item))


def may_see_item(person: Any, sitting: Any) -> bool:
    """Who follows the session and does not step out for the question in focus."""
    return may_follow(person, sitting) and person.id not in sitting.focus.recused


def may_vote(person: Any, sitting: Any) -> bool:
    """The members without a conflict who still hold their role; the verb looks at the list of voters."""
    return sitting.member(person) is not None and may_see_item(person, sitting)
