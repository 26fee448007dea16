"""Reading for desks and for the frame of every page: few statements, the same number for any amount of rows."""

from award.desk.queries.desk import figures_for
from award.desk.queries.figures import facts, forwarded_of, years_counted
from award.desk.queries.year import results_are_out, year_of

__all__ = ["facts", "figures_for", "forwarded_of", "results_are_out", "year_of", "years_counted"]
