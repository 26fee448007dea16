"""What came to the demo's intake desk: a disc by post for a work that was entered, and a stick whose author has no
account, so that whoever tries the desk sees a chain of custody and something to do."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from award.db import transaction
from award.entries.queries import entry_whole
from award.intake import service
from award.intake.states import Means, Medium
from award.kit import clock

if TYPE_CHECKING:
    from award.demo.making import Stage


def receive(stage: "Stage") -> None:
    """Two days before works were no longer received."""
    day = stage.edition.deadline("entries").shown_at - timedelta(days=2)
    with clock.at(day), transaction():
        _disc(stage)
    with clock.at(day + timedelta(hours=3)), transaction():
        _receive(stage, "Nguyễn Thị Hân", Means.IN_PERSON, Medium.USB, "Bến nước làng Kon Blo", "Đinh Văn Tơ", 1)


def _disc(stage: "Stage") -> None:
    entry = next(found for found in map(entry_whole, stage.made) if found.code is not None)
    names = ", ".join(author.full_name for author in entry.authors)
    found = _receive(stage, "Bưu cục trung tâm", Means.POST, Medium.DISC, entry.title, names, 2)
    service.add_work(found, entry, actor=stage.secretary)
    service.hand_on(found, "copy", actor=stage.secretary)
    service.hand_on(found, "store", place="Tủ hồ sơ 2, ngăn 3", actor=stage.secretary)


def _receive(stage: "Stage", sender: str, means: Means, medium: Medium, title: str, author: str, pieces: int) -> Any:
    values = {"brought_by": sender, "means": means, "medium": medium, "title": title, "author_name": author}
    came = clock.now() - timedelta(minutes=5)
    return service.register(stage.edition, values | {"received_at": came, "pieces": pieces}, actor=stage.secretary)
