"""Demo accounts never serve beyond this machine."""

from dataclasses import replace

import pytest

from award.db import db
from award.demo import guard
from tests.support.cast import person


def demo_person() -> None:
    person("Khách", "khach@demo.vn", demo=True)
    db.session.commit()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machine_may_serve_them(app, world, host):
    demo_person()
    assert guard.fault(app, host) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "giai.example.vn", "::", ""])
def test_any_other_address_is_refused_while_they_exist(app, world, host):
    assert guard.fault(app, host) is None
    demo_person()
    assert "password is public" in guard.fault(app, host)


def test_a_server_with_a_public_address_does_not_start_on_them(app, world, monkeypatch):
    demo_person()
    monkeypatch.setitem(app.config, "AWARD", replace(app.config["AWARD"], public_url="https://giai.example.vn"))
    with pytest.raises(SystemExit, match="password is public"):
        guard.refuse_beyond_loopback(app)
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    guard.refuse_beyond_loopback(app)
