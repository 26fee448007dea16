"""The demo's papers: an invitation that went out and a report, so that the register has something to show."""

from datetime import timedelta
from typing import TYPE_CHECKING

from award.db import transaction
from award.editions.queries import edition_by_id
from award.kit import clock
from award.papers import queries, service
from award.papers.offering import OFFERS

if TYPE_CHECKING:
    from award.demo.making import Stage

GIVEN = {
    "council.invitation": {
        "guest": "các ông, bà thành viên Hội đồng Giám khảo",
        "occasion": "Họp triển khai chấm sơ khảo",
        "hour": "8 giờ 00",
        "where": "phòng họp Hội Nhà báo tỉnh",
    },
    "desk.report": {"addressee": "Ban Tổ chức giải"},
}


def issue_papers(stage: "Stage") -> None:
    """A day before the first round opened, and on the day itself."""
    for days, (code, inputs) in enumerate(GIVEN.items(), -1):
        at = stage.opened_at() + timedelta(days=days)
        with clock.at(at), transaction():
            edition = edition_by_id(stage.edition.id)
            issuer = queries.issuers(edition.id)[0]
            service.issue(
                edition, OFFERS[code], issuer, inputs=inputs, day=clock.local(at).date(), actor=stage.secretary
            )
