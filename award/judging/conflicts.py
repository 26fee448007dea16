"""Conflicts of interest, derived from facts: who may not judge which work, and why.

Pure and exact; the rule at the door, the assignment and the closing of a round all ask `conflict_of`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from award.kit.messages import Message, mark, say
from award.kit.states import TitledEnum


class ConflictKind(TitledEnum):
    """Why a judge stays away from a work; all of them are hard."""

    OWN_WORK = "own_work", mark("Own work")
    CO_AUTHOR = "co_author", mark("Co-author")
    OWN_OUTLET = "own_outlet", mark("Own outlet")
    DECLARED = "declared", mark("Declared")


SENTENCES = {
    ConflictKind.OWN_WORK: say("The judge entered this work or is its lead author."),
    ConflictKind.CO_AUTHOR: say("The judge is one of the authors."),
    ConflictKind.OWN_OUTLET: say("The work comes from the judge's own outlet."),
    ConflictKind.DECLARED: say("The judge has declared a conflict with this work."),
}


@dataclass(frozen=True)
class JudgeFacts:
    """What counts about a judge: identity, e-mail address in lower case, own outlet with all that it was merged from
    or into."""

    person_id: UUID
    email: str
    outlets: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class WorkFacts:
    """What counts about a work: its owner, its lead and other authors (identity or e-mail address in lower case), the
    outlets of all authors and of all parts, and who has declared a conflict with it."""

    owner_id: UUID | None
    leads: frozenset[UUID | str] = frozenset()
    others: frozenset[UUID | str] = frozenset()
    outlets: frozenset[UUID] = frozenset()
    declared_by: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Conflict:
    """One reason why this judge stays away from this work."""

    kind: ConflictKind

    @property
    def reason(self) -> Message:
        """The sentence for people."""
        return SENTENCES[self.kind]


def conflict_of(judge: JudgeFacts, work: WorkFacts) -> Conflict | None:
    """The first conflict found, the closest one first, or None."""
    names = {judge.person_id, judge.email}
    if judge.person_id == work.owner_id or names & work.leads:
        return Conflict(ConflictKind.OWN_WORK)
    if names & work.others:
        return Conflict(ConflictKind.CO_AUTHOR)
    if judge.outlets & work.outlets:
        return Conflict(ConflictKind.OWN_OUTLET)
    if judge.person_id in work.declared_by:
        return Conflict(ConflictKind.DECLARED)
    return None


def family(outlet_id: UUID | None, successors: Mapping[UUID, UUID]) -> frozenset[UUID]:
    """An outlet with everything it was merged from or into, however often; `successors` maps an outlet to its heir."""
    if outlet_id is None:
        return frozenset()
    heir, seen = outlet_id, {outlet_id}
    while heir in successors and successors[heir] not in seen:
        heir = successors[heir]
        seen.add(heir)
    return frozenset(seen | _forerunners(seen, successors.items()))


def _forerunners(found: set[UUID], successors: Iterable[tuple[UUID, UUID]]) -> set[UUID]:
    links = list(successors)
    known = set(found)
    while True:
        more = {former for former, heir in links if heir in known} - known
        if not more:
            return known
        known |= more
