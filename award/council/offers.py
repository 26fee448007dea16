"""The papers that the council's data make: decision, submission paper, minutes, certificates, invitation."""

from typing import Any
from uuid import UUID

from award.council import minutes, papers, queries
from award.council.states import MinuteKind, SessionState
from award.documents.paper import Signer, hour_and_date
from award.kit import clock
from award.kit.messages import Message, mark, say
from award.kit.refusals import WrongMoment
from award.papers.kinds import PaperKind
from award.papers.offering import DOUBTS, Asked, Content, Offer, offer

COUNTS = ("count", "levels", "total_money")


def _prizes(edition: Any) -> tuple[list[Any], dict[Any, Any]]:
    """The prizes prepared or released, and the lines of their works."""
    found = queries.prizes_of_edition(edition.id)
    if not found:
        raise WrongMoment(say("No prize is prepared yet."))
    return found, queries.lines(dict.fromkeys(prize.entry_id for prize in found), None)


def _award(edition: Any) -> str:
    return edition.title if str(edition.year) in edition.title else f"{edition.title} năm {edition.year}"


def _decision(edition: Any, about: str) -> Content:
    return papers.decision(*_prizes(edition), award=_award(edition))


def _submission(edition: Any, about: str) -> Content:
    return papers.submission(*_prizes(edition), award=_award(edition))


def _certificates(edition: Any, about: str) -> Content:
    if not queries.is_released(edition.id):
        raise WrongMoment(say("Certificates are made once the results are released."))
    return papers.certificates(*_prizes(edition), award=_award(edition))


def _minutes(edition: Any, about: str) -> Content:
    # Who chairs stands first, the others by name.
    members = sorted(queries.council(edition), key=lambda one: not one.chairs)
    rounds = queries.rounds(edition.id)
    closed = [one.name for one in rounds if queries.last_closed([one])]
    return papers.minutes(
        *_prizes(edition),
        [(one.full_name, papers.CHAIR if one.chairs else papers.MEMBER) for one in members],
        closed,
        award=_award(edition),
        secretary="",
    )


def _closed_sessions(edition: Any) -> list[tuple[str, str]]:
    """The sessions that are closed, by identity."""
    found = queries.sessions(edition.id)
    return [(str(one.id), f"{one.number:02d}") for one in found if one.state is SessionState.CLOSED]


def _ballot_record(edition: Any, about: str) -> Content:
    if about not in dict(_closed_sessions(edition)):
        raise WrongMoment(say("Votes are on record once the session is closed."))
    sitting = queries.sitting(UUID(about))
    began, ended = (hour_and_date(clock.local(at)) for at in (sitting.session.opened_at, sitting.session.closed_at))
    return papers.ballot_record(sitting, began=began, ended=ended)


def _session_minutes(edition: Any, about: str) -> Content:
    if about not in dict(_closed_sessions(edition)):
        raise WrongMoment(say("Minutes get a number once the session is closed."))
    session = queries.sitting(UUID(about)).session
    notes = queries.notes(session.id)
    opened = next(note.content for note in notes if note.kind is MinuteKind.OPENED)
    return Content(
        values={"session": f"{session.number:02d}"},
        blocks={"text": minutes.blocks(notes)},
        beside=[Signer("Thư ký", ", ".join(opened["secretaries"][:1]))],
    )


def _invitation(edition: Any, about: str) -> Content:
    return papers.invitation()


offer(
    Offer(
        "council.invitation",
        PaperKind.INVITATION,
        mark("Invitation to a meeting or to the ceremony"),
        "organiser",
        _invitation,
        asks=[
            Asked("guest", mark("Who is invited")),
            Asked("occasion", mark("What for"), lines=True),
            Asked("hour", mark("At what time")),
            Asked("where", mark("Where")),
        ],
    )
)
offer(
    Offer(
        "council.minutes",
        PaperKind.MINUTES,
        mark("Minutes of the council's meeting on the prizes"),
        "council",
        _minutes,
        places=(*COUNTS, "rounds", "members_count", "chair", "departures"),
        blocks=("members", "levels", "list"),
        asks=[
            Asked("hour", mark("When the meeting began")),
            Asked("where", mark("Where it was held")),
            Asked("discussed", mark("What was discussed"), lines=True),
            Asked("ended", mark("When the meeting ended")),
        ],
    )
)
offer(
    Offer(
        "council.session",
        PaperKind.MINUTES,
        mark("Minutes of a session as they wrote themselves"),
        "council",
        _session_minutes,
        places=("session",),
        blocks=("text",),
        abouts=_closed_sessions,
    )
)
offer(
    Offer(
        "council.ballots",
        PaperKind.MINUTES,
        mark("Record of the votes counted in a session"),
        "council",
        _ballot_record,
        places=("session", "where", "began", "ended", "members_count", "present", "ballots", "unballoted"),
        abouts=_closed_sessions,
    )
)
offer(
    Offer(
        "council.submission",
        PaperKind.SUBMISSION,
        mark("Submission paper on the prizes"),
        "council",
        _submission,
        places=COUNTS,
        blocks=("levels",),
        asks=[Asked("addressee", mark("To whom it is submitted"))],
    )
)
offer(
    Offer(
        "council.decision",
        PaperKind.DECISION,
        mark("Decision on the prizes with its list"),
        "organiser",
        _decision,
        places=COUNTS,
        blocks=("levels",),
    )
)
offer(
    Offer(
        "council.certificates",
        PaperKind.CERTIFICATE,
        mark("Certificates, a page for each prize"),
        "organiser",
        _certificates,
        places=COUNTS,
    )
)


def _withdrawn(found: Any) -> Message | None:
    """Whether the prize of a certificate was withdrawn after it was issued."""
    withdrawn = queries.prizes_of_edition(found.paper.edition_id, withdrawn=True)
    if any(one.level == found.prize and one.title == found.work for one in withdrawn):
        return say("This certificate was issued; its prize was withdrawn afterwards.")
    return None


DOUBTS.append(_withdrawn)
