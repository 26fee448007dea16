"""Whatever the record keeps has a name that people can read."""

import ast
import re

from award.audit.words import FIELDS, THINGS, VERBS, thing_in_words, verb_in_words
from award.config import ROOT
from award.db import db
from award.editions.states import EDITION
from award.entries.states import ENTRY

LITERAL = re.compile(r'record\(\s*"([a-z_]+\.[a-z_]+)"')


def test_every_verb_of_the_code_has_words():
    written = {verb for path in (ROOT / "award").rglob("*.py") for verb in LITERAL.findall(path.read_text())}
    written |= {f"entry.{verb}" for verb in ENTRY.transitions if verb != "edit"}
    written |= {f"edition.{verb}" for verb in EDITION.transitions}
    assert written - VERBS.keys() == set()


def test_every_value_of_the_code_has_words():
    written = {
        name.value
        for path in (ROOT / "award").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record"
        for keyword in call.keywords
        if keyword.arg in ("before", "after")
        for values in ast.walk(keyword.value)
        if isinstance(values, ast.Dict)
        for name in values.keys
        if isinstance(name, ast.Constant)
    }
    assert written - FIELDS.keys() == set()


def test_things_are_tables(world):
    assert THINGS.keys() - db.metadata.tables.keys() == set()


def test_what_has_no_words_is_shown_as_it_is_kept():
    assert (verb_in_words("some.thing"), thing_in_words("some_table")) == ("some.thing", "some_table")
