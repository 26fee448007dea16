"""The profile that is filled once."""

import pytest
import sqlalchemy as sa

from award.accounts import queries
from award.audit.queries import last_event
from award.db import db

TYPED = {
    "full_name": "Lê Thị Hoài An",
    "pen_names": " Lê An \n\nHoài An\nLê An",
    "phone": "0905 000 111",
    "position": "Phóng viên",
    "is_member": "y",
    "member_card_no": "HV-12",
    "press_card_no": "",
}


def test_what_is_typed_is_kept_and_the_record_names_only_fields(client, cast):
    client.enter_as(cast.an)
    typed = {**TYPED, "outlet_id": str(cast.station.id), "branch_id": ""}
    assert client.post("/profile", data=typed).status_code == 303
    person = queries.person_by_email(cast.an.email)
    assert (person.full_name, person.pen_names) == ("Lê Thị Hoài An", ["Lê An", "Hoài An"])
    assert (person.is_member, person.press_card_no) == (True, None)
    assert (person.outlet_id, person.branch_id) == (cast.station.id, None)
    assert "0905" not in str(last_event().after)
    assert "Hoài An" in client.get("/profile").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"pen_names": "\n".join(f"Tên {n}" for n in range(11))}, "pen_names"),
        ({"outlet_id": "0190a000-0000-7000-8000-000000000000"}, "outlet_id"),
        ({"phone": "0" * 41}, "phone"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, cast, wrong, field):
    client.enter_as(cast.an)
    refused = client.post("/profile", data={**TYPED, "outlet_id": "", "branch_id": "", **wrong})
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert "Phóng viên" in refused.text
    assert queries.person_by_email(cast.an.email).position is None


def test_a_stranger_is_asked_to_sign_in_and_led_back(client):
    answer = client.get("/profile")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/profile")


def test_card_numbers_are_sealed_in_the_database(world, cast):
    cast.an.press_card_no = "IBC-10042"
    db.session.flush()
    kept = db.session.scalar(sa.text("SELECT press_card_no FROM person WHERE press_card_no IS NOT NULL"))
    assert "10042" not in kept
    db.session.expire_all()
    assert queries.person_by_email(cast.an.email).press_card_no == "IBC-10042"
