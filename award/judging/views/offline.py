"""Marking without a line: what is kept on the judge's device, and the script that answers there in place of the server.

The device asks for the list again whenever it has a line: what is not in it any more, it removes.
"""

from pathlib import Path

from flask import Response, current_app, g, url_for

from award.judging import queries, rules
from award.judging.views import blueprint
from award.web.doors import anyone, reads
from award.web.pages import addresses, answer, show

ADDRESS = "/rounds/<uuid:round_id>/queue/offline"
SCRIPTS = ("*.js", "sheet/*.js", "offline/*.js")


@blueprint.get(ADDRESS)
@reads(rules.may_see_queue, on=queries.round_by_id)
def offline(round_):
    """Keeps the judge's works of the round on this device, and says what is kept."""
    works = queries.works_to_take(g.person, round_)
    files = [file for work in works for file in work.files]
    return show(
        "judging/offline.html",
        edition=round_.edition,
        round=round_,
        works=works,
        zone_name=current_app.config["AWARD"].timezone,
        size=sum(file.size for file in files),
        played=sum(file.size for file in files if file.plays),
    )


@blueprint.get(f"{ADDRESS}/list")
@reads(rules.may_see_queue, on=queries.round_by_id)
def offline_list(round_):
    """What the device keeps, and until when, for its script: sizes in bytes, instants in milliseconds since 1970."""
    sheet = addresses("judging.sheet", "task_id")
    works = [
        {
            "task": str(work.id),
            "address": sheet(work.id),
            "stamp": work.stamp,
            "files": [[f"{sheet(work.id)}/files/{file.id}", file.size, file.plays] for file in work.files],
        }
        for work in queries.works_to_take(g.person, round_)
    ]
    return answer(
        owner=str(g.person.id),
        until=int(round_.closes_at.timestamp() * 1000),
        open=queries.may_be_taken(round_),
        page=url_for("judging.offline", round_id=round_.id),
        scripts=_scripts(),
        works=works,
    )


@blueprint.get("/offline.js")
@reads(anyone)
def offline_worker():
    """The service worker; it stands at the root since it answers for works, their files and the parts of pages."""
    script = Path(current_app.static_folder, "js/offline/worker.js").read_text()
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


def _scripts() -> list[str]:
    """The modules that pages import, by addresses that no page names."""
    folder = Path(current_app.static_folder, "js")
    found = [path.relative_to(folder.parent) for pattern in SCRIPTS for path in sorted(folder.glob(pattern))]
    return [url_for("static", filename=str(path)) for path in found if path.name != "worker.js"]
