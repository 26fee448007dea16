"""The house: a package imports only those below it, and each room keeps to what it may know."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# From the top down, as in the design; a line's members stand side by side.
LADDER = [
    {"embedded"},
    {"app"},
    {"cli", "demo", "upkeep"},
    {"site", "desk"},
    {"forwarding"},
    {"gallery"},
    {"council"},
    {"judging"},
    # The register of issued papers: what is above writes papers, so it knows none of their contents.
    {"papers"},
    {"intake"},
    {"screening"},
    {"entries"},
    {"evidence"},
    {"files"},
    {"editions"},
    {"accounts"},
    {"outbox"},
    {"jobs"},
    {"audit"},
    {"web"},
    {"documents"},
    {"storage", "mailer", "scanner", "fetcher"},
    {"db"},
    {"postgresql"},
    {"config"},
    {"kit"},
]
HEIGHT = {name: -place for place, members in enumerate(LADDER) for name in members}
# The embedded server is started before there is an application; it may use what stands on the ground.
EXCEPTIONS = {("embedded", "app")}

ROOMS = ["rules", "models", "queries", "offers", "service", "tasks", "forms", "views", "cli"]
OUTSIDE = {
    "pure": {"flask", "flask_login", "flask_babel", "flask_wtf", "flask_sqlalchemy", "sqlalchemy", "boto3", "wtforms"},
    "rules": {"flask", "flask_login", "sqlalchemy", "flask_sqlalchemy", "boto3"},
    "models": {"flask", "boto3"},
    "queries": {"flask", "flask_login", "boto3", "wtforms"},
    "offers": {"flask", "flask_login", "boto3", "wtforms", "sqlalchemy"},
    "service": {"flask", "flask_login", "flask_wtf", "wtforms"},
    "forms": {"sqlalchemy", "flask_sqlalchemy", "boto3"},
    "views": {"sqlalchemy", "flask_sqlalchemy", "boto3"},
}
# Packages of the ground have rooms of their own.
FEATURES = [
    "accounts",
    "editions",
    "files",
    "evidence",
    "entries",
    "screening",
    "intake",
    "papers",
    "judging",
    "council",
    "forwarding",
    "gallery",
    "site",
    "desk",
    "upkeep",
    "outbox",
    "jobs",
    "audit",
]
FORBIDDEN_ROOMS = {
    "pure": set(ROOMS),
    "rules": {"queries", "service", "tasks", "forms", "views", "cli"},
    "models": {"rules", "queries", "service", "tasks", "forms", "views", "cli"},
    "queries": {"service", "tasks", "forms", "views", "cli"},
    "offers": {"rules", "models", "service", "tasks", "forms", "views", "cli"},
    "service": {"forms", "views", "cli"},
    "tasks": {"forms", "views", "cli"},
    "forms": {"models", "queries", "service", "tasks", "views", "cli"},
    "views": {"models", "cli", "tasks"},
    "cli": {"forms", "views"},
}


def imports_of(source: str) -> set[str]:
    """Dotted names that a module imports, also inside functions; `from a import b` counts as `a` and `a.b`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rung(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "award" and len(parts) > 1 else None


def climbs(module: str, source: str) -> list[str]:
    """The imports of a module that go up the ladder."""
    own = rung(module)
    others = {rung(name) for name in imports_of(source)} - {own, None, "__init__"}
    unknown = sorted(other for other in others | {own} if other not in HEIGHT)
    assert not unknown, f"{module}: {unknown} have no place on the ladder"
    return sorted(o for o in others if HEIGHT[o] >= HEIGHT[own] and (own, o) not in EXCEPTIONS)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[2] if len(parts) > 2 and parts[2] in ROOMS else "pure"


def strays(module: str, source: str) -> list[str]:
    """What a module of a feature imports that its room may not know."""
    room, own = room_of(module), rung(module)
    outside = OUTSIDE.get(room, set())
    forbidden = FORBIDDEN_ROOMS[room]
    found = []
    for name in imports_of(source):
        parts = name.split(".")
        if parts[0] in outside:
            found.append(name)
        if parts[:2] == ["award", own] and len(parts) > 2 and parts[2] in forbidden:
            found.append(name)
        if (
            room == "models"
            and rung(name) in FEATURES
            and rung(name) != own
            and len(parts) > 2
            and parts[2] == "models"
        ):
            found.append(name)
        if room == "pure" and name == "award.db":
            found.append(name)
        if room == "service" and name.startswith("award.web"):
            found.append(name)
    return sorted(set(found))


def modules() -> list[tuple[str, Path]]:
    paths = sorted((ROOT / "award").rglob("*.py"))
    return [(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path) for path in paths]


MODULES = [(name, path) for name, path in modules() if name != "award"]


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_imports_only_what_stands_below(name, path):
    assert climbs(name, path.read_text()) == []


FEATURE_MODULES = [(name, path) for name, path in MODULES if rung(name) in FEATURES]


@pytest.mark.parametrize(("name", "path"), FEATURE_MODULES, ids=[name for name, _ in FEATURE_MODULES])
def test_room_keeps_to_what_it_may_know(name, path):
    assert strays(name, path.read_text()) == []


def test_a_package_that_looks_up_is_found():
    assert climbs("award.files.service", "def f():\n    from award.entries import models") == ["entries"]
    assert climbs("award.entries.service", "import award.files.service") == []


def test_a_room_that_knows_too_much_is_found():
    assert strays("award.judging.tally", "import sqlalchemy as sa") == ["sqlalchemy"]
    assert strays("award.judging.tally", "from award.judging import queries") == ["award.judging.queries"]
    assert strays("award.entries.views", "from sqlalchemy import select") == ["sqlalchemy", "sqlalchemy.select"]
    assert strays("award.entries.service", "from flask import g") == ["flask", "flask.g"]
    assert strays("award.judging.models", "from award.entries.models import Entry") != []


def test_verbs_never_commit():
    for name, path in MODULES:
        if (
            room_of(name) in {"service", "queries", "models", "rules", "forms", "views"}
            and name != "award.jobs.service"
        ):
            assert "session.commit" not in path.read_text(), f"{name} commits; only doors, commands and the worker do"
