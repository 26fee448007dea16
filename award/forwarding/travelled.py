"""The data of a dossier from elsewhere (`06 Dữ liệu.json`): read with bounds, nothing believed that was not asked for."""

import json
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from award.entries.states import Statement
from award.forwarding.record import VERSION
from award.forwarding.unpacking import Faulty
from award.kit.messages import say
from award.kit.text import clean

MOST_WORKS, MOST_ROWS = 2_000, 200
# What authors declared of the work or of themselves holds elsewhere too; what they said of the sender's province or of
# its earlier editions does not.
HELD_ELSEWHERE = (Statement.MADE_FOR_ONLINE.value, Statement.DISCIPLINE.value)
UNREAD = say("The data of the dossier cannot be read: it is damaged, or of another version.")


@dataclass(frozen=True)
class TravelledFile:
    """A file of a work: its path in the dossier, and what it is for."""

    path: str
    name: str
    size: int
    sha256: str
    requirement: str
    part: int | None
    caption: str


@dataclass(frozen=True)
class TravelledWork:
    """A work as it travelled: `category` is what the destination calls it, `media_type` its kind of press; `values` are
    as `entries.service.receive` takes them but for outlets and categories, which are known by name only."""

    code: str
    title: str
    category: str
    media_type: str
    genre: str
    theme: str
    prizes: tuple[str, ...]
    values: dict[str, Any]
    files: tuple[TravelledFile, ...]


@dataclass(frozen=True)
class Travelled:
    """The whole: who sends what, as which batch."""

    batch: str
    name: str
    number: int
    edition: str
    award: str
    source: str
    destination: str
    works: tuple[TravelledWork, ...]


def travelled(body: bytes) -> Travelled:
    """The data; raises `Faulty` for anything that is not as it is written here."""
    try:
        given = json.loads(body)
        if given["version"] != VERSION:
            raise Faulty(UNREAD)
        works = _rows(given["works"], MOST_WORKS, _work)
        _must_be_told_apart(works)
        return Travelled(
            batch=str(uuid.UUID(given["batch"])),
            name=_text(given["name"], 200),
            number=_whole(given["number"]),
            edition=_text(given["edition"]["code"], 40),
            award=_text(given["edition"]["title"], 300),
            source=_text(given["edition"]["organiser"], 300),
            destination=_text(given["destination"]["name"], 300),
            works=works,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise Faulty(UNREAD) from fault


def _must_be_told_apart(works: tuple[TravelledWork, ...]) -> None:
    if not works:
        raise Faulty(say("The dossier holds no work."))
    for names in ([work.code for work in works], [file.path for work in works for file in work.files]):
        for name, count in Counter(names).items():
            if count > 1:
                raise Faulty(say("The data of the dossier name “%(name)s” twice.", name=name))


def _work(raw: dict[str, Any]) -> TravelledWork:
    title = _text(raw["title"], 500)
    if not title or not raw["authors"]:
        raise ValueError("a work without title or author")
    values = {
        "title": title,
        "summary": _text(raw["summary"], 60_000),
        "language": _text(raw["language"], 40),
        "authors": list(_rows(raw["authors"], MOST_ROWS, _author)),
        "parts": list(_rows(raw["parts"], MOST_ROWS, _part)),
        "prizes": list(_rows(raw["earlier_prizes"], MOST_ROWS, _prize)),
        "statements": _statements(raw.get("statements", [])),
    }
    return TravelledWork(
        code=_text(raw["code"], 20),
        title=title,
        category=_text(raw["their_category"], 300),
        media_type=_text(raw["media_type"], 40),
        genre=_text(raw["genre"], 300),
        theme=_text(raw["theme"], 500),
        prizes=_rows(raw["prizes"], MOST_ROWS, lambda one: _text(one, 300)),
        values=values,
        files=_rows(raw["files"], MOST_ROWS * 10, lambda one: _file(_text(raw["folder"], 200), one)),
    )


def _statements(raw: Any) -> list[str]:
    given = _rows(raw, MOST_ROWS, lambda one: _text(one, 40))
    return [one for one in HELD_ELSEWHERE if one in given]


def _author(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "full_name": _text(raw["name"], 200),
        "pen_names": _text(raw["pen_names"], 300),
        "email": _text(raw["email"], 320).lower() or None,
        "phone": _text(raw["phone"], 40) or None,
        "outlet_id": None,
        "outlet_name": _text(raw["unit"], 200),
        "is_lead": raw["lead"] is True,
        "share": None,
    }


def _part(raw: dict[str, Any]) -> dict[str, Any]:
    url = _text(raw["url"], 2000)
    return {
        "title": _text(raw["title"], 500),
        "outlet_id": None,
        "outlet_name": _text(raw["outlet"], 200),
        "programme": _text(raw["programme"], 200),
        "published_on": None if raw["published_on"] is None else date.fromisoformat(raw["published_on"]),
        "page": _text(raw["page"], 60),
        "url": url if url.startswith(("http://", "https://")) else "",
        "minutes": _count(raw["minutes"]),
        "words": _count(raw["words"]),
    }


def _prize(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "contest": _text(raw["contest"], 300),
        "organiser": _text(raw["organiser"], 300),
        "level": _text(raw["level"], 120),
        "year": _count(raw["year"]),
    }


def _file(folder: str, raw: dict[str, Any]) -> TravelledFile:
    return TravelledFile(
        path=f"{folder}/{_text(raw['path'], 300)}",
        name=_text(raw["name"], 300),
        size=_whole(raw["size"]),
        sha256=_digest(raw["sha256"]),
        requirement=_text(raw["requirement"], 300),
        part=_count(raw["part"]),
        caption=_text(raw["caption"], 5000),
    )


def _digest(raw: Any) -> str:
    found = _text(raw, 64).lower()
    if len(bytes.fromhex(found)) != 32:
        raise ValueError("no SHA-256")
    return found


def _rows(raw: Any, most: int, read: Callable[[Any], Any]) -> tuple[Any, ...]:
    if not isinstance(raw, list) or len(raw) > most:
        raise ValueError("no list, or too long")
    return tuple(read(one) for one in raw)


def _text(raw: Any, longest: int) -> str:
    if not isinstance(raw, str):
        raise TypeError("no text")
    found = clean(raw)
    found.encode()  # half of a surrogate pair is no text that can be kept
    if len(found) > longest:
        raise ValueError("too long")
    return found


def _whole(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw < 2**48:
        raise TypeError("no whole number")
    return raw


def _count(raw: Any) -> int | None:
    found = None if raw is None else _whole(raw)
    if found is not None and found > 10**8:
        raise ValueError("too large")
    return found
