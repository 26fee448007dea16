"""The demo's screening: most works are eligible, some go back for a supplement, some are refused, some still wait."""

from datetime import timedelta
from typing import TYPE_CHECKING

from award.db import transaction
from award.entries.queries import entry_whole
from award.entries.states import EntryState
from award.kit import clock
from award.screening import service as screening
from award.screening.reasons import Reason
from award.screening.states import Verdict

if TYPE_CHECKING:
    from award.demo.making import Stage

WAITING, RETURNED, INELIGIBLE = 0.06, 0.05, 0.09


def screen_works(stage: "Stage") -> None:
    """Decides on what was sent in, in the days between the deadline and the round."""
    begins = stage.edition.deadline("entries").shown_at + timedelta(days=1)
    for place, entry_id in enumerate(stage.made):
        with clock.at(begins + timedelta(minutes=20 * place)), transaction():
            entry = entry_whole(entry_id)
            if entry.state is EntryState.SUBMITTED:
                _decide(stage, entry)


def _decide(stage: "Stage", entry) -> None:
    fate = stage.rng.random()
    if fate < WAITING:
        return
    if fate < WAITING + RETURNED:
        verdict, reasons, note = (
            Verdict.RETURNED,
            [Reason.UNREADABLE_FILE],
            "Bản chụp trang báo bị mờ, chưa đọc được số báo. Đề nghị gửi lại bản rõ hơn.",
        )
    elif fate < WAITING + RETURNED + INELIGIBLE:
        verdict, reasons, note = (
            Verdict.INELIGIBLE,
            [Reason.OFF_THEME],
            "Nội dung không thuộc chủ đề xây dựng Đảng và hệ thống chính trị.",
        )
    else:
        verdict, reasons, note = Verdict.ELIGIBLE, [], ""
    answer_by = clock.now() + timedelta(days=4) if verdict is Verdict.RETURNED else None
    screening.decide(entry, verdict, reasons=reasons, note=note, answer_by=answer_by, actor=stage.secretary)
