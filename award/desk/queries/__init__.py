"""Reading for desks and for the frame of every page: few statements, the same number for any amount of rows."""

from award.desk.queries.desk import figures_for, of_edition
from award.desk.queries.year import year_of

__all__ = ["figures_for", "of_edition", "year_of"]
