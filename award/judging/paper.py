"""The printed pack of a judge, from tasks as the judge may see them."""

from collections.abc import Callable, Sequence
from typing import Any

from award.documents.paper_pack import Pack, PackedWork
from award.kit.messages import say


def pack_of(
    round_: Any,
    judge: str,
    tasks: Sequence[Any],
    work_of: Callable[[Any], Any],
    address: Callable[..., str],
    said: Callable[[Any], str],
) -> Pack:
    """The pack; works under their codes, texts as `Task` masks them in a blind round."""
    return Pack(
        title=said(say("Works to mark on paper")),
        organiser=round_.edition.organiser,
        about=f"{round_.edition.title} · {round_.name}",
        judge=judge,
        works=[_work(task, work_of(task), address("judging.type_sheet", task_id=task.id)) for task in tasks],
        words={
            "judge": said(say("Judge")),
            "sheet": said(say("Score sheet")),
            "criterion": said(say("Criterion")),
            "most": said(say("At most")),
            "mark": said(say("Mark")),
            "total": said(say("Total")),
            "remark": said(say("Remark for the council")),
            "sign": said(say("Day and signature of the judge")),
            "office": said(say("For the secretariat")),
        },
    )


def _work(task: Any, work: Any, address: str) -> PackedWork:
    parts = [" · ".join(str(one) for one in (part.title, part.outlet_name) if one) for part in work.parts]
    return PackedWork(
        code=task.entry.code,
        title=task.title,
        about=" · ".join(one for one in (task.category, task.genre) if one),
        summary=task.summary,
        parts=[part for part in parts if part],
        criteria=[(one.name, one.guidance, f"{one.maximum.normalize():f}") for one in task.criteria],
        address=address,
    )
