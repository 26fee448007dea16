"""Addresses under which a browser saves a kept WARC for a while."""

from typing import Any

from award.storage import storage

GZIP = "application/gzip"


def warc_address(look: Any, *, name: str) -> str:
    """A short-lived address of the WARC that a look kept, under a readable name."""
    return storage().view_url(look.warc_key, name=f"{name}-{look.number}.warc.gz", content_type=GZIP, download=True)
