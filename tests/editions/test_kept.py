"""What a process keeps of the configuration: read once, and never older than the database."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import orm

from award.db import db
from award.editions import models, service
from award.editions.queries import kept, kept_at, kept_by_code
from tests.support.counting import counted_statements
from tests.support.editions import make_edition

CHANGED = {
    models.Edition: "year",
    models.PrizePlaces: "places",
    models.SubcommitteeScope: "genre_id",
    models.DeadlineExtension: "reason",
}


@pytest.fixture
def edition(cast):
    edition = make_edition()
    edition.reasons = [models.Reason(code="late", position=1, name="Muộn", text="Quá hạn")]
    edition.barred_awards = [models.BarredAward(code="quoc-gia", position=1, name="Giải Báo chí quốc gia", levels=[])]
    edition.rounds[0].panels = [models.Panel(code=edition.subcommittees[0].code, position=1, pass_count=3)]
    edition.subcommittees[0].scopes = [models.SubcommitteeScope(category_id=edition.categories[0].id)]
    db.session.flush()
    end = edition.deadline("entries").hard_at + timedelta(days=1)
    service.extend_deadline(edition.deadline("entries"), shown_at=end, hard_at=end, reason="Bão", actor=cast.dung)
    db.session.commit()
    return edition


def test_what_did_not_change_is_not_read_again(edition):
    first = kept_by_code(edition.code)
    with counted_statements() as seen:
        assert kept([edition.id])[edition.id] is first
        assert [genre.code for category in first.categories for genre in category.genres]
    assert len(seen) == 1


@pytest.mark.parametrize(
    "model", sorted(models.OWN, key=lambda model: model.__name__), ids=lambda model: model.__name__
)
def test_a_change_of_anything_is_seen_at_once_and_undone_with_it(edition, model):
    before = kept([edition.id])[edition.id]
    thing, name = db.session.scalars(sa.select(model)).first(), CHANGED.get(model, "position")
    new = {"genre_id": edition.categories[0].genres[0].id, "reason": "Lũ"}.get(name, 77)
    setattr(thing, name, new)
    assert new in values_of(kept([edition.id])[edition.id], model, name)
    db.session.rollback()
    assert kept([edition.id])[edition.id] is before
    assert new not in values_of(before, model, name)


def values_of(edition, model, name):
    """All values of a column among what is kept of a model."""
    found, seen = [edition], {}
    while found:
        thing = found.pop()
        if id(thing) not in seen:
            seen[id(thing)] = thing
            found += [
                child
                for relation in sa.inspect(type(thing)).relationships
                if relation.uselist
                for child in getattr(thing, relation.key)
            ]
    return [getattr(thing, name) for thing in seen.values() if isinstance(thing, model)]


def test_what_another_process_changed_is_seen(edition):
    kept([edition.id])
    db.session.rollback()
    with orm.Session(db.engine) as elsewhere, elsewhere.begin():
        elsewhere.scalar(sa.select(models.Theme).where(models.Theme.position == 1)).name = "Đổi tên"
    assert kept([edition.id])[edition.id].themes[0].name == "Đổi tên"


def test_reading_it_neither_ends_nor_spoils_the_transaction_around_it(edition):
    edition.year = 1999
    assert kept([edition.id])[edition.id].year == 1999
    db.session.rollback()
    assert edition.year == 2023 == kept([edition.id])[edition.id].year


def test_a_row_read_before_a_change_knows_the_new_stamp(edition):
    before = edition.stamp
    edition.themes[0].name = "Đổi tên"
    db.session.flush()
    assert before != edition.stamp == db.session.scalar(sa.select(models.Edition.stamp))
    assert kept_at(edition.id, edition.stamp).themes[0].name == "Đổi tên"
