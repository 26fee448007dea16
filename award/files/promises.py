"""What a browser says of its file before the bytes are here: by which the file is known again, and what must arrive."""

import base64
import binascii
import re
from typing import Any

from award.files.names import kept_name
from award.files.sentences import exactly
from award.kit.messages import Message, say

DIGEST = re.compile(r"[0-9a-f]{64}")


def is_digest(text: Any) -> bool:
    """Whether this is a SHA-256 in small hexadecimal digits."""
    return isinstance(text, str) and DIGEST.fullmatch(text) is not None


def is_checksum(text: Any) -> bool:
    """Whether this is a SHA-256 as S3 writes it: in base64."""
    try:
        return isinstance(text, str) and len(text) == 44 and len(base64.b64decode(text, validate=True)) == 32
    except binascii.Error:
        return False


def is_same(file: Any, *, name: str, size: int, head_sha256: str | None) -> bool:
    """Whether a file chosen again is the one that `file` waits for: name, size and the hash of its first MiB."""
    known = file.head_sha256 is None or file.head_sha256 == head_sha256
    return (file.name, file.size) == (kept_name(name), size) and known


def other_file_fault(file: Any, *, name: str, size: int, head_sha256: str | None) -> Message | None:
    """Why a file cannot go on where another one broke off, or None when it is the same."""
    if is_same(file, name=name, size=size, head_sha256=head_sha256):
        return None
    if file.size != size:
        return say(
            "This is another file: “%(name)s” with %(expected)s is waited for, “%(chosen)s” has %(size)s. Choose the "
            "same file again, or remove the row and send this one instead.",
            name=file.name,
            expected=exactly(file.size),
            chosen=kept_name(name),
            size=exactly(size),
        )
    return say(
        "This is another file than “%(name)s”, which is waited for: its name or its beginning differs. Choose the same "
        "file again, or remove the row and send this one instead.",
        name=file.name,
    )


def digest_fault(*, name: str, declared: str | None, found: str) -> Message | None:
    """Why these bytes are not the ones that were declared, with both hashes; None when they are or nothing was said."""
    if declared is None or declared == found:
        return None
    return say(
        "“%(name)s” is not the file that was declared: SHA-256 %(declared)s was declared, %(found)s is here.",
        name=name,
        declared=declared,
        found=found,
    )
