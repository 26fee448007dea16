"""Links that prove a mailbox: signed, expiring, and dead once used.

A token is bound to the state of the account (address, session key, confirmation). Using it changes that state, so
neither it nor an older one can be used again.
"""

import hashlib
import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from award.kit import clock


class Purpose(StrEnum):
    """What a link is for."""

    CONFIRM = "confirm"
    RESET = "reset"
    INVITE = "invite"


LASTS = {Purpose.CONFIRM: timedelta(days=7), Purpose.RESET: timedelta(hours=2), Purpose.INVITE: timedelta(days=14)}

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
    text = f"{email}\n{session_key}\n{confirmed_at.isoformat() if confirmed_at else ''}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def issue(purpose: Purpose, person_id: uuid.UUID, state: str) -> str:
    """A token for a link."""
    return _serializer(purpose).dumps([person_id.hex, state])


def read(purpose: Purpose, token: str) -> tuple[uuid.UUID, str] | None:
    """The person and the state that the token was made for; None for one that is forged, of another purpose or too
    old."""
    try:
        identity, state = _serializer(purpose).loads(token, max_age=LASTS[purpose].total_seconds())
    except BadSignature:
        return None
    return uuid.UUID(identity), state


def _serializer(purpose: Purpose) -> URLSafeTimedSerializer:
    if not _secret:
        raise RuntimeError("no key to sign links with: the application sets it when it starts")
    return URLSafeTimedSerializer(_secret, salt=f"award.accounts.{purpose.value}", signer=_ClockSigner)
