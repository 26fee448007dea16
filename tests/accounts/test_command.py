"""`flask user add`, and the accounts that must not serve beyond this machine."""

import re

from award.accounts import passwords, queries
from award.accounts.states import Role
from award.db import db
from tests.support.cast import person
from tests.support.editions import make_edition


def run(world, *arguments: str):
    db.session.commit()
    return world.test_cli_runner().invoke(args=["user", "add", *arguments])


def test_an_administrator_is_made_with_a_password_that_is_printed(world):
    done = run(world, "Admin@Example.vn", "--name", "Đỗ Mai Lan", "--admin")
    assert done.exit_code == 0, done.output
    printed = re.search(r"Password: (\S+)", done.output)[1]
    made = queries.person_by_email("admin@example.vn")
    assert made.is_administrator
    assert passwords.matches(made.password_hash, printed)


def test_a_role_in_an_edition_is_given_at_once(world):
    edition = make_edition()
    done = run(
        world,
        "d@example.vn",
        "--name",
        "Dung",
        "--role",
        "secretary",
        "--edition",
        edition.code,
        "--password",
        "một hai ba bốn",
    )
    assert done.exit_code == 0, done.output
    assert "Password" not in done.output
    assert queries.person_by_email("d@example.vn").has_role(Role.SECRETARY, edition_id=edition.id)


def test_what_is_wrong_is_said_and_nothing_is_kept(world, cast):
    assert cast.an
    for arguments, word in (
        (["an@example.vn", "--name", "An"], "already"),
        (["x@example.vn", "--name", "X", "--password", "short"], "10"),
        (["x@example.vn", "--name", "X", "--role", "judge", "--edition", "nowhere"], "nowhere"),
        (["x@example.vn", "--name", "X", "--role", "judge"], "edition"),
        (["x@example.vn", "--name", "X", "--role", "contact"], "contact"),
    ):
        done = run(world, *arguments)
        assert done.exit_code != 0
        assert word in done.stderr
    assert queries.person_by_email("x@example.vn") is None


def test_accounts_of_the_demo_are_found(world):
    assert not queries.demo_people_exist()
    person("Tài khoản mẫu", "demo@example.vn", demo=True)
    assert queries.demo_people_exist()
