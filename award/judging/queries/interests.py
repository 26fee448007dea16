"""What judges have declared, and what the switches of an edition would do."""

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from award.accounts.models import OrganisationName
from award.db import db
from award.editions.models import Round
from award.judging.conflicts import ConflictKind, conflict_of
from award.judging.models import DeclaredInterest
from award.judging.queries import rounds
from award.judging.queries.facts import Switches, facts_of_judges


def interests_of(person_id: uuid.UUID) -> list[Any]:
    """What a judge has declared, the newest first, as rows (full name, outlet's newest name, reason, when)."""
    newest = (
        sa.select(OrganisationName.name)
        .where(OrganisationName.organisation_id == DeclaredInterest.outlet_id)
        .order_by(OrganisationName.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        sa.select(DeclaredInterest.full_name, newest.label("outlet"), DeclaredInterest.reason, DeclaredInterest.at)
        .where(DeclaredInterest.person_id == person_id)
        .order_by(DeclaredInterest.at.desc(), DeclaredInterest.id)
    )
    return list(db.session.execute(statement))


@dataclass(frozen=True)
class Effect:
    """What switches do to a round: pairs of judge and work kept apart, by kind; the works (code, judges left) that would
    have fewer judges than the round wants; and some of the pairs (judge, code, conflict)."""

    counts: dict[ConflictKind, int]
    short: list[tuple[str, int]]
    examples: list[tuple[str, str, Any]]


def effect(round_: Round, switches: Switches) -> Effect:
    """What the switches would do with the seats and works as they are now; the number of statements is fixed."""
    known, sitting = rounds.facts_before(round_), rounds.seats(round_)
    people = facts_of_judges((seat.person_id for seat, _, _ in sitting), round_.edition, switches)
    members = defaultdict(list)
    for seat, name, subcommittee in sitting:
        members[subcommittee.id].append((seat.person_id, name))
    counts: Counter[ConflictKind] = Counter()
    short, examples = [], []
    for work in rounds.works_of(round_):
        panel = members[work.subcommittee_id]
        found = [(name, conflict_of(people[person_id], known[work.id])) for person_id, name in panel]
        apart = [(name, conflict) for name, conflict in found if conflict]
        counts.update(conflict.kind for _, conflict in apart)
        examples += [(name, work.code, conflict) for name, conflict in apart]
        if len(panel) - len(apart) < round_.wanted_judges:
            short.append((work.code, len(panel) - len(apart)))
    return Effect(dict(counts), short, sorted(examples, key=lambda row: row[:2]))
