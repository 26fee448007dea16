"""Passwords: Argon2id with the figures that OWASP names, and what a password may not be."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from award.kit.messages import Message, say
from award.kit.text import fold

LEAST, MOST = 10, 200
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# The hash of a password that nobody knows: an unknown address takes as long to refuse as a known one.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$RA1gwDGrWp6EbOw+wf3o3g$ZMk7gp/FKapC2tMqUVHqqnIrzcoUJIZvlcm6gBBz7Ck"


def hashed(password: str) -> str:
    """The hash to store; the password is brought to one normal form, so that every keyboard types the same one."""
    return HASHER.hash(_normal(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password; None (no such person), or no hash (invited and not come yet), takes as long and is
    never right."""
    is_hash = password_hash is not None and password_hash.startswith("$")
    try:
        return HASHER.verify(password_hash if is_hash else NOBODY, _normal(password)) and is_hash
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other figures than today's."""
    return HASHER.check_needs_rehash(password_hash)


def fault_of(password: str, *, email: str, full_name: str) -> Message | None:
    """Why this may not be the password, or None."""
    if len(_normal(password)) < LEAST:
        return say("The password needs at least %(least)s characters.", least=LEAST)
    if len(password) > MOST:
        return say("The password may have at most %(most)s characters.", most=MOST)
    told = {_bare(email), _bare(email.partition("@")[0]), _bare(full_name)}
    if _bare(password) in told:
        return say("The password may not be the address or the name.")
    if len(set(password)) < 4:
        return say("The password is too simple; take several words.")
    return None


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")
