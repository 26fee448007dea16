"""Whatever is changed in the record afterwards is found."""

import copy
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from award.audit import queries
from award.audit.chain import GENESIS, digest, first_break
from award.audit.models import AuditEvent
from award.audit.service import record
from award.db import db
from award.kit import clock
from award.kit.codes import new_id

texts = st.text(max_size=8)
contents = st.fixed_dictionaries(
    {
        "verb": texts,
        "actor_id": st.none() | st.uuids(),
        "before": st.dictionaries(texts, st.integers() | texts | st.none(), max_size=3),
        "after": st.dictionaries(texts, st.decimals(allow_nan=False) | st.booleans(), max_size=3),
    }
)


def chained(all_contents) -> list:
    links, previous = [], GENESIS
    for number, content in enumerate(all_contents, 1):
        own = digest(previous, content)
        links.append((number, previous, own, content))
        previous = own
    return links


@given(st.lists(contents, max_size=6))
def test_an_untouched_chain_holds(all_contents):
    assert first_break(chained(all_contents)) is None


@given(st.lists(contents, min_size=1, max_size=6), st.data())
def test_any_changed_field_of_any_event_is_found(all_contents, data):
    links = chained(all_contents)
    place = data.draw(st.integers(0, len(links) - 1))
    field = data.draw(st.sampled_from(["number", "previous", "own", "verb", "actor_id", "before", "after"]))
    number, previous, own, content = links[place]
    content = copy.deepcopy(content)
    if field == "number":
        number += data.draw(st.integers(1, 5))
    elif field in ("previous", "own"):
        previous, own = ("f" * 64, own) if field == "previous" else (previous, "f" * 64)
    elif field == "verb":
        content["verb"] += "x"
    elif field == "actor_id":
        content["actor_id"] = UUID(int=0) if content["actor_id"] is None else None
    else:
        content[field]["planted"] = "x"
    links[place] = (number, previous, own, content)
    assert first_break(links) is not None


@given(st.lists(contents, min_size=2, max_size=6, unique_by=repr), st.data())
def test_a_removed_or_moved_event_is_found(all_contents, data):
    links = chained(all_contents)
    place = data.draw(st.integers(0, len(links) - 2))
    assert first_break(links[:place] + links[place + 1 :]) is not None
    links[place], links[place + 1] = links[place + 1], links[place]
    assert first_break(links) is not None


CHANGES = {
    "sequence": 99,
    "at": clock.now() + timedelta(seconds=1),
    "actor_id": new_id(),
    "true_actor_id": new_id(),
    "verb": "person.other",
    "thing_type": "edition",
    "thing_id": "other",
    "edition_id": new_id(),
    "before": {"state": "other"},
    "after": {"state": "other"},
    "previous_hash": "0" * 63 + "1",
    "hash": "1" * 64,
}


def three_events(cast) -> None:
    for number in range(3):
        record("person.tested", cast.an, actor=cast.lan, before={"n": number}, after={"name": "Lê Thị An"})
    db.session.commit()


@pytest.mark.parametrize("column", [column.key for column in sa.inspect(AuditEvent).columns])
def test_a_change_planted_in_any_column_is_found(world, cast, column):
    three_events(cast)
    assert queries.broken_at() is None
    db.session.execute(sa.update(AuditEvent).where(AuditEvent.sequence == 2).values({column: CHANGES[column]}))
    db.session.commit()
    outcome = world.test_cli_runner().invoke(args=["audit", "verify"])
    assert outcome.exit_code == 1
    assert "does not hold" in outcome.stderr


def test_an_unbroken_record_says_its_head(world, cast):
    three_events(cast)
    head = queries.last_event().hash
    db.session.rollback()
    outcome = world.test_cli_runner().invoke(args=["audit", "verify"])
    assert outcome.exit_code == 0
    assert outcome.output.startswith("3 events, unbroken.")
    assert head in outcome.output


def test_an_event_of_an_act_that_was_not_kept_leaves_no_gap(world, cast):
    three_events(cast)
    record("person.tested", cast.an, actor=None)
    db.session.rollback()
    three_events(cast)
    assert queries.broken_at() is None
    assert queries.last_event().sequence == 6
