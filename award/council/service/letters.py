"""The letters about prizes, drafted once: what the release shows beforehand is what it sends."""

from collections.abc import Iterable
from typing import Any

from award.council import queries
from award.council.queries import HeldPrize
from award.editions.models import Edition
from award.outbox.drafts import Draft
from award.outbox.service import post


def drafts(edition: Edition, held: Iterable[HeldPrize], template: str, **more: Any) -> list[Draft]:
    """One letter to each person concerned about each work, naming all its prizes, then one to each contact of an
    organisation with prizes. `template` is `prize`, `posted`, `moved` or `withdrawn`. Who signs in and can answer for the
    work is told its identity."""
    held = list(held)
    works = queries.addressees(dict.fromkeys(prize.entry_id for prize in held if prize.entry_id))
    bodies = queries.contacts_of(dict.fromkeys(prize.organisation_id for prize in held), edition.id)
    found = []
    for key, people in (*works.items(), *bodies.items()):
        own = [prize for prize in held if key in (prize.entry_id, prize.organisation_id)]
        told = {
            "work": own[0].title or own[0].recipient,
            "code": own[0].code,
            "prize": ", ".join(prize.level for prize in own),
            "award": edition.title,
            "organiser": edition.organiser,
            "edition_code": edition.code,
        }
        found += [
            Draft(
                f"council/{template}",
                one,
                {**told, **more, "name": one.name, "entry_id": key if one.id and key in works else ""},
            )
            for one in people
        ]
    return found


def send(edition: Edition, found: Iterable[Draft]) -> None:
    """Writes the letters in the caller's transaction."""
    for draft in found:
        post(draft.template, to=draft.to, edition=edition, **draft.values)
