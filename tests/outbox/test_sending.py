"""Letters leave once, by a real SMTP server of the test's own, and what does not leave is said."""

import contextlib
import dataclasses
import email
from datetime import timedelta
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from award.db import db
from award.embedded.ports import HOST, free_port
from award.jobs import service as jobs
from award.jobs.models import Job
from award.jobs.states import JobState
from award.kit import clock
from award.outbox.models import Letter
from award.outbox.service import post, send_again
from award.outbox.states import LetterState
from award.outbox.tasks import TRIES, send


class Sink:
    """Keeps what it is given; refuses the addresses it is told to."""

    def __init__(self):
        self.letters, self.refusing = [], {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refusing:
            return self.refusing[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def smtp_port(world):
    """The application is told of a mail server; nothing listens there yet."""
    port = free_port()
    settings = world.config["AWARD"]
    world.config["AWARD"] = dataclasses.replace(settings, smtp_url=f"smtp://{HOST}:{port}")
    yield port
    world.config["AWARD"] = settings


@contextlib.contextmanager
def listening(port: int):
    """The mail server, up; it may be slow to come on a busy machine."""
    handler = Sink()
    controller = Controller(handler, hostname=HOST, port=port, ready_timeout=60)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()


@pytest.fixture
def sink(smtp_port):
    with listening(smtp_port) as handler:
        yield handler


def a_letter(person, **more) -> Letter:
    letter = post("accounts/password_set", to=person, name=person.full_name, at=clock.now(), **more)
    db.session.commit()
    return letter


def stored(letter: Letter) -> Letter:
    db.session.rollback()
    return db.session.get(Letter, letter.id, populate_existing=True)


def test_a_letter_leaves_once_with_its_subject_and_text_whole(cast, sink):
    letter = a_letter(cast.an)
    assert jobs.run_due() == 1
    send(letter_id=str(letter.id))
    (arrived,) = sink.letters
    assert arrived["To"] == "an@example.vn"
    assert arrived["Subject"] == stored(letter).subject
    assert arrived["Message-ID"] == f"<{letter.id}@example.vn>"
    assert "Lê Thị An" in arrived.get_content()
    assert arrived.get_content_charset() == "utf-8"
    assert "http://localhost/forgotten" in arrived.get_content()
    assert stored(letter).state is LetterState.SENT


def test_the_secret_of_a_letter_is_forgotten_once_it_has_left(cast, sink):
    letter = post("accounts/reset", to=cast.an, name="An", secret_token="open-sesame", next=None)
    db.session.commit()
    jobs.run_due()
    assert "open-sesame" in sink.letters[0].get_content()
    assert "open-sesame" not in str(stored(letter).values)


def test_letters_are_said_in_the_language_of_their_reader(cast, sink):
    cast.an.language = "en"
    a_letter(cast.an)
    a_letter(cast.binh)
    jobs.run_due()
    english, vietnamese = sink.letters
    assert english["Subject"] == "The password was changed"
    assert vietnamese["Subject"] == "Mật khẩu đã được thay đổi"


def test_a_server_that_is_down_is_tried_again_until_it_is_up(cast, smtp_port):
    letter = a_letter(cast.an)
    assert jobs.run_due() == 1
    assert (stored(letter).state, stored(letter).tries) == (LetterState.WAITING, 1)
    assert jobs.run_due() == 0, "not before the pause is over"
    with listening(smtp_port) as handler, clock.at(clock.now() + timedelta(minutes=1)):
        assert jobs.run_due() == 1
    assert len(handler.letters) == 1
    assert stored(letter).state is LetterState.SENT


def test_a_server_that_stays_down_ends_as_a_failed_letter(cast, smtp_port):
    letter = a_letter(cast.an)
    for _try in range(TRIES):
        assert jobs.run_due() == 1
        job = db.session.query(Job).one()
        job.run_after = clock.now()
        db.session.commit()
    assert jobs.run_due() == 0
    assert stored(letter).state is LetterState.FAILED
    assert stored(letter).tries == TRIES


def test_a_recipient_that_is_refused_for_good_fails_at_once_and_can_be_sent_again(cast, sink):
    sink.refusing["an@example.vn"] = "550 5.1.1 no such mailbox"
    letter = a_letter(cast.an)
    jobs.run_due()
    assert stored(letter).state is LetterState.FAILED
    assert "no such mailbox" in stored(letter).fault
    assert db.session.query(Job).one().state is JobState.DONE
    sink.refusing.clear()
    send_again(stored(letter), actor=cast.lan)
    db.session.commit()
    jobs.run_due()
    assert len(sink.letters) == 1
    assert stored(letter).state is LetterState.SENT


def test_a_recipient_that_is_refused_for_now_is_tried_again(cast, sink):
    sink.refusing["an@example.vn"] = "451 4.7.1 come back later"
    letter = a_letter(cast.an)
    jobs.run_due()
    assert stored(letter).state is LetterState.WAITING


def test_without_a_mail_server_letters_are_kept(cast):
    letter = a_letter(cast.an)
    jobs.run_due()
    assert stored(letter).state is LetterState.KEPT


def test_a_letter_of_an_act_that_was_not_kept_never_leaves(cast, sink):
    db.session.commit()
    post("accounts/password_set", to=cast.an, name="An", at=clock.now())
    db.session.rollback()
    assert jobs.run_due() == 0
    assert sink.letters == []
