"""Verbs of a ballot: opening it, closing and counting it, voting once more."""

import uuid
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from award.audit.service import record
from award.council import queries, voting
from award.council.models import Ballot, BallotVoter, SecretVote
from award.council.service import prizes
from award.council.service.noting import note, still_open
from award.council.service.sessions import find_conflicts
from award.council.sitting import Item, Sitting
from award.council.states import BALLOT, ItemState, MinuteKind, Outcome
from award.db import db
from award.editions.states import MajorityOf
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment


def open_ballot(
    sitting: Sitting,
    item: Item,
    *,
    secret: bool,
    quorum: str,
    majority: str,
    majority_of: MajorityOf,
    actor: Any,
) -> Ballot:
    """Opens a ballot on the question that is being dealt with, on its works and places that no ballot has decided yet.
    Who is in the hall and has no conflict may vote.

    Refused: a question that is decided, another open ballot, no quorum, a secret ballot of too few voters.
    """
    carried = {word for before in item.ballots if before.closed_at for word in before.winners}
    works, places = [work.word for work in item.works if work.word not in carried], item.row.places - len(carried)
    if places < 1 or not works or (item.last_count and item.last_count.outcome is Outcome.PASSED):
        raise WrongMoment(say("This question is decided already."))
    rules = {"secret": secret, "quorum": quorum, "majority": majority, "majority_of": majority_of}
    return _open(sitting, item, Ballot(works=works, places=places, **rules), actor=actor)


def run_off(sitting: Sitting, item: Item, before: Ballot, *, actor: Any) -> Ballot:
    """Votes once more among the works that a ballot left over, for the places that it left, by the same rules."""
    if before is not item.last_count or not before.again:
        raise WrongMoment(say("There is nothing to be voted on again."))
    rules = {name: getattr(before, name) for name in ("secret", "quorum", "majority", "majority_of")}
    places = min(before.places - len(before.winners), max(1, len(before.again) - 1))
    again = Ballot(works=list(before.again), places=places, again_of_id=before.id, **rules)
    return _open(sitting, item, again, actor=actor)


def _open(sitting: Sitting, item: Item, ballot: Ballot, *, actor: Any) -> Ballot:
    still_open(sitting.session)
    if item.row.state is not ItemState.TAKEN_UP:
        raise WrongMoment(say("A ballot is about the question that is being dealt with. Take it up first."))
    if sitting.open_ballot:
        raise WrongMoment(say("A ballot of this session is open already."))
    find_conflicts(sitting, item)
    entitled = [one for one in sitting.members if one.person_id not in item.recused]
    there = [one for one in sitting.present if one.person_id not in item.recused]
    _check_quorum(ballot.quorum, len(there), len(entitled))
    if ballot.secret and len(there) < voting.LEAST_SECRET:
        least = voting.LEAST_SECRET
        raise Refusal(say("A secret ballot of fewer than %(least)s voters would tell who voted what. Take an open vote.", least=least), "secret")  # fmt: skip
    ballot.session_id, ballot.item_id, ballot.entitled = sitting.session.id, item.id, len(entitled)
    ballot.number = 1 + max((one.number for other in sitting.items for one in other.ballots), default=0)
    ballot.opened_at = clock.now()
    db.session.add(ballot)
    db.session.flush()
    db.session.add_all(BallotVoter(ballot_id=ballot.id, person_id=one.person_id) for one in there)
    db.session.flush()
    item.ballots.append(ballot)
    rules = {"secret": ballot.secret, "quorum": ballot.quorum, "majority": ballot.majority, "of": ballot.majority_of}
    record("ballot.open", ballot, actor=actor, edition=sitting.edition, after={**rules, "works": ballot.works})
    note(
        sitting.session,
        MinuteKind.BALLOT_OPENED,
        item.id,
        number=ballot.number,
        voters=len(there),
        entitled=len(entitled),
        again=ballot.again_of_id is not None,
        works=_named(item, ballot.works),
        **rules,
    )
    return ballot


def _check_quorum(quorum: str, there: int, entitled: int) -> None:
    needed = voting.quorum_of(quorum, entitled)
    if there < needed:
        raise Refusal(
            say(
                "%(there)s of the %(entitled)s members who may vote are present; the quorum is %(needed)s.",
                there=there,
                entitled=entitled,
                needed=needed,
            )
        )


def close_ballot(sitting: Sitting, item: Item, ballot: Ballot, *, actor: Any) -> list[Refusal]:
    """Closes a ballot, counts it, seals the count in the record, and prepares the prizes that were carried. Answers why a
    carried prize could not be prepared, for each that could not: the count stands all the same. Papers of a secret ballot
    that are too few to be counted are destroyed."""
    target = BALLOT.target("close", ballot.state)
    papers = [paper for _, paper in queries.papers(ballot)]
    voters = queries.voters(ballot.id).values()
    present = sum(not one.has_left for one in voters)
    rules = voting.Rules(ballot.quorum, Fraction(ballot.majority), ballot.majority_of, ballot.secret)
    roll = voting.Roll(ballot.entitled, present)
    count = voting.count(papers, ballot.works, ballot.places, roll, rules)
    if not count.counted:
        _destroy_papers(ballot)
    sealing = queries.papers_digest(ballot)
    ballot.state, ballot.closed_at, ballot.digest = target, clock.now(), sealing
    ballot.votes, ballot.present, ballot.basis, ballot.needed = count.votes, present, count.basis, count.needed
    ballot.outcome, ballot.winners, ballot.again = count.outcome, list(count.winners), list(count.again)
    db.session.flush()
    sealed = {"votes": count.votes, "cast": count.cast, "outcome": count.outcome, "digest": ballot.digest}
    record("ballot.close", ballot, actor=actor, edition=sitting.edition, after=sealed)
    _note_count(sitting, item, ballot, count)
    return _give(sitting, item, ballot, count, actor=actor)


def _destroy_papers(ballot: Ballot) -> None:
    db.session.execute(sa.delete(SecretVote).where(SecretVote.ballot_id == ballot.id))
    whole = sa.update(BallotVoter).where(BallotVoter.ballot_id == ballot.id)
    db.session.execute(whole.values(has_voted=False))


def _note_count(sitting: Sitting, item: Item, ballot: Ballot, count: voting.Count) -> None:
    note(
        sitting.session,
        MinuteKind.COUNTED,
        item.id,
        number=ballot.number,
        level=item.level,
        secret=ballot.secret,
        works=_named(item, ballot.works),
        votes=list(count.votes.items()),
        voters=len(queries.voters(ballot.id)),
        present=ballot.present,
        entitled=ballot.entitled,
        cast=count.cast,
        counted=count.counted,
        quorum=count.quorum,
        basis=count.basis,
        needed=count.needed,
        majority=ballot.majority,
        of=ballot.majority_of,
        outcome=count.outcome,
        winners=_named(item, count.winners),
        again=_named(item, count.again),
    )


def _named(item: Item, words: Any) -> list[dict[str, str]]:
    by_word = {work.word: work for work in item.works}
    return [{"word": word, "code": by_word[word].code, "title": by_word[word].title} for word in words]


def _give(sitting: Sitting, item: Item, ballot: Ballot, count: voting.Count, *, actor: Any) -> list[Refusal]:
    """Prepares the prizes carried. The vote is the reason where the order of the standings is left."""
    edition = queries.edition_with_table(sitting.edition.code)
    level = next(level for level in edition.prize_levels if level.id == item.row.level_id)
    refused = []
    entries = {str(entry.id): entry for entry in queries.works_by_ids([uuid.UUID(word) for word in count.winners])}
    for word in count.winners:
        votes = count.votes[voting.YES] if len(ballot.works) == 1 else count.votes[word]
        reason = f"Hội đồng biểu quyết: {votes}/{count.basis} phiếu (lần biểu quyết {ballot.number})."
        faults = _prepare(edition, entries[word], level, reason, actor=actor)
        refused += faults
        note(sitting.session, MinuteKind.PRIZE, item.id, level=level.name, given=not faults, **_named(item, [word])[0])
    return refused


def _prepare(edition: Any, entry: Any, level: Any, reason: str, *, actor: Any) -> list[Refusal]:
    try:
        try:
            prizes.prepare(edition, entry, level, actor=actor)
        except Refusal as refusal:
            if refusal.field != "departure":
                raise
            prizes.prepare(edition, entry, level, departure=reason, actor=actor)
    except Refusal as refusal:
        return [refusal]
    return []
