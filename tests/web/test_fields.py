"""What a field makes of what people write, and of what only programs send."""

from datetime import date
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from award.editions.forms import LocalTimeField
from award.web.forms import DayField, ExactField, Form, WholeNumberField


class Fields(Form):
    whole, exact, day, moment = WholeNumberField(), ExactField(), DayField(), LocalTimeField()


def read(app, name: str, typed: str):
    """The value of the field, or the word `refused`."""
    with app.test_request_context(method="POST"):
        form = Fields(MultiDict({name: typed}))
        return form[name].data if form.validate() else "refused"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("whole", "1.250", 1250),
        ("whole", "2147483648", "refused"),
        ("whole", "9" * 5000, "refused"),
        ("exact", "7,5", Decimal("7.5")),
        ("exact", "7,255", "refused"),
        ("exact", "1e100", "refused"),
        ("exact", "Infinity", "refused"),
        ("day", "19/05/2023", date(2023, 5, 19)),
        ("day", "01/01/0001", "refused"),
        ("day", "9999-12-31", "refused"),
        ("moment", "0001-01-01T00:00", "refused"),
        ("moment", "9999-12-31T23:59", "refused"),
    ],
)
def test_a_field_reads_or_refuses(world, name, typed, value):
    assert read(world, name, typed) == value


def test_no_address_stumbles_over_nul(app, client, cast, things):
    """PostgreSQL cannot be asked for a text with it: no such page, as for any address that does not exist."""
    client.enter_as(cast.dung)
    adapter, wrong = app.url_map.bind("localhost"), []
    for route in app.url_map.iter_rules():
        texts = {name for name in route.arguments if type(route._converters[name]).__name__ == "UnicodeConverter"}
        if texts and "GET" in route.methods:
            values = {name: "\0" if name in texts else things[name] for name in route.arguments}
            wrong += [
                address for address in [adapter.build(route.endpoint, values)] if client.get(address).status_code != 404
            ]
    assert not wrong
    assert client.get("/people?q=%00").status_code == 404
