"""Objections: filed, passed on and ruled as people do it."""

from award.accounts.states import Role
from award.council import queries, service
from award.council.models import Objection
from award.council.states import ObjectionKind, Ruling
from award.db import db
from tests.council.support import marked_works
from tests.support.cast import grant
from tests.support.editions import make_edition

FILER, ADDRESS = "Ngô Thị Kín", "ngo.kin@example.vn"
TEXT = "Bài này đã đăng năm 2021 trên báo khác."


def posted_list(cast):
    """A posted list: A, B and a third work without a prize; Hà has a vote and sits in An's outlet."""
    edition = make_edition(notice_days=10, objections_first=True)
    cast.appoint(edition)
    grant(cast.ha, Role.MEMBER, edition)
    marked_works(edition, cast.an, "9", "8", "7")
    service.propose(edition, actor=cast.dung)
    service.post_list(edition, actor=cast.hung)
    db.session.commit()
    return edition


def file(client, edition, **more):
    typed = {"work": "BI-001", "kind": "copying", "text": TEXT, "links": "https://example.vn/bai\n", "true": "y"}
    return client.post(f"/e/{edition.code}/objection", data={**typed, "name": FILER, "email": ADDRESS, **more})


def filed(edition, **more) -> Objection:
    told = {"code": "BI-001", "kind": ObjectionKind.COPYING, "name": FILER, "email": ADDRESS, "text": TEXT, "links": []}
    found = service.file_objection(queries.posted(edition.code), **{**told, **more})
    service.confirm(queries.case(found.id))
    return found


def passed_on(edition, cast):
    found = filed(edition)
    service.pass_on(queries.case(found.id), told="Bài đã đăng trước đó.", shown=set(), actor=cast.dung)
    return found


def ruled(edition, cast, ruling=Ruling.UPHELD, falls=None):
    found = passed_on(edition, cast)
    service.answer(queries.case(found.id), "Đây là bài của tôi.", actor=cast.an)
    case = queries.case(found.id)
    falls = {one.id for one in queries.prizes_of_work(case)} if falls is None else falls
    took_part = {cast.hung.id}
    service.rule(case, ruling, reason="Đã đối chiếu", falls=falls, took_part=took_part, actor=cast.hung)
    return found
