"""Reading destinations, batches, and the works that are or may be sent."""

from award.forwarding.queries.batches import (
    BatchLine,
    batch,
    batch_lines,
    destination,
    destinations,
    earlier_entry_ids,
    issuer_of_letters,
    last_number,
    numbered,
    open_batch_of,
    terms_of,
)
from award.forwarding.queries.wholes import wholes
from award.forwarding.queries.works import Candidates, candidates, file_totals, works

__all__ = [
    "BatchLine",
    "Candidates",
    "batch",
    "batch_lines",
    "candidates",
    "destination",
    "destinations",
    "earlier_entry_ids",
    "file_totals",
    "issuer_of_letters",
    "last_number",
    "numbered",
    "open_batch_of",
    "terms_of",
    "wholes",
    "works",
]
