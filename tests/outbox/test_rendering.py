"""Templates and values become text, in a sandbox, in one language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from award.accounts.states import Role
from award.kit.messages import say
from award.outbox import rendering
from award.outbox.values import MASK, holds_secret, masked, packed, unpacked
from award.web.language import force_locale, said


def test_values_keep_their_kind_while_they_wait():
    values = {
        "at": datetime(2023, 10, 20, 10, 0, tzinfo=UTC),
        "on": date(2023, 10, 20),
        "mean": Decimal("7.50"),
        "why": say("At most %(most)s works.", most=Decimal(3)),
        "list": [date(2023, 1, 1), "plain"],
    }
    assert unpacked(packed(values)) == values


def test_an_enumeration_is_said_in_the_language_of_the_letter(world):
    role = unpacked(packed(Role.JUDGE))
    with force_locale("vi"):
        vietnamese = said(role)
    with force_locale("en"):
        assert said(role) == "Judge" != vietnamese


def test_a_missing_value_is_found_when_the_letter_is_written(world):
    with pytest.raises(UndefinedError):
        rendering.subject_of("accounts/confirm", {}, tongue="vi")


def test_what_people_typed_is_never_run_nor_escaped(world):
    name = "{{ 7 * 7 }} <An & Bình>"
    values = {"name": name, "role": packed(Role.JUDGE), "title": None}
    address = rendering.addresses(world)
    assert name in rendering.render("accounts/role_given", values, tongue="vi", address=address)[1]


def test_letters_cannot_reach_into_the_program():
    assert isinstance(rendering._environment, SandboxedEnvironment)
    with pytest.raises(SecurityError):
        rendering._environment.from_string("{{ ''.__class__.__mro__[1].__subclasses__() }}").render()


def test_a_subject_is_one_line(world):
    values = {"role": "Judge\r\nBcc: everybody@example.vn", "name": "An", "title": None}
    assert "\n" not in rendering.subject_of("accounts/role_given", values, tongue="en")


def test_secrets_are_masked_by_their_name():
    values = {"secret_token": "x", "name": "An"}
    assert holds_secret(values)
    assert masked(values) == {"secret_token": MASK, "name": "An"}
    assert not holds_secret(masked(values))
