"""Who issues papers and who looks them up."""

from typing import Any

from award.accounts.rules import is_office, is_secretary, works_in_office

may_see = is_office
may_issue = is_secretary
may_reword = works_in_office


def may_scan(person: Any, scan: Any) -> bool:
    """Who issues the paper sends in what was signed."""
    return is_secretary(person, scan.paper)


def may_see_scan(person: Any, scan: Any) -> bool:
    """Who sees the paper sees its scan."""
    return is_office(person, scan.paper)
