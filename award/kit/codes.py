"""Identifiers: time-ordered UUIDs for rows, random words for secrets."""

import os
import secrets
import time
import uuid


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562, section 5.7): rows sort by creation, indexes stay compact, nobody can guess one."""
    milliseconds = time.time_ns() // 1_000_000
    number = int.from_bytes(milliseconds.to_bytes(6) + os.urandom(10))
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return uuid.UUID(int=number)


def new_secret() -> str:
    """A random word of 256 bits for links and session keys."""
    return secrets.token_urlsafe(32)


# Without 0, 1, i, l, o and u: what a hand copies from paper cannot be misread, and spells no word.
LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


def new_proof_code() -> str:
    """Twenty letters and figures (98 bits) for a paper: short enough to be typed, too long to be guessed."""
    return "".join(secrets.choice(LETTERS) for _ in range(20))
