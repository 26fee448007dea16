"""What a page about a closed round leaves out for somebody of the office with a conflict, and how it says so."""

from flask import g

from award.judging import queries
from award.kit.messages import say
from award.web.pages import notify


def seen_without(round_, *, say_so=True):
    """The sub-committees of a closed round whose result is withheld from the person, who is told so on the page."""
    without = queries.withheld(g.person, queries.frozen(round_))
    if say_so:
        say_withheld(round_, without)
    return without


def say_withheld(round_, without):
    """Tells the person on the page which sub-committees are left out, if any."""
    if without:
        names = [one.name for one in round_.edition.subcommittees if one.id in without]
        notify(withheld_from(names), "info")


def works_seen_without(round_):
    """The works of those sub-committees."""
    return queries.withheld_works(g.person, round_) if seen_without(round_) else frozenset()


def withheld_from(names):
    """Why the result of sub-committees is not shown."""
    return say(
        "There is a conflict of interest with a work of %(names)s, so its marks and ranking are not shown here; others "
        "of the office see them.",
        names=names,
    )
