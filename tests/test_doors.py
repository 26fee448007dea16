"""Every route has a door; a door loads once, asks once, and ends the transaction once."""

import pytest
from flask import Flask

from award.web.doors import UNGUARDED, anyone, check_doors, reads


def bare() -> Flask:
    return Flask("bare", static_folder=None)


def test_a_route_without_a_door_stops_the_start():
    app = bare()
    app.add_url_rule("/open", "open", lambda: "in")
    with pytest.raises(RuntimeError, match=r"open .* has no door"):
        check_doors(app)


def test_a_reading_door_may_not_be_posted_to():
    app = bare()
    app.add_url_rule("/look", "look", reads(anyone)(lambda: "in"), methods=["GET", "POST"])
    with pytest.raises(RuntimeError, match="may be posted to but only reads"):
        check_doors(app)


def test_every_route_of_the_product_has_a_door(app):
    check_doors(app)


def test_addresses_are_kebab_case_and_identities_are_typed(app):
    for route in app.url_map.iter_rules():
        if route.endpoint in UNGUARDED:
            continue
        assert route.rule == route.rule.lower().replace("_", "-") or "<" in route.rule, route.rule
        for name in route.arguments:
            assert not name.endswith("_id") or f"<uuid:{name}>" in route.rule, route.rule
