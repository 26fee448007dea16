"""Every verb on a file: begun, sent in parts straight to the bucket, joined, looked at, kept or refused."""

from award.files.service.ground import PREFIX, Unanswered, check_again
from award.files.service.keeping import (
    WATCHERS,
    WELCOMERS,
    abandon,
    conclude,
    key_of,
    store_bytes,
    take_in,
)
from award.files.service.rendering import (
    ask_for_renditions,
    forget_findings,
    keep_blind_copy,
    keep_renditions,
    put_rendition,
    wants_blind_copy,
    wants_renditions,
)
from award.files.service.sending import (
    Incomplete,
    PartPlan,
    UploadPlan,
    addresses,
    arrived_so_far,
    begin,
    declare,
    finish,
    open_upload,
    send_again,
    send_bytes,
)
from award.files.service.tending import free_strays, tend, tend_on

__all__ = [
    "PREFIX",
    "WATCHERS",
    "WELCOMERS",
    "Incomplete",
    "PartPlan",
    "Unanswered",
    "UploadPlan",
    "abandon",
    "addresses",
    "arrived_so_far",
    "ask_for_renditions",
    "begin",
    "check_again",
    "conclude",
    "declare",
    "finish",
    "forget_findings",
    "free_strays",
    "keep_blind_copy",
    "keep_renditions",
    "key_of",
    "open_upload",
    "put_rendition",
    "send_again",
    "send_bytes",
    "store_bytes",
    "take_in",
    "tend",
    "tend_on",
    "wants_blind_copy",
    "wants_renditions",
]
