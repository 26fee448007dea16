"""Counting votes: what a ballot paper may say, who must be there, what carries. Pure and exact.

A paper is a tuple of words. About one work it says yes, no or abstain; about several it names as many works as there
are places at most, or none of them, or abstains. Works are words too: their identities as text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from award.council.states import Outcome
from award.editions.states import MajorityOf

YES, NO, NONE, ABSTAIN = "yes", "no", "none", "abstain"
HALF = Fraction(1, 2)
# Of fewer papers of a secret ballot each voter could tell what the others said, or everybody could.
LEAST_SECRET = 3
Paper = tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """How a ballot is decided. `quorum` is a share (`2/3`) or a number (`5`) of the members who may vote on the question,
    conflicted ones not counted; a `majority` of one half means more than half, any other share at least that much,
    counted of `of`. Fewer papers than three of a `secret` ballot are not counted."""

    quorum: str
    majority: Fraction
    of: MajorityOf
    secret: bool = False


@dataclass(frozen=True)
class Roll:
    """Who may vote: `entitled` members without a conflict, in the hall or not; of them `present` to the end of the ballot
    or until they voted."""

    entitled: int
    present: int


@dataclass(frozen=True)
class Count:
    """What a ballot came to. `votes` has every word that a paper could say, in the paper's order, each without a vote
    where the papers are too few to be `counted`; `basis` is what the majority was counted of, `needed` the votes that
    carry; `winners` carried, `again` are to be voted on once more."""

    votes: dict[str, int]
    cast: int
    quorum: int
    basis: int
    needed: int
    outcome: Outcome
    winners: Paper = ()
    again: Paper = ()
    counted: bool = True


def words_of(works: Sequence[str]) -> Paper:
    """Every word that a paper about these works can say."""
    return (YES, NO, ABSTAIN) if len(works) == 1 else (*works, NONE, ABSTAIN)


def is_valid(paper: Sequence[str], works: Sequence[str], places: int) -> bool:
    """Whether a paper can be counted."""
    if len(works) == 1 or len(paper) == 1:
        return len(paper) == 1 and paper[0] in words_of(works)
    return 1 < len(paper) <= places and len(set(paper)) == len(paper) and set(paper) <= set(works)


def quorum_of(quorum: str, entitled: int) -> int:
    """How many members must take part; never fewer than one."""
    return max(1, ceil(Fraction(quorum) * entitled)) if "/" in quorum else int(quorum)


def needed_of(majority: Fraction, basis: int) -> int:
    """The fewest votes that carry: more than half for a majority of one half, else at least the share."""
    return floor(basis * HALF) + 1 if majority == HALF else max(1, ceil(majority * basis))


def count(papers: Iterable[Paper], works: Sequence[str], places: int, roll: Roll, rules: Rules) -> Count:
    """Counts valid papers; their order does not matter."""
    papers = list(papers)
    said = Counter(word for paper in papers for word in paper)
    votes = {word: said[word] for word in words_of(works)}
    quorum = max(quorum_of(rules.quorum, roll.entitled), LEAST_SECRET if rules.secret else 1)
    basis = _basis(rules.of, roll, len(papers), votes[ABSTAIN])
    needed = needed_of(rules.majority, basis)
    if rules.secret and len(papers) < LEAST_SECRET:
        silent = dict.fromkeys(votes, 0)
        return Count(silent, len(papers), quorum, basis, needed, Outcome.NO_QUORUM, counted=False)
    if len(papers) < quorum:
        return Count(votes, len(papers), quorum, basis, needed, Outcome.NO_QUORUM)
    if len(works) == 1:
        winners, again = (tuple(works) if votes[YES] >= needed else ()), ()
    else:
        winners = _winners(votes, works, places, needed)
        again = () if votes[NONE] >= needed else _again(votes, works, places, winners)
    outcome = Outcome.RUN_OFF if again else Outcome.PASSED if winners else Outcome.NOT_PASSED
    return Count(votes, len(papers), quorum, basis, needed, outcome, winners, again)


def _basis(of: MajorityOf, roll: Roll, cast: int, abstained: int) -> int:
    return {
        MajorityOf.MEMBERS: roll.entitled,
        MajorityOf.PRESENT: roll.present,
        MajorityOf.CAST: cast,
        MajorityOf.EXPRESSED: cast - abstained,
    }[of]


def _winners(votes: dict[str, int], works: Sequence[str], places: int, needed: int) -> Paper:
    """Those with enough votes, while there are places; works of equal votes go in together or not at all."""
    carried = [work for work in works if votes[work] >= needed]
    return tuple(work for work in carried if sum(votes[other] >= votes[work] for other in carried) <= places)


def _again(votes: dict[str, int], works: Sequence[str], places: int, winners: Paper) -> Paper:
    """Who stands in a run-off for the places left: the best one more than there are places, and whoever equals them."""
    left = places - len(winners)
    others = sorted((votes[work] for work in works if work not in winners and votes[work]), reverse=True)
    if left < 1 or not others:
        return ()
    least = others[min(left, len(others) - 1)]
    return tuple(work for work in works if work not in winners and votes[work] >= least)
