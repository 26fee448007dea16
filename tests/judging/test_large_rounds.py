"""A page of judging asks the database as often with 2,500 works as with 10, whoever looks."""

import pytest

from award.db import db
from award.judging import agreement, firmness
from award.judging.models import Seat
from award.judging.service import store_report
from tests.bench.jury import PANEL, Jury
from tests.support.counting import counted_statements

pytestmark = pytest.mark.long

SIZES = (10, 2_500)
# What a list is asked for besides its first page.
LISTS = {
    "judging.queue": ("", "?show=left", "?show=later", "?page=2"),
    "judging.round": ("", "?show=left", "?show=short", "?page=2"),
    "judging.ranking": ("", "?page=2", "?subcommittee=bao-in"),
    "judging.firmness": ("", "?page=2"),
}
KNOWN = {"code", "round_id", "task_id", "entry_id", "seat_id"}
# Workbooks, minutes and papers of a whole round are no pages, but they are counted too.
SEEN_AT_LEAST = {
    *("judging.my_queues", "judging.queue", "judging.sheet", "judging.confirm_all", "judging.own"),
    *("judging.rounds", "judging.round", "judging.assignment", "judging.ranking", "judging.firmness"),
    *("judging.work", "judging.minutes", "judging.paper", "judging.export"),
}


@pytest.fixture(autouse=True)
def few_samples(monkeypatch):
    """The report's intervals are not looked at here."""
    for module in (agreement, firmness):
        monkeypatch.setattr(module, "FEWEST_SAMPLES", 2)
        monkeypatch.setattr(module, "MOST_LOOKED_AT", 0)


def test_statements_of_every_page_are_the_same_with_10_and_2500_works(world):
    counted = [_counted(world, size) for size in SIZES]
    differing = {
        page: [one.get(page) for one in counted]
        for page in sorted(set().union(*counted))
        if len({one.get(page) for one in counted}) > 1
    }
    assert not differing
    assert {endpoint for (_, endpoint, _, _), (status, _) in counted[0].items() if status == 200} >= SEEN_AT_LEAST


def _counted(world, size: int) -> dict[tuple, tuple[int, int]]:
    """(status, statements) of every page by (who, endpoint, round, query)."""
    year = Jury(size, jury=PANEL, code=f"bench-{size}")
    known = year.judged()
    store_report(year.edition.rounds[0])
    db.session.commit()
    people = {"judge": year.judges[0], "drafter": year.judges[1], "secretary": year.secretary, "chair": year.chair}
    rounds = {"closed": known["closed_round"], "open": known["open_round"], "new": known["new_round"]}
    clients = {who: world.test_client().enter_as(person) for who, person in people.items()}
    pages = list(_pages(world, rounds, known | _more(year)))
    # Or each request would begin by forgetting thousands of things once more.
    db.session.expunge_all()
    return {(who, *page): _asked(client, address) for who, client in clients.items() for page, address in pages}


def _more(year: Jury) -> dict[str, str]:
    seat = db.session.scalar(db.select(Seat.id).where(Seat.person_id == year.judges[0].id))
    return {"entry_id": str(year.entries[0]["id"]), "seat_id": str(seat)}


def _pages(world, rounds: dict[str, str], known: dict[str, str]):
    """((endpoint, round, query), address) of everything in judging that is asked for by what is known."""
    adapter = world.url_map.bind("localhost")
    for rule in world.url_map.iter_rules():
        # Whether there is a tie to be decided is a matter of the marks, not of how many works there are.
        if rule.endpoint == "judging.tie" or not (
            rule.endpoint.startswith("judging.") and "GET" in rule.methods and rule.arguments <= KNOWN
        ):
            continue
        for name, round_id in rounds.items() if "round_id" in rule.arguments else [("", "")]:
            values = known | {"code": known["edition"], "round_id": round_id, "task_id": known["task"]}
            address = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
            for query in LISTS.get(rule.endpoint, ("",)):
                yield (rule.endpoint, name, query), address + query


def _asked(client, address: str) -> tuple[int, int]:
    client.get(address).close()
    with counted_statements() as seen:
        answer = client.get(address)
    answer.close()
    return answer.status_code, len(seen)
