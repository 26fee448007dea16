"""What stands on the papers of an intake. Papers of the award are Vietnamese, whoever prints them."""

from collections.abc import Callable, Iterator
from typing import Any

from award.documents.paper import place_and_date
from award.documents.slips import Label, Receipt
from award.kit import clock
from award.kit.messages import say

Say = Callable[[Any], str]


def receipt_of(
    intake: Any, edition: Any, *, address: str, zone: str, now: Any, paper: str, said: Say, frame: str
) -> Receipt:
    """The receipt for who brought it, in the frame of the organiser; `address` is the page that proves it."""
    means = said(intake.means)
    if intake.postmarked_on:
        means = said(say("%(means)s, postmark of %(day)s", means=intake.means, day=intake.postmarked_on))
    pairs = [
        (say("Brought by"), intake.brought_by),
        (say("How it came"), means),
        (say("Received"), f"{said(intake.received_at)}, {zone}"),
        (say("What"), said(say("%(pieces)s × %(medium)s", pieces=intake.pieces, medium=intake.medium))),
        (say("Author"), intake.author_name),
        (say("Press outlet"), intake.outlet_name),
        (say("What stands on it"), intake.title),
        (say("Notes on it"), intake.remarks),
    ]
    return Receipt(
        title=said(say("Receipt for what was brought")),
        organiser=edition.organiser,
        above=edition.title,
        code=intake.code,
        pairs=[(said(label), text) for label, text in pairs if text],
        address=address,
        beside=[said(say("The code leads to the page of this receipt. There the author can take the work over."))],
        signatures=[said(say("Handed over by")), said(say("Received by"))],
        day=place_and_date(edition.province, clock.local(now).date()),
        paper=paper,
        frame=frame,
    )


def labels_of(intake: Any, *, address: str) -> Iterator[Label]:
    """A label for each piece; its code leads the office to the intake."""
    about = [text for text in (intake.author_name, intake.outlet_name) if text]
    for number in range(1, intake.pieces + 1):
        piece = f"{intake.code} · {number}/{intake.pieces}" if intake.pieces > 1 else intake.code
        yield Label(piece, intake.title or intake.brought_by, about, address)
