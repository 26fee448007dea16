"""Somebody at a browser without script: opens pages, fills the forms that are on them, follows where they lead."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Form:
    """A form as it stands on a page: where it posts to, and what it would send untouched."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.orphans: dict[str, list[tuple[str, str]]] = {}
        self._form = self._select = self._area = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._form)
        elif self._form is not None and "disabled" not in given:
            self._control(tag, given)

    def _control(self, tag, given):
        name = given.get("name")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "select" and name:
            self._select = [name, None, None]
            self._form.names.add(name)
        elif tag == "option" and self._select:
            value = given.get("value", "")
            self._select[1] = self._select[1] if self._select[1] is not None else value
            if "selected" in given:
                self._select[2] = value
        elif tag == "textarea" and name:
            self._area = [name, ""]
            self._form.names.add(name)
        elif tag == "button" and name:
            self._form.buttons.append((name, given.get("value", "")))

    def _input(self, name, given):
        kind = given.get("type", "text")
        self._form.names.add(name)
        if kind == "submit":
            self._form.buttons.append((name, given.get("value", "")))
        elif kind in ("checkbox", "radio"):
            if "checked" in given:
                self._form.values.append((name, given.get("value", "on")))
        elif kind != "file":
            self._form.values.append((name, given.get("value", "")))

    def handle_data(self, data):
        if self._area:
            self._area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select:
            name, first, chosen = self._select
            value = chosen if chosen is not None else first
            if value is not None:
                self._form.values.append((name, value))
            self._select = None
        elif tag == "textarea" and self._area:
            name, text = self._area
            self._form.values.append((name, text.removeprefix("\n")))
            self._area = None


def forms_on(html: str) -> list[Form]:
    """All forms of a page."""
    page = _Forms()
    page.feed(html)
    return page.forms


class Visitor:
    """One person with a client of their own."""

    def __init__(self, client: Any, person: Any = None):
        self.client = client.enter_as(person) if person is not None else client
        self.path, self.page = "", ""

    def open(self, path: str) -> str:
        """Opens a page that must answer 200, following redirects; returns its HTML."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code, self.words(answer.text)[-400:])
        self.path, self.page = answer.request.full_path.rstrip("?"), answer.text
        return self.page

    def send(self, action: str, expect: int = 303, **typed: Any) -> str:
        """Fills the form whose action ends with `action` and sends it; every name must be on the form. Opens the page
        that it leads to. A value may be a list."""
        form = next(
            (f for f in forms_on(self.page) if f.method == "post" and urlsplit(f.action).path.endswith(action)), None
        )
        assert form is not None, (action, self.path, [f.action for f in forms_on(self.page)])
        unknown = typed.keys() - form.names - {name for name, _ in form.buttons}
        assert not unknown, (unknown, sorted(form.names))
        data: dict[str, list[str]] = {}
        for name, value in form.values:
            if name not in typed:
                data.setdefault(name, []).append(value)
        data |= {name: value if isinstance(value, list) else [str(value)] for name, value in typed.items()}
        answer = self.client.post(form.action, data=data)
        assert answer.status_code == expect, (form.action, answer.status_code, self.words(answer.text)[-900:])
        if expect == 303:
            return self.open(answer.headers["Location"])
        self.page = answer.text
        return self.page

    @staticmethod
    def words(html: str) -> str:
        """The text of a page without its tags."""
        return " ".join(re.sub(r"<[^>]+>", " ", html).split())
