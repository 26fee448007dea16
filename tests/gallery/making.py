"""Prizes and agreements without the verbs."""

from award.council.models import Prize
from award.council.states import PrizeState
from award.db import db
from award.files.models import StoredFile
from award.files.states import FileState, RenditionKind
from award.gallery.models import Showing
from award.kit import clock
from award.kit.codes import new_id
from tests.entries.making import give_file


def award_prize(edition, entry, level=0, state=PrizeState.RELEASED) -> Prize:
    """A prize for a work, released where nothing else is said."""
    released = clock.now() if state is PrizeState.RELEASED else None
    prize = Prize(edition_id=edition.id, entry_id=entry.id, level_id=edition.prize_levels[level].id, state=state)
    prize.prepared_by_id, prize.prepared_at, prize.released_at = entry.owner_id, clock.now(), released
    db.session.add(prize)
    db.session.flush()
    return prize


def show_work(entry, person) -> Showing:
    """An agreement that is open."""
    showing = Showing(edition_id=entry.edition_id, entry_id=entry.id, text_version="1", given_by_id=person.id)
    showing.given_at = clock.now()
    db.session.add(showing)
    db.session.flush()
    return showing


def give_page(entry, requirement, owner, kind=RenditionKind.PAGE, place=1, type_found="image/webp") -> StoredFile:
    """A file of a work with one light copy; answers the copy."""
    parent = give_file(entry, requirement, owner)
    copy = StoredFile(
        key=f"files/{new_id()}",
        name="Lê Thị An bản chụp.webp",
        size=1000,
        largest=1000,
        kinds=[],
        state=FileState.VERIFIED,
        parent_id=parent.id,
        rendition=kind,
        place=place,
        created_at=clock.now(),
        verified_at=clock.now(),
        sha256="1" * 64,
        type_found=type_found,
        probe={"width": 1200, "height": 1600},
    )
    db.session.add(copy)
    db.session.flush()
    return copy
