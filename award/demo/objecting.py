"""An objection to a prized work of the demo's last year: filed by a reader, answered by the author, found without
ground, so that whoever tries the demo can read one from both sides."""

from datetime import timedelta
from typing import TYPE_CHECKING

from award.council import queries, service
from award.council.states import ObjectionKind, Ruling
from award.db import transaction
from award.entries.queries import owner
from award.kit import clock

if TYPE_CHECKING:
    from award.demo.making import Stage

FILER = {"name": "Trần Bạn Đọc", "email": "bandoc@demo.vn", "language": "vi"}
TEXT = (
    "Đoạn mở đầu giống một bài đăng trên trang tin của huyện hồi tháng Ba. "
    "Đề nghị Hội đồng đối chiếu ngày đăng và xem ai viết trước."
)
TOLD = "Có ý kiến cho rằng đoạn mở đầu giống một bài đã đăng trên trang tin của huyện hồi tháng Ba."
ANSWER = "Trang tin của huyện đăng lại bài này, có ghi nguồn; bản thảo gửi tòa soạn sớm hơn hai ngày."
REASON = "Hội đồng đã đối chiếu ngày đăng và bản thảo: tác phẩm có trước, trang tin đăng lại có ghi nguồn."


def object_to(stage: "Stage", code: str) -> None:
    """On the third day of the posting of the edition `code`; nothing where it has no posted list."""
    found = queries.posted(code)
    if found is None or not found.works:
        return
    with clock.at(queries.posting(found.id).at + timedelta(days=2)), transaction():
        work, links = found.works[0].code, ["https://trangtinhuyen.example/bai-thang-ba"]
        given = {"code": work, "kind": ObjectionKind.COPYING, "text": TEXT, "links": links, **FILER}
        row = service.file_objection(queries.posted(code), **given)
        service.confirm(queries.case(row.id))
        objection_id, filed = row.id, row.filed_at
    with clock.at(filed + timedelta(days=1)), transaction():
        service.pass_on(queries.case(objection_id), told=TOLD, shown=set(), actor=stage.secretary)
    with clock.at(filed + timedelta(days=3)), transaction():
        case = queries.case(objection_id)
        service.answer(case, ANSWER, actor=owner(case.entry))
    with clock.at(filed + timedelta(days=5)), transaction():
        case = queries.case(objection_id)
        took_part = {one.id for one in case.members}
        service.rule(case, Ruling.REJECTED, reason=REASON, falls=set(), took_part=took_part, actor=stage.chair)
