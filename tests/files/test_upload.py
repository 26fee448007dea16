"""An upload from promise to verified, through a real S3 server."""

import hashlib
import io

import pypdf
import pytest

from award.db import db
from award.editions.states import FileKind
from award.files import queries, service
from award.files.states import FileState
from award.jobs.service import run_due
from tests.files.browser import send

pytestmark = pytest.mark.storage


def a_pdf(pages=3) -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def promise(cast, body, name="Trang báo.pdf", kinds=(FileKind.PDF,), **more):
    file = service.begin(name=name, kinds=kinds, owner=cast.an, **{"size": len(body), "largest": 50_000_000, **more})
    db.session.commit()
    return file.id


def test_a_file_is_promised_sent_joined_and_verified(bucket, cast):
    body = a_pdf()
    file_id = promise(cast, body)
    send(file_id, body)
    assert service.finish(file_id, actor_id=cast.an.id).state is FileState.STORED
    run_due()
    file = queries.stored_file(file_id)
    assert file.state is FileState.VERIFIED, file.refusal
    assert (file.type_found, file.probe) == ("application/pdf", {"pages": 3})
    assert file.sha256 == hashlib.sha256(body).hexdigest()
    assert b"".join(bucket.read(file.key)) == body
