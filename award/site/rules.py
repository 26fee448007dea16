"""Who may see the public pages of an edition."""

from typing import Any

from award.accounts.rules import is_administrator, is_onlooker
from award.editions.states import EditionState
from award.web.doors import public


@public
def may_see_edition(person: Any, edition: Any) -> bool:
    """Everybody, once the edition has left preparation; before that its office."""
    if edition.state is not EditionState.PREPARING:
        return True
    return is_administrator(person, edition) or is_onlooker(person, edition)
