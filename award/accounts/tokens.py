"""Links that prove a mailbox: signed, expiring, and dead once used.

A token is bound to the state of the account (address, session key, confirmation). Using it changes that state, so
neither it nor an older one can be used again. One for a co-author, who may have no account, is bound to the address it
was sent to, and opens nothing but the page of confirming one work.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from award.kit import clock


class Purpose(StrEnum):
    """What a link is for."""

    CONFIRM = "confirm"
    RESET = "reset"
    INVITE = "invite"
    COAUTHOR = "coauthor"


LASTS = {
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.RESET: timedelta(hours=2),
    Purpose.INVITE: timedelta(days=14),
    Purpose.COAUTHOR: timedelta(days=30),
}

_secret = ""


class _ClockSigner(TimestampSigner):
    """Takes the time from the product's clock."""

    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())


def use_secret(secret: str) -> None:
    """Sets the key that signs, for the process."""
    global _secret
    _secret = secret


def state_of(email: str, session_key: str, confirmed_at: datetime | None) -> str:
    """A fingerprint of what a link is bound to."""
    return fingerprint(f"{email}\n{session_key}\n{confirmed_at.isoformat() if confirmed_at else ''}")


def fingerprint(text: str) -> str:
    """A short digest of something that a link is bound to."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Opened:
    """What a link was made for, whose signature holds; `old` means that its time is over."""

    identity: uuid.UUID
    state: str
    old: bool = False


def issue(purpose: Purpose, identity: uuid.UUID, state: str) -> str:
    """A token for a link to a person's account or another thing."""
    return _serializer(purpose).dumps([identity.hex, state])


def opened(purpose: Purpose, token: str) -> Opened | None:
    """What the token was made for, also when its time is over; None for one that is forged or of another purpose."""
    try:
        identity, state = _serializer(purpose).loads(token, max_age=LASTS[purpose].total_seconds())
        return Opened(uuid.UUID(identity), state)
    except SignatureExpired as late:
        identity, state = _serializer(purpose).load_payload(late.payload)
        return Opened(uuid.UUID(identity), state, old=True)
    except BadSignature:
        return None


def read(purpose: Purpose, token: str) -> tuple[uuid.UUID, str] | None:
    """The person and the state that the token was made for; None for one that is forged, of another purpose or too
    old."""
    found = opened(purpose, token)
    return None if found is None or found.old else (found.identity, found.state)


def _serializer(purpose: Purpose) -> URLSafeTimedSerializer:
    if not _secret:
        raise RuntimeError("no key to sign links with: the application sets it when it starts")
    return URLSafeTimedSerializer(_secret, salt=f"award.accounts.{purpose.value}", signer=_ClockSigner)
