"""A test client that looks at every page it fetches, and shares no session with the test."""

import contextvars
import re
from html.parser import HTMLParser

from flask.testing import FlaskClient

from award.db import db
from award.kit import clock


class Client(FlaskClient):
    """Each request runs in a context of its own, as on a server; what the test had pending is stored before, which
    makes it forget what it had loaded."""

    def open(self, *arguments, **options):
        db.session.commit()
        context = contextvars.Context()
        context.run(clock._stopped_at.set, clock._stopped_at.get())
        response = context.run(super().open, *arguments, **options)
        if response.mimetype == "text/html" and response.status_code < 500 and not options.get("buffered"):
            check_page(response.get_data(as_text=True))
        return response

    def enter_as(self, person) -> "Client":
        """Signs in without the form."""
        if person.id is None:
            db.session.flush()
        with self.session_transaction() as session:
            session["_user_id"] = person.get_id()
            session["_fresh"] = True
        return self

    def leave(self) -> "Client":
        """Signs out."""
        with self.session_transaction() as session:
            session.clear()
        return self


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.headings, self.faults, self._open = 0, [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "h1":
            self.headings += 1
        if tag == "script" and "src" not in given:
            self.faults.append("an inline script")
        if tag == "style" or "style" in given:
            self.faults.append(f"an inline style on <{tag}>")
        self.faults += [f"inline {name}" for name in given if name.startswith("on")]
        if tag == "form" and "action" not in given:
            self.faults.append("a form without an action")
        if tag == "img" and "alt" not in given:
            self.faults.append("a picture without a text")


def check_page(html: str) -> None:
    """Fails for what no page of ours may have: inline script or style, no or two h1, an untranslated place."""
    page = _Page()
    page.feed(html)
    if page.headings != 1:
        page.faults.append(f"{page.headings} h1")
    if re.search(r"%\(\w+\)s", html):
        page.faults.append("an unfilled place in a sentence")
    assert not page.faults, page.faults
