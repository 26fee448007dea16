"""Every verb on a file: promised, sent in parts straight to the bucket, joined, looked at, kept or refused."""

from award.files.service.ground import PREFIX, Unanswered, check_again
from award.files.service.keeping import WATCHERS, abandon, conclude, store_bytes
from award.files.service.rendering import (
    ask_for_renditions,
    forget_findings,
    keep_renditions,
    put_rendition,
    wants_renditions,
)
from award.files.service.sending import PartPlan, UploadPlan, begin, finish, open_upload

__all__ = [
    "PREFIX",
    "WATCHERS",
    "PartPlan",
    "Unanswered",
    "UploadPlan",
    "abandon",
    "ask_for_renditions",
    "begin",
    "check_again",
    "conclude",
    "finish",
    "forget_findings",
    "keep_renditions",
    "open_upload",
    "put_rendition",
    "store_bytes",
    "wants_renditions",
]
