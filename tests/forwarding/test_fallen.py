"""A frozen batch stays as it is; whoever looks at it is told what was withdrawn since."""

import sqlalchemy as sa

from award.council import queries as council
from award.council import service as deciding
from award.db import db
from award.entries import service as entries
from award.forwarding import queries, service
from award.forwarding.record import fingerprint
from award.forwarding.states import Stage
from tests.support.counting import statements_of

WARNING = "Có thay đổi sau khi chốt"
ON_THE_DESK = "Tác phẩm đã gửi đi nhưng sau đó được rút hoặc bị thu hồi giải: "


def revoked(scene, entry):
    """The work's prize is revoked by two persons."""
    prize = next(one for one in council.prizes_of_edition(scene.edition.id) if one.entry_id == entry.id)
    asked = deciding.ask_revocation(council.prize(prize.id), reason="Bài chép lại.", actor=scene.cast.dung)
    deciding.agree_to_revocation(asked, scene.edition, actor=scene.cast.hung)
    db.session.commit()


def test_what_was_withdrawn_since_is_told_and_the_dossier_stays(client, scene):
    gone, kept, fallen = scene.work("Bị hủy"), scene.work("Còn nguyên"), scene.work("Mất giải")
    batch = scene.frozen(gone, kept, fallen)
    before = fingerprint(batch.record)
    address, code = f"/batches/{batch.id}", scene.edition.code
    client.enter_as(scene.cast.dung)
    assert WARNING not in client.get(address).text
    assert ON_THE_DESK not in client.get(f"/desk?edition={code}").text
    entries.disqualify(gone, reason="Chép của người khác.", actor=scene.cast.dung)
    revoked(scene, fallen)
    page = client.get(address).text
    warning = page[page.index('id="fallen"') : page.index("</section>", page.index('id="fallen"'))]
    assert [title in warning for title in ("Bị hủy", "Còn nguyên", "Mất giải")] == [True, False, True]
    assert "Đã hủy tư cách" in warning
    assert "Giải A" in warning
    assert f"{ON_THE_DESK}2" in client.get("/desk").text
    db.session.expire_all()
    assert fingerprint(queries.batch(batch.id).record) == before


def test_a_work_of_which_the_end_is_noted_reminds_nobody(scene):
    gone, edition = scene.work("Bị hủy"), scene.edition
    batch = scene.frozen(gone)
    entries.disqualify(gone, reason="Chép của người khác.", actor=scene.cast.dung)
    assert queries.fallen_batches(edition.id) == [(batch.id, 1)]
    service.note_outcome(batch, gone.id, stage=Stage.RECEIVED, actor=scene.cast.dung)
    assert queries.fallen_batches(edition.id) == [(batch.id, 1)]
    service.note_outcome(batch, gone.id, stage=Stage.NOT_CHOSEN, actor=scene.cast.dung)
    assert queries.fallen_batches(edition.id) == []
    assert list(queries.fallen_since(batch.id)) == [gone.id]


def test_what_fell_before_the_freezing_is_not_told(scene):
    scene.destination.prized_only = False
    work = scene.work("Mất giải trước")
    scene.award(work, level=1)
    db.session.flush()
    revoked(scene, work)
    batch = scene.frozen(work)
    assert queries.fallen_since(batch.id) == {}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(type(batch))) == 1


def test_more_fallen_works_send_no_more_statements(client, scene):
    scene.destination.places = None
    works = [scene.work(f"Bài {n}") for n in range(4)]
    batch_id = scene.frozen(*works).id
    client.enter_as(scene.cast.dung)
    counts = []
    for some in (works[:1], works[1:]):
        for work in some:
            entries.disqualify(work, reason="Chép.", actor=scene.cast.dung)
        db.session.commit()
        counts.append(statements_of(client, f"/batches/{batch_id}"))
    assert counts[0] == counts[1]
