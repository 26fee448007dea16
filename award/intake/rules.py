"""Who may receive, look at and hand on what came to the office, and who may bring a list of works."""

from typing import Any

from award.accounts.rules import is_chair, is_secretary
from award.accounts.states import Role
from award.web.doors import public


def may_receive(person: Any, thing: Any) -> bool:
    """The secretary keeps the desk."""
    return is_secretary(person, thing)


def may_look(person: Any, thing: Any) -> bool:
    """Secretary and chair see what came and where it is."""
    return is_secretary(person, thing) or is_chair(person, thing)


@public
def holds_receipt(person: Any, intake: Any) -> bool:
    """Whoever holds the receipt has its code; nobody can guess one."""
    return True


def may_claim(person: Any, intake: Any) -> bool:
    """Somebody signed in who holds the receipt; whether it is theirs is the verb's question."""
    return person is not None


def outlets_of(person: Any, edition_id: Any) -> set[Any]:
    """The outlets whose contact the person is in this edition."""
    return {
        grant.outlet_id
        for grant in person.grants
        if grant.role is Role.CONTACT and grant.outlet_id and grant.edition_id in (edition_id, None)
    }


def may_bring_list(person: Any, edition: Any) -> bool:
    """The secretary, and an outlet's contact for the own outlet."""
    return person is not None and (is_secretary(person, edition) or bool(outlets_of(person, edition.id)))


def may_use_list(person: Any, work_list: Any) -> bool:
    """Who brought the list, while the role holds; a secretary every list of the edition."""
    if person is None:
        return False
    mine = work_list.owner_id == person.id and bool(outlets_of(person, work_list.edition_id))
    return is_secretary(person, work_list) or mine
