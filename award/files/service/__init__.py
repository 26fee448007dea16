"""Every verb on a file: promised, sent in parts straight to the bucket, joined, looked at, kept or refused."""

from award.files.service.ground import PREFIX, Unanswered, check_again
from award.files.service.keeping import WATCHERS, abandon, conclude, store_bytes
from award.files.service.sending import PartPlan, UploadPlan, begin, finish, open_upload

__all__ = [
    "PREFIX",
    "WATCHERS",
    "PartPlan",
    "Unanswered",
    "UploadPlan",
    "abandon",
    "begin",
    "check_again",
    "conclude",
    "finish",
    "open_upload",
    "store_bytes",
]
