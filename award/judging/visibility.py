"""Who sees what of a work and its marks, and when: the one decision behind pages, exports, letters and file names.

The decision is `TABLE`, which `sees` reads.

WORK is the code and the title (in a blind round without names in it); ORIGINALS are files as they were sent, FILES the
copies made of them; NAMES are names and pen names of authors, ADDRESSES their e-mail and telephone; ORIGIN is the
outlet, the published link and what its page says of itself; JURY says who judges the work; PROGRESS is how far each of
them is; OWN_MARKS are the marks of one judge, as that judge and the office see them, NOTE what the judge wrote for
nobody else; MARKS are those of all judges beside their names, REMARKS what they wrote for the council, FEEDBACK what
they wrote for the author; STANDING is the score and the place. What anybody sees after the release, they see of works
with a prize only.

A judge with a conflict sees of the work what anybody sees; it is not in their lists nor in their numbers. ASIDE is who
of the office has a conflict: they go on keeping the work and the round, but no page of the round shows them the result
of its sub-committee, since a gap in it would tell the work's (`queries.withholding`); nor do the prize table and the
way of each work to a prize, and its tally paper is made and read by others. Who holds
several roles sees what any of them shows, except that who marks in a blind round holds no office in the edition
(`queries.blinding.who_know_names`).
"""

from enum import StrEnum

from award.accounts.states import Role
from award.editions.states import RoundState


class Viewer(StrEnum):
    """What somebody is to a work before a round."""

    AUTHOR = "author"
    CONTACT = "contact"
    JUDGE = "judge"
    OTHER_JUDGE = "other_judge"
    IN_CONFLICT = "in_conflict"
    SECRETARY = "secretary"
    CHAIR = "chair"
    OBSERVER = "observer"
    ASIDE = "aside"
    ADMINISTRATOR = "administrator"
    ANYBODY = "anybody"


class Matter(StrEnum):
    """What there is to be seen."""

    WORK = "work"
    FILES = "files"
    ORIGINALS = "originals"
    NAMES = "names"
    ADDRESSES = "addresses"
    ORIGIN = "origin"
    JURY = "jury"
    PROGRESS = "progress"
    OWN_MARKS = "own_marks"
    NOTE = "note"
    MARKS = "marks"
    REMARKS = "remarks"
    FEEDBACK = "feedback"
    STANDING = "standing"


class Phase(StrEnum):
    """How far the round is."""

    PLANNED = "P"
    OPEN = "O"
    CLOSED = "C"
    RELEASED = "R"


def phase_of(state: RoundState) -> Phase:
    """The phase of a round whose prizes are not released."""
    return {RoundState.PLANNED: Phase.PLANNED, RoundState.OPEN: Phase.OPEN, RoundState.CLOSED: Phase.CLOSED}[state]


# P before the round is opened, O open, C closed, R prizes released; a dash is never; what stands before a * not while the
# round is blind and two persons have not lifted it.
TABLE = """
matter     author  contact  judge  other_judge  in_conflict  secretary  chair  observer  aside  administrator  anybody
WORK       POCR    POCR     POCR   R            R            POCR       POCR   POCR      POCR   POCR           R
FILES      POCR    POCR     POCR   -            -            POCR       POCR   -         POCR   -              -
ORIGINALS  POCR    POCR     POCR*  -            -            POCR       POCR   -         POCR   -              -
NAMES      POCR    POCR     POC*R  R            R            POCR       POCR   POCR      POCR   POCR           R
ADDRESSES  POCR    POCR     -      -            -            POCR       POCR   -         POCR   POCR           -
ORIGIN     POCR    POCR     POC*R  R            R            POCR       POCR   R         POCR   R              R
JURY       -       -        -      -            -            POCR       POCR   POCR      POCR   POCR           -
PROGRESS   -       -        -      -            -            POCR       POCR   POCR      POCR   -              -
OWN_MARKS  -       -        POCR   -            -            CR         CR     CR        -      -              -
NOTE       -       -        POCR   -            -            -          -      -         -      -              -
MARKS      -       -        -      -            -            CR         CR     CR        -      -              -
REMARKS    -       -        -      -            -            CR         CR     CR        -      -              -
FEEDBACK   R       -        -      -            -            -          -      -         -      -              -
STANDING   -       -        -      -            -            CR         CR     CR        -      -              -
"""
LIFTABLE = "*"


def _read(table: str) -> dict[tuple[Matter, Viewer], str]:
    rows = [line.split() for line in table.splitlines() if line.split()[:1] and line.split()[0] in Matter.__members__]
    known = {(Matter[row[0]], viewer): cell for row in rows for viewer, cell in zip(Viewer, row[1:], strict=True)}
    if len(known) != len(Matter) * len(Viewer):
        raise RuntimeError("the table of visibility is not whole")
    return known


CELLS = _read(TABLE)
OF_ROLE = {
    Role.SECRETARY: Viewer.SECRETARY,
    Role.CHAIR: Viewer.CHAIR,
    Role.OBSERVER: Viewer.OBSERVER,
}


def sees(viewer: Viewer, matter: Matter, phase: Phase, *, blind: bool = False) -> bool:
    """Whether the viewer sees the matter in the phase; `blind` says that the round hides names now."""
    cell = CELLS[matter, viewer]
    return phase in (cell.rpartition(LIFTABLE)[2] if blind else cell)


def roles_that_see(matter: Matter) -> list[Role]:
    """The roles of the office that come to see it, sooner or later."""
    return [role for role, viewer in OF_ROLE.items() if any(sees(viewer, matter, phase) for phase in Phase)]
