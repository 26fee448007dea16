# ruff: noqa: RUF009 (each call in a class body makes a dataclass field, which the linter cannot see)
"""What leaves the house: awards to which works go on, bodies that issue papers."""

from dataclasses import dataclass
from datetime import date

from award.editions import kinds as of
from award.editions.schema.keys import key
from award.editions.states import Frame, MediaType, Want


@dataclass(kw_only=True)
class Destination:
    """An award to which chosen works are forwarded, and its rules.

    `categories` names what the destination calls our categories; `columns` are codes of `listing.COLUMNS`, each alone or
    with a heading of the destination's own (`"title: Tên tác phẩm dự thi"`)."""

    code: str = key(of.code())
    name: str = key(of.text())
    addressee: str = key(of.text())
    address: str = key(of.text(), "")
    deadline_on: date = key(of.day())
    window_from: date = key(of.day())
    window_to: date = key(of.day())
    places: int | None = key(of.whole(), None)
    most_authors: int | None = key(of.whole(1, 100), None)
    works_per_author: int | None = key(of.whole(1, 1000), None)
    prized_only: bool = key(of.flag(), True)
    media_types: list[str] = key(of.choices(MediaType), [])
    most_parts: int | None = key(of.whole(1, 1000), None)
    prizes_declared: bool = key(of.flag(), False)
    categories: dict[str, str] = key(of.names(), {})
    columns: list[str] = key(of.texts(longest=200), [])
    wants: list[str] = key(of.choices(Want), [])
    disc_size: int | None = key(of.size(), None)


@dataclass(kw_only=True)
class Issuer:
    """A body that issues papers. `term` is its term of office (`2025 – 2030`), over which a body of the Party numbers
    its papers."""

    code: str = key(of.code())
    name: str = key(of.text())
    parent: str | None = key(of.text(), None)
    symbol: str = key(of.text(40))
    place: str = key(of.text(120))
    frame: Frame = key(of.choice(Frame), Frame.STATE)
    term: str | None = key(of.text(40), None)
    authority: str | None = key(of.text(), None)
    signer_title: str = key(of.text())
    signer_name: str = key(of.text(200))
    recipients: list[str] = key(of.texts(), [])
