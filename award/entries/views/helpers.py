"""What the templates of entries may ask."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import request, url_for

from award.entries.checks import is_web_address
from award.entries.states import ENTRY
from award.entries.steps import Step
from award.entries.views import blueprint


@blueprint.app_template_global()
def step_address(entry: Any, step: Step) -> str:
    """The page of a step."""
    return _address(request.script_root, entry.id, step)


@lru_cache(maxsize=1024)
def _address(_root: str, entry_id: UUID, step: Step) -> str:
    """Every page of an entry names all its steps, several times."""
    if step is Step.SUBMIT:
        return url_for("entries.submit", entry_id=entry_id)
    return url_for("entries.edit", entry_id=entry_id, step=step)


@blueprint.app_template_global()
def entry_can(verb: str, entry: Any) -> bool:
    """Whether the table of states has this act now."""
    return ENTRY.allows(verb, entry.state)


blueprint.add_app_template_test(is_web_address, "web_address")
