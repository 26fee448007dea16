"""The doors for whoever watches over the installation."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from award.config import ObjectStorage
from award.db import db
from award.storage import Storage
from tests.support.editions import make_edition, make_entry


def test_the_process_answers(client):
    assert client.get("/healthz").get_data(as_text=True) == "ok"


@pytest.mark.storage
def test_ready_when_database_and_bucket_answer(client, bucket):
    assert client.get("/readyz").status_code == 200


def test_not_ready_with_a_database_of_another_version(client, world):
    db.session.execute(sa.text("DELETE FROM alembic_version"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "db upgrade" in answer.get_data(as_text=True)


def test_not_ready_without_a_bucket_and_says_so(client, world, monkeypatch):
    nobody = ObjectStorage("http://127.0.0.1:9", "http://127.0.0.1:9", "none", "key", "secret", "us-east-1")
    monkeypatch.setitem(world.extensions, "award-storage", Storage(nobody))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "Kho lưu trữ tệp không trả lời." in answer.get_data(as_text=True)


def test_metrics_are_shown_only_where_switched_on(client, world, cast, monkeypatch):
    make_entry(make_edition(), cast.an)
    assert client.get("/metrics").status_code == 404
    monkeypatch.setitem(world.config, "AWARD", replace(world.config["AWARD"], metrics=True))
    assert 'award_entries{state="submitted"} 1' in client.get("/metrics").get_data(as_text=True)
