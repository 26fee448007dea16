"""The code on a scan beside the paper: pure comparing of what was read or typed."""

import re

from award.papers.states import ScanVerdict

ADDRESS = re.compile(r"/papers/proof/([0-9a-z]{20})(?:/\d+)?/?(?:\?h=([0-9a-f]{16,64}))?")
CODE = re.compile(r"^[0-9a-z]{20}$")
LONGEST = 600


def read_address(text: str) -> tuple[str, str] | None:
    """Code and hash (empty where there is none) of the address in a QR code; None for any other text."""
    found = ADDRESS.search(text[:LONGEST])
    return (found[1], found[2] or "") if found else None


def typed_code(text: str) -> str | None:
    """A code as it was typed from paper, in small letters and without spaces; None for what is none."""
    plain = "".join(text.lower().split()).replace("-", "")
    return plain if CODE.match(plain) else None


def verdict(code: str | None, digest: str, *, of_code: str, of_digest: str) -> ScanVerdict:
    """What a code (None: none was found) and as much of a hash as it carried say of the paper with this code and hash."""
    if code is None:
        return ScanVerdict.UNREAD
    if code != of_code:
        return ScanVerdict.OTHER
    return ScanVerdict.MATCHES if of_digest.startswith(digest) else ScanVerdict.CHANGED


def holds(printed: str, digest: str) -> bool | None:
    """Whether a printed hash, or as much of it as was given, is this one; None for what is no hash."""
    text = "".join(printed.lower().split())
    if not 16 <= len(text) <= len(digest) or set(text) - set("0123456789abcdef"):
        return None
    return digest.startswith(text)
