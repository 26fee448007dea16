"""Who has no business with a thing learns nothing of it, at any address; and no address stumbles over what is sent."""

import pytest

from award.db import db
from award.entries.models import Entry
from award.entries.rules import may_come_to_enter
from award.entries.states import EntryState
from award.intake.rules import may_claim
from award.web.doors import UNGUARDED, signed_in

# Whoever holds the code of a receipt may ask for the works; the verb says whose they are.
pytestmark = pytest.mark.long

EVERYBODY_SIGNED_IN = {signed_in, may_come_to_enter, may_claim}
NONSENSE = [None, [], {}, "x", 10**30, [None], {"name": [], "size": {}}, {"name": "a\0.pdf", "size": -1}]
NONSENSE += [{"name": "\ud800.pdf", "size": 10**30, "checksums": {"9" * 5000: "\ud800"}, "sha256": "\0\ud800"}]


def guarded(app, things) -> list[tuple[str, str, object]]:
    """(method, address, rule) of every route with a door that is not public."""
    found = []
    adapter = app.url_map.bind("localhost")
    for route in app.url_map.iter_rules():
        door = None if route.endpoint in UNGUARDED else app.view_functions[route.endpoint].door
        if door is None or getattr(door.rule, "public", False):
            continue
        values = {name: things[name] for name in route.arguments}
        methods = sorted(route.methods & {"GET", "POST"})
        found += [(method, adapter.build(route.endpoint, values, method=method), door.rule) for method in methods]
    return found


def test_nobody_comes_in_without_signing_in(app, client, things):
    wrong = []
    for method, address, _rule in guarded(app, things):
        answer = client.open(address, method=method)
        wanted = (302, f"/sign-in?next={address}") if method == "GET" else (401, None)
        if (answer.status_code, answer.headers.get("Location")) != wanted:
            wrong.append((method, address, answer.status_code))
    assert not wrong


def test_a_stranger_learns_nothing_of_what_is_there(app, client, cast, things):
    client.enter_as(cast.cuong)
    addresses = [(method, address) for method, address, rule in guarded(app, things) if rule not in EVERYBODY_SIGNED_IN]
    assert len(addresses) > 60
    found = {one: client.open(one[1], method=one[0]).status_code for one in addresses}
    assert {one: status for one, status in found.items() if status != 404} == {}


@pytest.mark.parametrize("who", ["dung", "hung", "lan", "giang", "an"])
def test_no_address_stumbles_over_nonsense(app, client, cast, things, who):
    """Lists, nulls and huge numbers instead of a form, an empty form, a form of nonsense: refused, never a fault."""
    client.enter_as(getattr(cast, who))
    if who == "an":
        entry = db.session.get(Entry, things["entry_id"])
        entry.state, entry.state_reason = EntryState.RETURNED, "Thiếu bản chụp"
    wrong = []
    sent = [{"data": {}}, *({"json": value} for value in NONSENSE), *({"data": data} for data in TYPED)]
    for method, address, _rule in guarded(app, things):
        # A door is shut before anything that was sent is read: then two kinds of it are enough.
        if method == "POST":
            answers = [client.post(address, **one).status_code for one in sent[:2]]
            if answers != [404, 404]:
                answers += [client.post(address, **one).status_code for one in sent[2:]]
            wrong += [(address, one, status) for one, status in zip(sent, answers, strict=False) if status >= 500]
    assert not wrong


FIELDS = "version act verb entry direction reasons answer_by verdict note person subcommittee most_works letter_number "
FIELDS += "letter_day role edition outlet work level category_id purpose reason parts-0-words parts-0-was lead "
FIELDS += "authors-0-email authors-0-outlet_id files-0-attachment_id files-0-part_position prizes-0-year phat-hien "
FIELDS += "body day first title code text ask_guest mark_phat-hien mark_the-hien done author shown_at hard_at sheets"
FIELDS = FIELDS.split()
TYPED = [
    dict.fromkeys(FIELDS, "\0٣"),
    dict.fromkeys(FIELDS, "9" * 5000) | {"mark_phat-hien": "nope", "shown_at": "0001-01-01T00:00", "share": "1e100"},
]
