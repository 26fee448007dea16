"""What the worker does for judging."""

import uuid
from contextlib import suppress
from datetime import timedelta

from flask import current_app

from award.accounts.queries import person
from award.db import db, transaction
from award.documents.paper_pack import paper_pack
from award.files.renditions import Unrendered
from award.files.tasks import make_blind_copy
from award.jobs.service import report, task
from award.judging import paper, queries, service
from award.judging.service import remind_by_date
from award.kit.refusals import Refusal
from award.outbox.rendering import addresses
from award.web.language import force_locale, said


@task("judging.reliability")
def reliability(round_id: str) -> None:
    """Counts what stands beside a closed round's ranking, outside of any transaction: while it counts, others write."""
    key = uuid.UUID(round_id)
    round_ = queries.round_by_id(key)
    found = round_ and service.for_report(round_)
    db.session.rollback()
    if found:
        content = service.count_report(found)
        with transaction():
            service.keep_report(queries.round_by_id(key), found, content)


@task("judging.remind", every=timedelta(minutes=30))
def remind() -> None:
    """Reminds judges with works left in every open round; who got the letter of the morning gets no second one."""
    with transaction():
        for round_ in queries.open_rounds():
            remind_by_date(round_)


@task("judging.propose")
def propose(round_id: str, actor_id: str, even: bool, proportional: bool) -> None:
    """Thinks an assignment through, outside of any transaction, and keeps it where nothing was changed meanwhile;
    else begins anew. A round that can no longer be assigned stays as it is."""
    wishes, key = service.Wishes(even, proportional), uuid.UUID(round_id)
    with suppress(Refusal):
        while not _proposed(key, uuid.UUID(actor_id), wishes):
            pass


def _proposed(round_id: uuid.UUID, actor_id: uuid.UUID, wishes: service.Wishes) -> bool:
    db.session.rollback()
    round_ = queries.round_by_id(round_id)
    per_work, gathered = round_.judges_per_work, service.gather(round_, wishes)
    db.session.rollback()
    plans = service.solve(per_work, gathered, wishes, report)
    with transaction():
        round_ = queries.round_by_id(round_id)
        if service.gather(round_, wishes).seal != gathered.seal:
            return False
        service.keep_proposal(round_, gathered, plans, actor=person(actor_id))
        return True


@task("judging.blind_round")
def blind_round(round_id: str) -> None:
    """Asks for the copies without names that a blind round lacks."""
    with transaction():
        service.ask_for_works(queries.round_by_id(uuid.UUID(round_id)))


@task("judging.blind_again", every=timedelta(minutes=5))
def blind_again() -> None:
    """Asks for copies that lack in any blind round: of files that came later, and of works whose names were changed
    after their copies were made. What cannot be copied is tried again once a day."""
    with transaction():
        for round_ in queries.blind_rounds():
            service.ask_for_works(round_, pause=timedelta(days=1))


@task("judging.blind")
def blind(entry_id: str) -> None:
    """Makes the copies without names of a work's files. Each is kept as soon as it is made, so a second try goes on
    where the first broke off; one that cannot be made does not keep the others from it."""
    known, files, faults = queries.spelled_names(uuid.UUID(entry_id)), queries.verified_files(uuid.UUID(entry_id)), []
    db.session.rollback()
    for file_id in files:
        try:
            make_blind_copy(file_id, known)
        except Unrendered as fault:
            faults.append(fault)
    if faults:
        raise faults[0]


@task("judging.pack")
def pack(round_id: str, judge_id: str, actor_id: str) -> None:
    """Makes the printed pack of a judge who marks on paper and keeps it in the bucket."""
    judge, address = uuid.UUID(judge_id), addresses(current_app._get_current_object())
    round_ = queries.round_by_id(uuid.UUID(round_id))
    with force_locale("vi"):
        tasks = [queries.task(task_id) for task_id in queries.tasks_to_print(round_.id, judge)]
        seen = [one for one in tasks if one.conflict is None]
        made = paper.pack_of(round_, queries.judge(judge).full_name, seen, queries.work_of, address, said)
        body = paper_pack(made)
    with transaction():
        round_ = queries.round_by_id(uuid.UUID(round_id))
        service.keep_pack(round_, judge, body, len(made.works), actor=person(uuid.UUID(actor_id)))
