"""The demo's co-authors confirm what they are named on; one is still awaited, so that whoever tries it sees both."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from award.db import transaction
from award.editions.states import PersonalNumber
from award.entries import service as entries
from award.entries.handing import HANDED_OVER_IN
from award.entries.queries import asked_in_person, entry_whole
from award.kit import clock

if TYPE_CHECKING:
    from award.demo.making import Stage


def confirm_works(stage: "Stage") -> None:
    """In the evening after the deadline every co-author answers, but for those of the last work; the first author gives
    a number for the prize money."""
    begins = stage.edition.deadline("entries").shown_at + timedelta(hours=2)
    people = {person.id: person for person in stage.authors}
    shared = [entry_id for entry_id in stage.made if _is_shared(entry_id)]
    for place, entry_id in enumerate(shared[:-1]):
        with clock.at(begins + timedelta(minutes=3 * place)), transaction():
            _confirm(entry_whole(entry_id), people)
    with clock.at(begins + timedelta(hours=8)), transaction():
        _give_number(stage)


def _is_shared(entry_id: Any) -> bool:
    entry = entry_whole(entry_id)
    return entry.code is not None and entry.state in HANDED_OVER_IN and len(entry.authors) > 1


def _confirm(entry: Any, people: dict[Any, Any]) -> None:
    for author in entry.authors:
        asked = asked_in_person(entry, people[author.person_id])
        if author.person_id != entry.owner_id and asked:
            entries.answer_as_author(asked, agrees=True, sentence="", seen=asked.digest, actor=people[author.person_id])


def _give_number(stage: "Stage") -> None:
    entries.give_number(
        stage.edition,
        stage.authors[0].email,
        PersonalNumber.BANK_ACCOUNT,
        number="0000 1234 5678",
        bank="Ngân hàng của bản dùng thử",
        agreed=True,
        actor=stage.authors[0],
    )
