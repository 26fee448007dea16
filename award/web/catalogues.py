"""Keeping the catalogues: collects the texts of each package and merges them into `award/translations/*/<package>.po`.

English is the language of the source, so its catalogue is filled by itself; Vietnamese is written by hand.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from award.config import ROOT
from award.web.language import CATALOGUES, LANGUAGES

KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "mark": None, "lazy_gettext": None}
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {"jinja2": {"trimmed": "true", "silent": "false"}, "**.html": {"trimmed": "true", "silent": "false"}}
# One date for all, so that a catalogue changes only with its texts.
MADE = datetime(2026, 1, 1, tzinfo=UTC)
# What belongs to no feature is the ground's: the frame, macros, messages of the kit.
GROUND = ("award/web", "award/kit", "award/db.py", "templates/web", "templates/macros", "templates/base.html")

PLACES = ("award/{}", "templates/{}", "templates/letters/{}", "templates/macros/{}.html")


def packages() -> list[str]:
    """The packages that may say something."""
    return sorted(
        path.name for path in (ROOT / "award").iterdir() if (path / "__init__.py").exists() and path.name != "kit"
    )


def collect(package: str) -> Catalog:
    """All texts of one package: its code, its templates, its macros, its letters."""
    folders = GROUND if package == "web" else tuple(place.format(package) for place in PLACES)
    others = {PLACES[-1].format(other) for other in packages() if other != "web"} if package == "web" else set()
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for name, _line, text, _comments, context in _extracted(folders):
        if name in others:
            continue
        catalogue.add(text, locations=[(name, 0)], context=context)
    return catalogue


def update() -> dict[str, int]:
    """Brings every catalogue up to date and returns how many texts each Vietnamese one still lacks."""
    lacking = {}
    for package in packages():
        collected = collect(package)
        for language in LANGUAGES:
            merged = _merged(collected, CATALOGUES / language / f"{package}.po", language)
            if language == "vi":
                lacking[package] = sum(1 for message in merged if message.id and not _filled(message))
    return lacking


def faults() -> list[str]:
    """What is wrong with the catalogues: texts missing, left over, empty, fuzzy or with other places than the source."""
    found = []
    for package in packages():
        collected = {(m.context, m.id) for m in collect(package) if m.id}
        for language in LANGUAGES:
            path = CATALOGUES / language / f"{package}.po"
            written = _read(path, language) if path.exists() else Catalog(locale=language)
            messages = {(m.context, m.id): m for m in written if m.id}
            found += [f"{path.name} ({language}) lacks {key[1]!r}" for key in collected - messages.keys()]
            found += [
                f"{path.name} ({language}) has a text that is gone: {key[1]!r}" for key in messages.keys() - collected
            ]
            for message in messages.values():
                if not _filled(message) or message.fuzzy:
                    found.append(f"{path.name} ({language}) has no translation of {message.id!r}")
                found += [f"{path.name} ({language}) {message.id!r}: {error}" for error in message.check(written)]
    return found


def _filled(message) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def _extracted(folders: tuple[str, ...]) -> Iterator[tuple]:
    for folder in folders:
        path = ROOT / folder
        if path.is_file():
            folder, only = str(Path(folder).parent), path.name
        elif path.is_dir():
            only = None
        else:
            continue
        for found in extract_from_dir(
            ROOT / folder,
            method_map=METHODS if only is None else [(only, "jinja2" if only.endswith("html") else "python")],
            options_map=OPTIONS,
            keywords=KEYWORDS,
            strip_comment_tags=True,
        ):
            yield (f"{folder}/{found[0]}", *found[1:])


def _merged(collected: Catalog, path: Path, language: str) -> Catalog:
    old = _read(path, language) if path.exists() else Catalog(locale=language)
    merged = Catalog(
        project="award",
        locale=language,
        charset="utf-8",
        fuzzy=False,
        header_comment=f"# {path.name}: {LANGUAGES[language]}",
    )
    merged.revision_date = merged.creation_date = MADE
    for message in sorted((m for m in collected if m.id), key=lambda m: str(m.id)):
        kept = old.get(message.id, message.context)
        string = kept.string if kept is not None else ""
        if language == "en":
            string = message.id
        merged.add(message.id, string, context=message.context, flags=message.flags - {"fuzzy"})
    if len(merged):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, merged, width=120, omit_header=False, ignore_obsolete=True, include_lineno=False)
    return merged


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)
