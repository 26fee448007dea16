"""Writing editions: loaded from their file, opened and closed, deadlines moved with a reason."""

from award.editions.service.acts import TOLD_OF_EXTENSIONS, change_state, extend_deadline, set_conflicts
from award.editions.service.loading import WATCHERS, LoadReport, dump, load

__all__ = [
    "TOLD_OF_EXTENSIONS",
    "WATCHERS",
    "LoadReport",
    "change_state",
    "dump",
    "extend_deadline",
    "load",
    "set_conflicts",
]
