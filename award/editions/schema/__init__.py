# ruff: noqa: RUF009 (each call in a class body makes a dataclass field, which the linter cannot see)
"""What an edition's file can say: every table and key, its kind, and whether it may be left out.

Keys are named as the columns they fill. A key without a default is needed. The order here is the order of the file.
"""

from dataclasses import dataclass, fields, make_dataclass

from award.editions import kinds as of
from award.editions.clauses import Clause
from award.editions.schema.council import Council, Objections, PrizeLevel, Prizes
from award.editions.schema.entering import (
    BarredAward,
    Calendar,
    Category,
    Contact,
    Deadline,
    Entering,
    FileRequirement,
    Genre,
    Limits,
    Reason,
    Rules,
    Theme,
)
from award.editions.schema.forwarding import Destination, Issuer
from award.editions.schema.judging import Conflicts, Criterion, Panel, Round, Subcommittee
from award.editions.schema.keys import defaults_of, key, keys_of, lists_of, single_tables_of, table, tables

__all__ = [
    "COLUMNS",
    "WHOLE_COLUMNS",
    "BarredAward",
    "Calendar",
    "Category",
    "Clauses",
    "Conflicts",
    "Contact",
    "Council",
    "Criterion",
    "Deadline",
    "Destination",
    "Edition",
    "Entering",
    "FileRequirement",
    "Genre",
    "Issuer",
    "Limits",
    "Objections",
    "Panel",
    "PrizeLevel",
    "Prizes",
    "Reason",
    "Round",
    "Rules",
    "Subcommittee",
    "Theme",
    "defaults_of",
    "keys_of",
    "lists_of",
    "single_tables_of",
]

# Where each clause stands in the rules, for example `window = "Điều 4"`: shown to people beside the clause.
Clauses = make_dataclass("Clauses", [(one.value, str | None, key(of.text(60), None)) for one in Clause], kw_only=True)


@dataclass(kw_only=True)
class Edition:
    """The whole file."""

    code: str = key(of.code())
    title: str = key(of.text())
    short_title: str = key(of.text(120))
    number: str | None = key(of.text(20), None)
    year: int = key(of.whole(1990, 2200))
    province: str = key(of.text(120))
    organiser: str = key(of.text())
    contact: Contact = table(Contact)
    calendar: Calendar = table(Calendar)
    limits: Limits = table(Limits)
    conflicts: Conflicts = table(Conflicts)
    council: Council = table(Council)
    objections: Objections = table(Objections)
    entering: Entering = table(Entering)
    barred_awards: list[BarredAward] = tables(BarredAward)
    deadlines: list[Deadline] = tables(Deadline)
    categories: list[Category] = tables(Category)
    themes: list[Theme] = tables(Theme)
    reasons: list[Reason] = tables(Reason)
    subcommittees: list[Subcommittee] = tables(Subcommittee)
    rounds: list[Round] = tables(Round)
    prizes: Prizes = table(Prizes)
    prize_levels: list[PrizeLevel] = tables(PrizeLevel)
    destinations: list[Destination] = tables(Destination)
    issuers: list[Issuer] = tables(Issuer)
    rules: Rules = table(Rules)
    clauses: Clauses = table(Clauses)


# The tables that are columns of the edition's own row.
COLUMNS = {
    ("contact", "email"): "contact_email",
    ("contact", "phone"): "contact_phone",
    ("contact", "address"): "contact_address",
    ("calendar", "window_from"): "window_from",
    ("calendar", "window_to"): "window_to",
    ("calendar", "straddling"): "straddling",
    ("calendar", "notice_days"): "notice_days",
    ("limits", "works_per_author"): "works_per_author",
    ("limits", "most_overlap"): "most_overlap",
    **{("entering", f.name): f.name for f in fields(Entering)},
    **{("conflicts", f.name): f.name for f in fields(Conflicts)},
    ("council", "members"): "council_members",
    ("council", "quorum"): "council_quorum",
    ("council", "majority"): "council_majority",
    ("council", "majority_of"): "majority_of",
    ("council", "secret"): "secret_ballots",
    ("objections", "before_release"): "objections_first",
    ("objections", "answer_days"): "answer_days",
    ("objections", "ruling_days"): "ruling_days",
    ("prizes", "one_main_per_author"): "one_main_per_author",
    ("prizes", "base_salary"): "base_salary",
    ("prizes", "round_to"): "money_round_to",
    ("prizes", "rounding"): "money_rounding",
    ("rules", "reference"): "rules_reference",
    ("rules", "text"): "rules",
}
# The tables that are one column of the edition's row, by their names: what is given, by key.
WHOLE_COLUMNS = frozenset({"clauses"})
