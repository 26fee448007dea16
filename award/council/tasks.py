"""What the worker does for the council: the clocks of objections."""

from datetime import timedelta

from award.council import service
from award.db import transaction
from award.jobs.service import task


@task("council.remind_of_objections", every=timedelta(hours=1))
def remind_of_objections() -> None:
    """Reminds authors and office of clocks that end soon, once each."""
    with transaction():
        service.remind()
