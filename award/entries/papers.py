"""The data of a work that its papers stand for: one form of it, its hash, and whether a printed hash still holds.

The hash covers what the work is: titles, names in order with their shares, parts, earlier prizes, and which files. It
leaves out addresses, telephones and personal numbers, since the hash stands on a public page and short numbers could be
tried out against it; and the code, the state and the results of checks, which come after the paper was printed.
"""

from collections.abc import Callable
from typing import Any

from award.entries.confirmations import Signing, digest_of

# As much of the hash as the address in a QR code carries, so that the code stays large enough to be read from paper.
IN_ADDRESS = 32
LEAST = 16


def content(entry: Any) -> dict[str, Any]:
    """The data of a work that a paper stands for, as plain values."""
    return {
        "title": entry.title,
        "summary": entry.summary,
        "language": entry.language,
        "category": str(entry.category_id),
        "genre": str(entry.genre_id or ""),
        "theme": str(entry.theme_id or ""),
        "authors": [_author(author) for author in entry.authors],
        "parts": [_part(part) for part in entry.parts],
        "prizes": [[prize.contest, prize.organiser, prize.level, prize.year] for prize in entry.prizes],
        "files": sorted([str(held.file_id), held.part_position or 0, held.caption] for held in entry.attachments),
    }


def content_digest(entry: Any) -> str:
    """The hash (SHA-256, hex) of a work's data. Load its authors, parts, prizes and attachments with it."""
    return digest_of(content(entry))


def holds(printed: str, digest: str) -> bool | None:
    """Whether a printed hash, or as much of it as was given, is the present one; None for what is no hash."""
    text = "".join(printed.lower().split())
    if not LEAST <= len(text) <= len(digest) or set(text) - set("0123456789abcdef"):
        return None
    return digest.startswith(text)


def signing_of(signed_digest: str | None, digest: Callable[[], str]) -> Signing:
    """How a signed form stands; `digest` makes the hash of what there is now, and is asked only where there is one."""
    if signed_digest is None:
        return Signing.ABSENT
    return Signing.HERE if signed_digest == digest() else Signing.STALE


def _author(author: Any) -> list[Any]:
    share = None if author.share is None else f"{author.share:.2f}"
    return [author.full_name, author.pen_names, bool(author.is_lead), str(author.outlet_id or ""), share]


def _part(part: Any) -> list[Any]:
    day = part.published_on.isoformat() if part.published_on else None
    return [part.title, part.outlet_name, part.programme, day, part.page, part.url, part.minutes, part.words]
