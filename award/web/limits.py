"""How often: a limit that is overstepped is refused with the sentence when to come back."""

import math

from flask import current_app
from limits import parse

from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import TooMany
from award.web.language import hour


def hit(limit: str, *keys: str) -> None:
    """Counts one try under `keys`; raises `TooMany` when `limit` (as `10 per 15 minutes`) is used up."""
    if _on() and not _limiter().hit(parse(limit), *keys):
        _refuse(limit, keys)


def check(limit: str, *keys: str) -> None:
    """Raises `TooMany` when the limit is used up, without counting this try."""
    if _on() and not _limiter().test(parse(limit), *keys):
        _refuse(limit, keys)


def _on() -> bool:
    return current_app.config.get("RATELIMIT_ENABLED", True)


def _limiter():
    return current_app.extensions["award-limits"]


def _refuse(limit: str, keys: tuple[str, ...]) -> None:
    reset = _limiter().get_window_stats(parse(limit), *keys).reset_time
    minutes = max(1, math.ceil((reset - clock.now().timestamp()) / 60))
    raise TooMany(
        say(
            "Too many tries. Come back in %(minutes)s minutes, at %(hour)s.",
            minutes=minutes,
            hour=hour(clock.in_minutes(minutes)),
        )
    )
