"""What a file is, by its content: its type, and pages, pixels, seconds, words, loudness.

`python -m award.files.probing ANSWER PATH …` is run by `award.files.apart` as a process of its own with bounds on time
and memory, because these libraries read what strangers sent. Each is loaded only for its own kind of file.
"""

import io
from typing import BinaryIO

from award.files import kinds
from award.files.probing import documents, media, pdf, pictures, signatures
from award.files.probing.facts import BROKEN, TOO_MUCH, Probed, Unreadable

PROBERS = {
    kinds.PDF: pdf.probe,
    kinds.JPEG: pictures.probe,
    kinds.PNG: pictures.probe,
    kinds.DOCX: documents.probe,
    signatures.MEDIA: media.probe,
}


def probe_bytes(body: bytes) -> Probed:
    """Looks at bytes that the server made itself."""
    return probe(io.BytesIO(body))


def probe(stream: BinaryIO) -> Probed:
    """Looks at a seekable stream; never raises for what is in it."""
    head = stream.read(signatures.HEAD)
    stream.seek(0)
    claimed = signatures.claimed(head)
    if claimed is None:
        return Probed(signatures.other_type(head))
    if claimed == kinds.DOCX and signatures.is_bag(stream):
        return Probed(kinds.ZIP)
    type_found = None if claimed == signatures.MEDIA else claimed
    try:
        signatures.refuse_two_at_once(stream, head, claimed)
        stream.seek(0)
        return PROBERS[claimed](stream, type_found)
    except Unreadable as fault:
        return Probed(fault.type_found or type_found, refusal=fault.message)
    except MemoryError:
        return Probed(type_found, refusal=TOO_MUCH)
    except Exception:
        # Whatever a library raises on a stranger's bytes means one thing to the person who sent them.
        return Probed(type_found, refusal=BROKEN)
