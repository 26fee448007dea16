"""Where a sign-in may lead, and the one form of an e-mail address."""

from urllib.parse import urlsplit


def within_site(target: str | None) -> str | None:
    """The target if it is a path of this site, else None: a link to us never sends anybody elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if any(character < " " or character == "\\" for character in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def mailbox(email: str) -> str:
    """The address as it is stored and compared: without white space around it, in lower case."""
    return email.strip().lower()
