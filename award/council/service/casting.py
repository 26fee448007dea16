"""The cast. In a secret ballot the vote parts here from the name, in one transaction and for good.

Both tables of the ballot are written anew with every cast: the papers in the order of their random codes, the list of
voters whole. So no order of rows, no row that changed alone and no number of a transaction says which paper came last,
whose name was ticked last, or that the two belong together. Nothing is recorded for a secret cast but these two: an
entry in the record would give it an instant.
"""

import secrets
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from award.audit.service import record
from award.council import queries, voting
from award.council.models import Ballot, BallotVoter, OpenVote, SecretVote
from award.council.sitting import Sitting
from award.council.states import BallotState
from award.db import db
from award.judging.conflicts import conflict_of
from award.judging.queries.facts import facts_of_judges, facts_of_work
from award.kit.codes import LETTERS
from award.kit.messages import say
from award.kit.refusals import Refusal, WrongMoment

CODE_LENGTH = 10


def new_code() -> str:
    """A code for one paper: ten letters and figures (49 bits), in two groups that a hand copies without a fault."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def cast(sitting: Sitting, ballot: Ballot, paper: Sequence[str], *, code: str, actor: Any) -> None:
    """Casts a member's vote; `code` is the one that the member was shown before. The same code again changes nothing and
    is answered as the first time, so a second press does no harm; another one is refused.

    Refused: a closed ballot, somebody not on its list, a second vote, a conflict, a paper that cannot be counted.
    """
    voter = queries.voters(ballot.id).get(actor.id)
    if voter is None:
        raise WrongMoment(say("This ballot was opened without you: whoever comes later votes in the next one."))
    if voter.has_voted:
        if ballot.secret and db.session.get(SecretVote, (ballot.id, code)):
            return
        raise WrongMoment(say("The vote was cast already; the first one counts."))
    if ballot.state is not BallotState.OPEN:
        raise WrongMoment(say("The ballot is closed; votes are no longer taken."))
    if voter.has_left:
        raise WrongMoment(say("You are noted as gone. Tell the secretary, then vote."))
    _check_conflict(sitting, ballot, actor)
    if not voting.is_valid(paper, ballot.works, ballot.places):
        raise Refusal(say("This paper cannot be counted. Choose again."), "choice")
    if ballot.secret:
        _put_into_the_box(ballot, code, list(paper))
    else:
        db.session.add(OpenVote(ballot_id=ballot.id, person_id=actor.id, paper=list(paper)))
        db.session.flush()
    _tick_off(ballot, actor)
    if not ballot.secret:
        record("ballot.cast", ballot, actor=actor, edition=sitting.edition, after={"votes": list(paper)})


def _check_conflict(sitting: Sitting, ballot: Ballot, actor: Any) -> None:
    """A conflict that came to light after the ballot was opened still bites."""
    person = facts_of_judges([actor.id], sitting.edition)[actor.id]
    for work in queries.works_by_ids([one.entry_id for one in sitting.focus.works]):
        if conflict_of(person, facts_of_work(work.id, work.owner_id)):
            raise WrongMoment(say("There is a conflict of interest with this question; no vote is taken."))


def _put_into_the_box(ballot: Ballot, code: str, paper: list[str]) -> None:
    """All papers come out and go back in, sorted by their codes."""
    box = sorted([*queries.secret_papers(ballot.id), (code, paper)])
    db.session.execute(sa.delete(SecretVote).where(SecretVote.ballot_id == ballot.id))
    db.session.execute(
        sa.insert(SecretVote), [{"ballot_id": ballot.id, "code": one, "paper": list(said)} for one, said in box]
    )


def _tick_off(ballot: Ballot, actor: Any) -> None:
    """The whole list is written anew, not the one line."""
    ticked = sa.or_(BallotVoter.has_voted, BallotVoter.person_id == actor.id)
    db.session.execute(sa.update(BallotVoter).where(BallotVoter.ballot_id == ballot.id).values(has_voted=ticked))
