"""The report on a dossier from elsewhere: what stands in the way, what to look at, what it holds."""

from collections.abc import Sequence
from typing import Any

from award.editions.models import Edition
from award.forwarding import queries
from award.forwarding.travelled import Travelled, TravelledWork
from award.kit.messages import Message, say
from award.kit.text import fold
from award.outbox.values import packed

MOST_TOLD = 200


def warnings_of(edition: Edition, known: Travelled) -> list[Message]:
    """What does not stand in the way: another award than this one, and works that may be here already."""
    return [*_other_award(edition, known), *_twins(edition, known)]


def _other_award(edition: Edition, known: Travelled) -> list[Message]:
    here, there = fold(edition.title), fold(known.destination)
    if not there or here in there or there in here:
        return []
    told = {"destination": known.destination, "edition": edition.title}
    return [say("The dossier was made for “%(destination)s”; this edition is “%(edition)s”.", **told)]


def _twins(edition: Edition, known: Travelled) -> list[Message]:
    """Works that may be here already, by title and author or by the bytes of a file."""
    by_title = queries.twins_by_title(edition.id, [work.title for work in known.works])
    hashes = [file.sha256 for work in known.works for file in work.files]
    by_bytes = queries.twins_by_bytes(edition.id, hashes) if hashes else {}
    found = []
    for work in known.works:
        names = {fold(author["full_name"]) for author in work.values["authors"]}
        codes = [code for code, authors in by_title.get(fold(work.title), []) if authors & names]
        codes += [by_bytes[file.sha256] for file in work.files if file.sha256 in by_bytes]
        found += [_alike(work, code) for code in dict.fromkeys(codes)]
    return found


def _alike(work: TravelledWork, here: str) -> Message:
    return say("%(code)s “%(title)s” looks like %(here)s, which is here.", code=work.code, title=work.title, here=here)


def report_of(
    faults: Sequence[Message] = (),
    warnings: Sequence[Message] = (),
    known: Travelled | None = None,
    sentences: dict[str, list[Message]] | None = None,
) -> dict[str, Any]:
    """What the page and the command show: faults (not without end: who sends nonsense shall not fill the page), warnings,
    and each work with its sentences by code."""
    told = list(faults)
    if len(told) > MOST_TOLD:
        told = [*told[:MOST_TOLD], say("And %(count)s more.", count=len(told) - MOST_TOLD)]
    works = [
        {
            "code": work.code,
            "title": work.title,
            "authors": ", ".join(author["full_name"] for author in work.values["authors"]),
            "category": work.category,
            "files": len(work.files),
            "size": sum(file.size for file in work.files),
            "sentences": packed((sentences or {}).get(work.code, [])),
        }
        for work in (known.works if known else ())
    ]
    about = {"name": known.name, "award": known.award, "number": known.number} if known else {}
    return {"faults": packed(told), "warnings": packed(list(warnings)), "works": works, "about": about}
