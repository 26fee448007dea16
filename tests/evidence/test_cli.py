"""The bytes of kept copies are proved again, and brooms know what is whose."""

from datetime import timedelta

import pytest

from award.db import db
from award.evidence.models import Look
from award.files.service.sweeping import sweep
from award.kit import clock

pytestmark = pytest.mark.storage


@pytest.fixture
def kept(linked):
    linked.look()
    return db.session.query(Look).one().warc_key


def run(world, *words: str):
    return world.test_cli_runner().invoke(args=["evidence", *words])


def test_every_copy_is_read_again(world, bucket, kept):
    answer = run(world, "verify")
    assert (answer.exit_code, "1 of 1" in answer.output) == (0, True)
    bucket.put(kept, b"something else", "application/warc")
    assert "other bytes" in run(world, "verify").output
    bucket.delete(kept)
    answer = run(world, "verify")
    assert (answer.exit_code, "not in the bucket" in answer.output) == (1, True)


def test_the_brooms_leave_what_a_look_refers_to_and_what_is_young(world, bucket, kept):
    lost = "evidence/lost.warc.gz"
    bucket.put(lost, b"x", "application/warc")
    assert run(world, "sweep").output.startswith("     0")
    with clock.at(clock.now() + timedelta(days=2)):
        sweep()
        assert lost in run(world, "sweep", "--dry-run").output
        assert bucket.head(lost) is not None
        assert lost in run(world, "sweep").output
    assert (bucket.head(lost), bucket.head(kept) is None) == (None, False)
