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
    KINSHIP = "kinship", mark("Declared kinship")
    INTEREST = "interest", mark("Declared interest")
    EARLIER_COAUTHOR = "earlier_coauthor", mark("Earlier co-author")
    OWN_OUTLET = "own_outlet", mark("Own outlet")
    OWN_BRANCH = "own_branch", mark("Own branch")
    DECLARED = "declared", mark("Declared")


SENTENCES = {
    ConflictKind.OWN_WORK: say("The judge entered this work or is its lead author."),
    ConflictKind.CO_AUTHOR: say("The judge is one of the authors."),
    ConflictKind.KINSHIP: say("The judge has declared kinship with one of the authors."),
    ConflictKind.INTEREST: say("The judge has declared an interest in the outlet of this work."),
    ConflictKind.EARLIER_COAUTHOR: say("The judge has been a co-author of one of the authors."),
    ConflictKind.OWN_BRANCH: say("One of the authors belongs to the judge's own branch."),
    ConflictKind.OWN_OUTLET: say("The work comes from the judge's own outlet."),
    ConflictKind.DECLARED: say("The judge has declared a conflict with this work."),
}


@dataclass(frozen=True)
class JudgeFacts:
    """What counts about a judge: identity, e-mail address in lower case, own outlet and branch with all that they were
    merged from or into, people of earlier common works (identity or e-mail address), declared kin (folded names) and
    outlets of interest. What an edition does not look at stays empty."""

    person_id: UUID
    email: str
    outlets: frozenset[UUID] = frozenset()
    branches: frozenset[UUID] = frozenset()
    coauthors: frozenset[UUID | str] = frozenset()
    kin: frozenset[str] = frozenset()
    interests: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class WorkFacts:
    """What counts about a work: its owner, its lead and other authors (identity or e-mail address in lower case), the
    outlets of all authors and of all parts, the branches and the folded names of the authors, and who has declared a
    conflict with it."""

    owner_id: UUID | None
    leads: frozenset[UUID | str] = frozenset()
    others: frozenset[UUID | str] = frozenset()
    outlets: frozenset[UUID] = frozenset()
    branches: frozenset[UUID] = frozenset()
    names: frozenset[str] = frozenset()
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
    if judge.person_id in work.declared_by:
        return Conflict(ConflictKind.DECLARED)
    shared = {
        ConflictKind.KINSHIP: judge.kin & work.names,
        ConflictKind.INTEREST: judge.interests & work.outlets,
        ConflictKind.EARLIER_COAUTHOR: judge.coauthors & (work.leads | work.others),
        ConflictKind.OWN_OUTLET: judge.outlets & work.outlets,
        ConflictKind.OWN_BRANCH: judge.branches & work.branches,
    }
    return next((Conflict(kind) for kind, common in shared.items() if common), None)


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
