"""Who may see and do what in judging. A conflict bites here, whatever was assigned."""

from typing import Any

from award.accounts.rules import holds, is_chair, is_judge, is_office
from award.accounts.states import Role
from award.entries.states import EntryState
from award.judging.states import WITH_JUDGE
from award.judging.visibility import Matter, roles_that_see

may_see_rounds = holds(*roles_that_see(Matter.PROGRESS))
may_see_ranking = holds(*roles_that_see(Matter.STANDING))
may_assign = is_office
may_open_and_close = is_chair
may_see_queue = is_judge


def may_compare(person: Any, round_: Any) -> bool:
    """Whoever watches the judging, and every judge of the edition."""
    return may_see_rounds(person, round_) or is_judge(person, round_)


def may_type(person: Any, task: Any) -> bool:
    """The office types sheets on paper of others; never the judge."""
    return is_office(person, task.round) and person.id != task.assignment.judge_id


def judges_anywhere(person: Any, thing: Any) -> bool:
    """Whoever judges or chairs in any edition."""
    return person is not None and any(grant.role in (Role.JUDGE, Role.CHAIR) for grant in person.grants)


def may_judge(person: Any, task: Any) -> bool:
    """The judge of a published task on a work that is still in the award, who still holds the role and has no
    conflict with it; the conflict is derived from the facts as they are now."""
    return (
        person is not None
        and task.assignment.judge_id == person.id
        and task.assignment.state in WITH_JUDGE
        and task.entry.state is EntryState.ELIGIBLE
        and person.has_role(Role.JUDGE, Role.CHAIR, edition_id=task.round.edition_id)
        and task.shows(Matter.WORK)
    )
