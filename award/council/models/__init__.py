"""The tables of the council: prizes, and what its sessions decide."""

from award.council.models.ballots import Ballot, BallotVoter, OpenVote, SecretVote
from award.council.models.objections import Following, Objection, ObjectionFile, Posting, Revocation
from award.council.models.prizes import Prize
from award.council.models.sessions import (
    CouncilSession,
    ItemWork,
    MinuteNote,
    Recusal,
    SessionItem,
    SessionMember,
)

__all__ = [
    "Ballot",
    "BallotVoter",
    "CouncilSession",
    "Following",
    "ItemWork",
    "MinuteNote",
    "Objection",
    "ObjectionFile",
    "OpenVote",
    "Posting",
    "Prize",
    "Recusal",
    "Revocation",
    "SecretVote",
    "SessionItem",
    "SessionMember",
]
