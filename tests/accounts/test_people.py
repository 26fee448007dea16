"""People and roles in the office."""

import pytest

from award.accounts import queries, service
from award.accounts.rules import why_not_enter
from award.accounts.states import Role
from award.audit.queries import history, last_event
from award.db import db
from award.kit.refusals import Refusal
from tests.accounts.letters import link_in_letter, newest_letter
from tests.support.cast import PASSWORD, grant, person
from tests.support.counting import statements_of
from tests.support.editions import make_edition


@pytest.fixture
def edition(world, cast):
    made = make_edition()
    cast.appoint(made)
    return made


def roles_of(someone) -> set:
    db.session.expire_all()
    return {(one.role, one.edition_id) for one in queries.person(someone.id).grants}


def listed(client, query: str = "") -> str:
    page = client.get(f"/people{query}").text
    return page[page.index("<tbody>") :] if "<tbody>" in page else ""


def test_people_are_listed_by_given_name(client, cast, edition):
    client.enter_as(cast.lan)
    assert cast.an
    assert cast.binh
    assert cast.cuong
    rows = listed(client)
    order = [rows.index(name) for name in ("Lê Thị An", "Trần Bình", "Nguyễn Văn Cường", "Phạm Thùy Dung", "Võ Giang")]
    assert order == sorted(order)


def test_search_finds_names_pen_names_and_addresses_without_diacritics(client, cast, edition):
    assert cast.an
    assert cast.cuong
    client.enter_as(cast.dung)
    for words in ("nguyen cuong", "cường", "CUONG@example"):
        assert "Nguyễn Văn Cường" in listed(client, f"?q={words}")
        assert "Lê Thị An" not in listed(client, f"?q={words}")
    cast.an.pen_names = ["Đặng Hoài Sơn"]
    assert "Lê Thị An" in listed(client, "?q=dang+hoai")
    assert listed(client, "?q=100%25") == ""


def test_the_list_is_filtered_by_role_and_edition(client, cast, edition):
    other = make_edition("nam-2024")
    client.enter_as(cast.lan)
    assert "Võ Giang" in listed(client, f"?role=judge&edition={edition.id}")
    assert "Phạm Thùy Dung" not in listed(client, f"?role=judge&edition={edition.id}")
    assert "Võ Giang" not in listed(client, f"?role=judge&edition={other.id}")


@pytest.mark.parametrize("who", ["an", "giang", "hung", "khanh", "mai"])
def test_others_do_not_see_people_or_organisations(client, cast, edition, who):
    client.enter_as(getattr(cast, who))
    pages = ("/people", f"/people/{cast.an.id}", "/people/invite", "/organisations", f"/organisations/{cast.paper.id}")
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)


def test_the_list_asks_the_same_of_the_database_whatever_its_length(client, cast, edition):
    client.enter_as(cast.lan)
    counts = set()
    for place, more in enumerate((1, 2, 27)):
        for number in range(more):
            grant(person(f"Người {number}", f"n{place}-{number}@example.vn"), Role.OBSERVER, edition)
        counts.add(statements_of(client, "/people"))
    assert len(counts) == 1


def test_a_secretary_gives_a_role_and_a_letter_tells_of_it(world, client, cast, edition):
    client.enter_as(cast.dung)
    typed = {"role": "judge", "edition": str(edition.id)}
    assert client.post(f"/people/{cast.cuong.id}", data=typed).status_code == 303
    assert roles_of(cast.cuong) == {(Role.JUDGE, edition.id)}
    assert "Giám khảo" in newest_letter(world, cast.cuong.email)[0]
    assert last_event().actor_id == cast.dung.id
    twice = client.post(f"/people/{cast.cuong.id}", data=typed)
    assert twice.status_code == 422
    assert 'id="role-error"' in twice.text


def test_a_secretary_gives_only_some_roles_and_only_in_the_own_edition(client, cast, edition):
    other = make_edition("nam-2024")
    client.enter_as(cast.dung)
    for typed in (
        {"role": "administrator", "edition": str(edition.id)},
        {"role": "chair", "edition": str(edition.id)},
        {"role": "judge", "edition": str(other.id)},
        {"role": "judge", "edition": ""},
    ):
        assert client.post(f"/people/{cast.cuong.id}", data=typed).status_code == 422
    assert roles_of(cast.cuong) == set()


def test_a_contact_needs_an_outlet(client, cast, edition):
    client.enter_as(cast.dung)
    typed = {"role": "contact", "edition": str(edition.id)}
    refused = client.post(f"/people/{cast.cuong.id}", data=typed)
    assert 'id="outlet-error"' in refused.text
    assert client.post(f"/people/{cast.cuong.id}", data={**typed, "outlet": str(cast.station.id)}).status_code == 303
    (given,) = queries.person(cast.cuong.id).grants
    assert given.outlet_id == cast.station.id


def test_a_role_is_taken_back_and_stays_in_the_history(client, cast, edition):
    (given,) = cast.giang.grants
    client.enter_as(cast.dung)
    assert client.post(f"/roles/{given.id}/revoke").status_code == 303
    assert roles_of(cast.giang) == set()
    assert "Giám khảo" in client.get(f"/people/{cast.giang.id}").text
    assert [event.verb for event in history(given)] == ["role.revoked"]
    assert client.post(f"/roles/{given.id}/revoke").status_code == 404


def test_a_secretary_takes_back_neither_the_chairs_role_nor_one_of_another_edition(client, cast, edition):
    grant(cast.cuong, Role.JUDGE, make_edition("nam-2024"))
    client.enter_as(cast.dung)
    for someone in (cast.hung, cast.cuong):
        (given,) = someone.grants
        assert client.post(f"/roles/{given.id}/revoke").status_code == 404


def test_the_last_administrator_stays(cast):
    (given,) = cast.lan.grants
    with pytest.raises(Refusal):
        service.revoke_role(given, actor=cast.lan)
    service.grant_role(cast.an, Role.ADMINISTRATOR, actor=cast.lan)
    service.revoke_role(given, actor=cast.an)
    assert not cast.lan.is_administrator


def test_whoever_may_not_enter_is_told_why(cast, edition):
    assert why_not_enter(cast.an, edition) is None
    assert why_not_enter(cast.mai, edition) is None
    assert "Judge" in str(why_not_enter(cast.giang, edition))
    assert why_not_enter(cast.giang, make_edition("nam-2024")) is None


def test_an_invited_person_sets_a_password_by_the_letters_link(world, client, cast, edition):
    client.enter_as(cast.dung)
    answer = client.post("/people/invite", data={"full_name": "Mai Xuân Thưởng", "email": "Thuong@example.vn"})
    assert answer.status_code == 303
    assert client.leave().post("/sign-in", data={"email": "thuong@example.vn", "password": "!"}).status_code == 422
    link = link_in_letter(world, "thuong@example.vn")
    assert client.post(link, data={"password": PASSWORD}).status_code == 303
    assert client.get("/profile").status_code == 200
    assert client.get(link).status_code == 410


def test_an_address_that_is_known_is_not_invited_again(client, cast, edition):
    client.enter_as(cast.dung)
    refused = client.post("/people/invite", data={"full_name": "Lê An", "email": cast.an.email})
    assert refused.status_code == 422
    assert 'id="email-error"' in refused.text
