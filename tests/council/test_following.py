"""What follows where a prize beside the main ones falls: the table proposes the next one, or says why nobody."""

from datetime import date

import pytest

from award.accounts.models import Organisation, OrganisationName
from award.accounts.states import OrganisationKind
from award.council import queries, service
from award.council.models import Prize
from award.council.states import PrizeState, Rule
from award.db import db
from award.editions.models import PrizeLevel, PrizePlaces
from award.editions.states import Counted, PersonalNumber, PrizeKind
from award.entries import service as entries
from award.kit.refusals import WrongMoment
from award.outbox.models import Letter
from tests.council.support import marked_works

PAGE = "/editions/thu-2023/prizes/following"


def add_level(edition, kind, **more):
    level = PrizeLevel(code="them", position=9, name="Giải thêm", kind=kind, places=[PrizePlaces(places=1)], **more)
    edition.prize_levels.append(level)
    db.session.flush()
    return level


def fall(edition, level, cast):
    """Everything is released, then the prize of this level is revoked by two persons."""
    service.release(edition, actor=cast.hung)
    prize = db.session.query(Prize).filter_by(level_id=level.id).one()
    row = service.ask_revocation(prize, reason="Sai", actor=cast.dung)
    service.agree_to_revocation(row, edition, actor=cast.hung)
    db.session.commit()
    return service.following(queries.edition_with_table(edition.code))


def take(client, step, cast):
    typed = {"taken": "y", "reason": "Hội đồng thống nhất", "level": str(step.to), "recipient": step.recipient}
    return client.enter_as(cast.hung).post(f"{PAGE}/{step.work}", data=typed)


def now(edition, level):
    return [(one.code, one.recipient, one.rule, one.state) for one in queries.prizes_of_edition(edition.id) if one.level_id == level.id]  # fmt: skip


def test_the_next_work_of_the_theme_follows_and_never_the_one_that_lost_it(client, cast, edition):
    level = add_level(edition, PrizeKind.THEMATIC, themes=[edition.themes[0].code])
    works = marked_works(edition, cast.an, "9", "8")
    service.propose(edition, actor=cast.dung)
    assert now(edition, level)[0][0] == works[0].code
    (step,) = fall(edition, level, cast).steps
    assert (step.work, step.before, step.to) == (works[1].id, None, level.id)
    assert take(client, step, cast).status_code == 303
    assert now(edition, level) == [(works[1].code, "", Rule.THEME, PrizeState.RELEASED)]
    after = service.following(queries.edition_with_table(edition.code))
    assert (after.steps, after.told) == ([], [])
    with pytest.raises(WrongMoment, match="not proposed any more"):
        service.follow(edition, step.work, level_id=level.id, taken=True, reason="Lại", actor=cast.hung)


def test_works_that_tie_for_a_theme_are_chosen_among(client, cast, edition):
    level = add_level(edition, PrizeKind.THEMATIC, themes=[edition.themes[0].code])
    marked_works(edition, cast.an, "9", "8", "8")
    service.prepare(edition, queries.work_by_code(edition.id, "BI-001"), level, actor=cast.dung)
    found = fall(edition, level, cast)
    assert len(found.steps) == 2
    assert len(found.ties) == 1
    assert take(client, found.steps[1], cast).status_code == 303
    assert service.following(queries.edition_with_table(edition.code)).steps == []


def test_a_tie_for_a_main_prize_is_chosen_too(client, cast, edition):
    marked_works(edition, cast.an, "9", "8", "7", "7")
    top, below = edition.prize_levels[0], edition.prize_levels[1]
    service.propose(edition, actor=cast.dung)
    found = fall(edition, top, cast)
    assert [(step.before, step.to, step.free) for step in found.steps] == [
        (below.id, top.id, True),
        (None, below.id, False),
        (None, below.id, False),
    ]
    for step in (found.steps[0], found.steps[2]):
        assert take(client, step, cast).status_code == 303
    assert {one.level_id: one.entry_id for one in queries.prizes_of_edition(edition.id)} == {
        top.id: found.steps[0].work,
        below.id: found.steps[2].work,
    }


def test_the_next_oldest_author_follows_by_name(client, cast, edition):
    level = add_level(edition, PrizeKind.OLDEST)
    works = [*marked_works(edition, cast.an, "9"), *marked_works(edition, cast.binh, "8", category=1)]
    for work, day in zip(works, ("19/05/1950", "01/10/1955"), strict=True):
        given = {"number": day, "agreed": True, "actor": None}
        entries.give_number(edition, work.authors[0].email, PersonalNumber.BIRTH_DATE, **given)
    service.propose(edition, actor=cast.dung)
    (step,) = fall(edition, level, cast).steps
    page = client.enter_as(cast.hung).get(PAGE).get_data(as_text=True)
    assert works[1].authors[0].full_name in page
    assert take(client, step, cast).status_code == 303
    assert now(edition, level) == [(works[1].code, step.recipient, Rule.AGE, PrizeState.RELEASED)]
    assert db.session.query(Letter).filter_by(template="council/moved").count()
    assert step.recipient in client.get(PAGE).get_data(as_text=True)


def make_outlet(name):
    outlet = Organisation(
        kind=OrganisationKind.OUTLET, names=[OrganisationName(name=name, valid_from=date(2000, 1, 1))]
    )
    db.session.add(outlet)
    db.session.flush()
    return outlet


@pytest.fixture
def outlets(cast, edition):
    """A collective prize for the outlet with most main prizes: the first has one, so has the second, the third none."""
    level = add_level(edition, PrizeKind.COLLECTIVE, recipients=OrganisationKind.OUTLET, counted=Counted.PRIZES)
    found = [make_outlet(name) for name in ("Báo Một", "Báo Hai")]
    for work, outlet in zip(marked_works(edition, cast.an, "9", "8"), found, strict=True):
        work.parts[0].outlet_id = outlet.id
    service.propose(edition, actor=cast.dung)
    return level, found


def test_outlets_that_stand_level_are_chosen_among(client, cast, edition, outlets):
    level, (first, second) = outlets
    service.prepare_collective(edition, first, level, actor=cast.dung)
    (step,) = fall(edition, level, cast).steps
    assert (step.work, step.of_organisation) == (second.id, True)
    assert take(client, step, cast).status_code == 303
    assert [row[1:3] for row in now(edition, level)] == [("Báo Hai", Rule.COUNTED)]
    assert service.following(queries.edition_with_table(edition.code)).steps == []


def test_whoever_stands_first_now_is_told_and_nothing_is_taken_away(cast, edition, outlets):
    level, (first, _second) = outlets
    service.prepare_collective(edition, first, level, actor=cast.dung)
    found = fall(edition, edition.prize_levels[0], cast)
    assert ["Báo Hai" in str(one) for one in found.told] == [True]
    assert [row[1] for row in now(edition, level)] == ["Báo Một"]


@pytest.mark.parametrize("kind", [PrizeKind.SPECIAL, PrizeKind.HONOUR])
def test_what_the_council_names_has_nobody_that_follows_and_a_sentence_says_so(client, cast, edition, kind):
    level = add_level(edition, kind)
    (work,) = marked_works(edition, cast.an, "9")
    name = "Đinh Văn Núi" if kind is PrizeKind.HONOUR else ""
    service.prepare(edition, work, level, recipient=name, actor=cast.dung)
    assert fall(edition, level, cast).steps == []
    page = client.enter_as(cast.khanh).get(PAGE).get_data(as_text=True)
    assert "suất này để trống" in page
    assert "Không còn bước nào" not in page


def test_a_special_prize_goes_beside_a_main_one_and_the_standings_propose_none(client, cast, edition):
    level = add_level(edition, PrizeKind.SPECIAL, money=3_000_000)
    (work,) = marked_works(edition, cast.an, "9")
    service.propose(edition, actor=cast.dung)
    assert now(edition, level) == []
    typed = {"work": work.code, "level": "them"}
    client.enter_as(cast.dung)
    named = client.post("/editions/thu-2023/prizes/give", data={**typed, "recipient": "Ai đó"})
    assert named.status_code == 422
    assert client.post("/editions/thu-2023/prizes/give", data=typed).status_code == 303
    assert client.post("/editions/thu-2023/prizes/give", data=typed).status_code == 422
    assert now(edition, level) == [(work.code, "", Rule.NAMED, PrizeState.PREPARED)]
    assert service.unready(queries.situation(queries.edition_with_table(edition.code))) == []
    service.release(queries.edition_with_table(edition.code), actor=cast.hung)
    levels = [one.level for one in queries.released_results(edition.id)]
    assert levels == ["Giải A", "Giải thêm"]
    letters = db.session.query(Letter).filter_by(template="council/prize").all()
    assert {letter.values["prize"] for letter in letters} == {"Giải A, Giải thêm"}
