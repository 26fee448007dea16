"""What entries tell the packages below: who has works may not judge, and a file that proved useless is told of."""

import pytest

from award.accounts.service import grant_role
from award.accounts.states import Role
from award.db import db
from award.entries import queries, service
from award.files.examining import Examined
from award.files.queries import stored_file
from award.files.service import conclude
from award.files.states import FileState
from award.kit import clock
from award.kit.messages import say
from award.kit.refusals import NotReady, Refusal
from award.outbox.models import Letter
from tests.entries.making import ready_draft, sent_in
from tests.support.cast import grant
from tests.support.editions import make_edition


@pytest.fixture
def edition(world, cast):
    return make_edition()


@pytest.mark.parametrize("role", [Role.JUDGE, Role.SECRETARY, Role.CHAIR])
def test_who_has_works_gets_no_role_that_decides_on_works(cast, edition, role):
    entry = sent_in(edition, cast.an)
    with pytest.raises(Refusal, match="has works in this edition"):
        grant_role(cast.an, role, edition=edition, actor=cast.lan)
    assert grant_role(cast.an, role, edition=make_edition("nam-2024"), actor=cast.lan)
    service.withdraw(entry, actor=cast.an)
    assert grant_role(cast.an, role, edition=edition, actor=cast.lan)


def test_who_is_named_by_address_alone_counts_and_a_draft_does_not(cast, edition):
    ready_draft(edition, cast.binh)
    entry = sent_in(edition, cast.an)
    entry.authors[0].person_id, entry.authors[0].email = None, cast.cuong.email
    db.session.flush()
    assert queries.codes_of(cast.cuong, edition.id) == [entry.code]
    assert grant_role(cast.binh, Role.JUDGE, edition=edition, actor=cast.lan)
    assert grant_role(cast.an, Role.OBSERVER, edition=edition, actor=cast.lan)


def test_a_judge_cannot_be_named_as_an_author_by_somebody_else(cast, edition):
    entry = ready_draft(edition, cast.an)
    people = [{"full_name": one.full_name, "email": one.email} for one in (cast.an, cast.giang)]
    service.save_authors(entry, people, version=None, actor=cast.an)
    grant(cast.giang, Role.JUDGE, edition)
    with pytest.raises(NotReady) as refused:
        service.submit(entry, actor=cast.an)
    assert [str(message) for message in refused.value.messages] == [
        "Võ Giang as an author: The role in this edition is “judge”. Take this author out."
    ]


def test_a_file_that_proves_useless_after_the_work_was_sent_in_is_told_of(client, cast, edition):
    entry = sent_in(edition, cast.an)
    file = stored_file(entry.attachments[0].file_id)
    refuse(file)
    letter = db.session.query(Letter).filter_by(template="entries/file_refused").one()
    assert (letter.recipient, letter.values["file"]) == (cast.an.email, file.name)
    page = client.enter_as(cast.an).get(f"/entries/{entry.id}").text
    assert "Tệp trống rỗng" in page
    grant(cast.dung, Role.SECRETARY, edition)
    assert "Tệp trống rỗng" in client.enter_as(cast.dung).get(f"/entries/{entry.id}/screening").text


def test_the_page_of_a_draft_says_it_without_a_letter(cast, edition):
    entry = ready_draft(edition, cast.an)
    refuse(stored_file(entry.attachments[0].file_id))
    assert db.session.query(Letter).count() == 0


def refuse(file) -> None:
    """What the worker does with a file of wrong content."""
    file.state, file.stored_at = FileState.STORED, clock.now()
    conclude(file, Examined("0" * 64, 0, None, {}, False, say("Tệp trống rỗng")))
