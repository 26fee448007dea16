# ruff: noqa: RUF009 (each call in a class body makes a dataclass field, which the linter cannot see)
"""What an edition's file can say: every table and key, its kind, and whether it may be left out.

Keys are named as the columns they fill. A key without a default is needed. The order here is the order of the file.
"""

from dataclasses import MISSING, dataclass, field, fields, make_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from award.editions import kinds as of
from award.editions.clauses import Clause
from award.editions.kinds import Kind
from award.editions.states import (
    Among,
    BallotForm,
    CouncilSeat,
    Counted,
    CoverageRule,
    FileKind,
    Frame,
    MajorityOf,
    MediaType,
    OrganisationKind,
    PersonalNumber,
    PrizeKind,
    Rounding,
    RoundMode,
    Selection,
    TallyMethod,
    ThemeGroup,
    Unused,
    Want,
)

_NEEDED = object()


def _key(kind: Kind, default: Any = _NEEDED) -> Any:
    metadata = {"kind": kind}
    if default is _NEEDED:
        return field(metadata=metadata)
    if isinstance(default, (list, dict)):
        return field(metadata=metadata, default_factory=default.copy)
    return field(metadata=metadata, default=default)


def _table(table: type) -> Any:
    return field(metadata={"table": table})


def _tables(table: type) -> Any:
    return field(metadata={"tables": table}, default_factory=list)


@dataclass(kw_only=True)
class Contact:
    """Where people turn to."""

    email: str | None = _key(of.email(), None)
    phone: str | None = _key(of.text(60), None)
    address: str | None = _key(of.text(), None)


@dataclass(kw_only=True)
class Calendar:
    """In which days a work must have been published; for how many days results are posted for objections.

    `straddling`: parts of a series before the first day count, if a part lies within and they were not entered before.
    """

    window_from: date = _key(of.day())
    window_to: date = _key(of.day())
    straddling: bool = _key(of.flag(), False)
    notice_days: int | None = _key(of.whole(0, 365), None)


@dataclass(kw_only=True)
class Limits:
    """Limits over the whole award; left out: no limit. `most_overlap` is the share of its text, in percent, that a work
    may have in common with another one."""

    works_per_author: int | None = _key(of.whole(1, 1000), None)
    most_overlap: int | None = _key(of.whole(1, 100), None)


@dataclass(kw_only=True)
class Entering:
    """How works are entered: who confirms, what is asked of authors, what is promised before the deadline.

    `grace_hours`: how long after the hard instant promised bytes may still arrive; left out: there are no promises.
    `reminder_days`: how many days before the deadline for works authors with drafts are reminded.
    `postmark_counts`: a work sent by post counts as received on the day of its postmark.
    `licensed_outlets`: only what a press outlet with a licence carried; `portals_allowed`: portals and bulletins with a
    licence count too. `other_languages`: works in other languages than Vietnamese are taken, with a translation where a
    requirement of the category asks for it. `prizes_in_full`: earlier prizes with contest, organiser and level.
    """

    grace_hours: int | None = _key(of.whole(1, 240), None)
    authors_confirm: bool = _key(of.flag(), False)
    outlet_confirms: bool = _key(of.flag(), False)
    personal_numbers: list[str] = _key(of.choices(PersonalNumber), [])
    signed_form: bool = _key(of.flag(), False)
    reminder_days: list[int] = _key(of.wholes(0, 90), [7, 2])
    topics_first: bool = _key(of.flag(), False)
    selection: Selection = _key(of.choice(Selection), Selection.NONE)
    unpublished_allowed: bool = _key(of.flag(), False)
    postmark_counts: bool = _key(of.flag(), False)
    licensed_outlets: bool = _key(of.flag(), False)
    portals_allowed: bool = _key(of.flag(), False)
    other_languages: bool = _key(of.flag(), True)
    members_only: bool = _key(of.flag(), False)
    province_only: bool = _key(of.flag(), False)
    discipline_declared: bool = _key(of.flag(), False)
    prizes_in_full: bool = _key(of.flag(), False)


@dataclass(kw_only=True)
class BarredAward:
    """An award whose prizes exclude a work: all of them, or the levels named."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    levels: list[str] = _key(of.texts(0, 120), [])


@dataclass(kw_only=True)
class Conflicts:
    """Which facts keep a judge from a work besides own works and declared conflicts, and how many judges of one outlet a
    sub-committee may have (left out: no limit)."""

    own_outlet: bool = _key(of.flag(), True)
    own_branch: bool = _key(of.flag(), False)
    earlier_coauthors: bool = _key(of.flag(), False)
    judges_from_outlet: int | None = _key(of.whole(1, 100), None)


@dataclass(kw_only=True)
class Council:
    """How the council votes. `members`: whose roles have a vote; `quorum`: how many of those who may vote on a question
    must be there, a share ("2/3") or a number (5); `majority`: "1/2" means more than half, any other share at least that
    much, counted of `majority_of`; `secret`: ballots are secret where the chair says nothing else."""

    members: list[str] = _key(of.choices(CouncilSeat, least=1), ["chair", "member"])
    quorum: str = _key(of.share_or_whole(), "2/3")
    majority: str = _key(of.share(Fraction(1, 2)), "1/2")
    majority_of: MajorityOf = _key(of.choice(MajorityOf), MajorityOf.PRESENT)
    secret: bool = _key(of.flag(), True)


@dataclass(kw_only=True)
class Objections:
    """Objections to the posted list. `before_release`: the list is posted for `notice_days` before the final decision;
    else it is posted with the release. `answer_days`: how long the author has to answer; `ruling_days`: within how many
    days of its coming the council rules."""

    before_release: bool = _key(of.flag(), False)
    answer_days: int = _key(of.whole(1, 60), 5)
    ruling_days: int = _key(of.whole(1, 180), 15)


@dataclass(kw_only=True)
class Deadline:
    """The instant that is shown, and the last one at which something is taken."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    shown_at: datetime = _key(of.moment())
    hard_at: datetime = _key(of.moment())


@dataclass(kw_only=True)
class Genre:
    """A genre of a category."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    least_minutes: int | None = _key(of.whole(), None)
    most_minutes: int | None = _key(of.whole(), None)
    least_photos: int | None = _key(of.whole(1, 500), None)
    most_photos: int | None = _key(of.whole(1, 500), None)


@dataclass(kw_only=True)
class FileRequirement:
    """Files that a work of the category needs. `genres`: only works of these; `translation`: only works that are not in
    Vietnamese; `photos`: each file is a photo of the work and is counted; `least_pixels`: how long the longer side of a
    picture must be."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    hint: str = _key(of.lines(2000), "")
    kinds: list[str] = _key(of.choices(FileKind, least=1))
    least: int = _key(of.whole(0, 500))
    most: int = _key(of.whole(1, 500))
    per_part: bool = _key(of.flag(), False)
    captioned: bool = _key(of.flag(), False)
    genres: list[str] = _key(of.texts(0, 40), [])
    translation: bool = _key(of.flag(), False)
    photos: bool = _key(of.flag(), False)
    least_pixels: int | None = _key(of.whole(1, 30_000), None)
    largest: int = _key(of.size())


@dataclass(kw_only=True)
class Category:
    """A bucket of competition with its limits. `deadline` names the deadline until which its works are received;
    `made_for_online`: authors declare that the work was made for online."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    letters: str = _key(of.letters())
    media_type: MediaType = _key(of.choice(MediaType))
    guidance: str = _key(of.lines(4000), "")
    deadline: str = _key(of.code(), "entries")
    least_authors: int | None = _key(of.whole(1, 100), None)
    most_authors: int | None = _key(of.whole(1, 100), None)
    least_parts: int | None = _key(of.whole(1, 100), None)
    most_parts: int | None = _key(of.whole(1, 100), None)
    least_words: int | None = _key(of.whole(), None)
    most_words: int | None = _key(of.whole(), None)
    least_minutes: int | None = _key(of.whole(), None)
    most_minutes: int | None = _key(of.whole(), None)
    least_photos: int | None = _key(of.whole(1, 500), None)
    most_photos: int | None = _key(of.whole(1, 500), None)
    link_needed: bool = _key(of.flag(), False)
    made_for_online: bool = _key(of.flag(), False)
    genres: list[Genre] = _tables(Genre)
    requirements: list[FileRequirement] = _tables(FileRequirement)


@dataclass(kw_only=True)
class Theme:
    """A theme of the plan."""

    code: str = _key(of.code())
    group: ThemeGroup = _key(of.choice(ThemeGroup))
    name: str = _key(of.text())


@dataclass(kw_only=True)
class Reason:
    """A reason of screening: its name in lists and statistics, and the sentence that the author reads."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    text: str = _key(of.lines(2000))


@dataclass(kw_only=True)
class Subcommittee:
    """A sub-committee; `judges` names categories (`bao-in`) and single genres of them (`bao-in/phong-su`)."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    judges: list[str] = _key(of.texts(least=1, longest=81))


@dataclass(kw_only=True)
class Criterion:
    """One thing that judges mark: up to its own `maximum`, or on the scale of the round with a `weight` in percent (the
    `maximum` then is the scale). `works` names kinds of works that it is for: media types (`television`), categories
    (`bao-in`), genres (`bao-in/phong-su`); left out, all. `steps` says what marks mean: `"0–5: …"`, `"6–8: …"`."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    guidance: str = _key(of.lines(4000), "")
    maximum: Decimal | None = _key(of.exact(), None)
    weight: int | None = _key(of.whole(1, 100), None)
    works: list[str] = _key(of.texts(longest=81), [])
    steps: list[str] = _key(of.texts(), [])


@dataclass(kw_only=True)
class Panel:
    """What a round says otherwise for one sub-committee, by its code. Where it has a number, a mark or votes to pass,
    they stand in place of all three of the round."""

    code: str = _key(of.code())
    pass_count: int | None = _key(of.whole(), None)
    pass_mark: Decimal | None = _key(of.exact(), None)
    pass_votes: int | None = _key(of.whole(), None)
    choices: int | None = _key(of.whole(), None)

    @property
    def name(self) -> str:
        """What the record of changes calls it."""
        return self.code


@dataclass(kw_only=True)
class Round:
    """A round of judging and how it is tallied; `ties` lists what separates equal scores: `criterion:<code>`, `median`,
    `top_marks`, `chair`; `trim_from` is the least number of marks of which a trimmed mean leaves two out.

    `reminder_days` and `late_reminder_days`: how many days before and after `closes_at` judges with works left are
    reminded.

    `coverage`: what follows when a judge has seen or heard less than `coverage_share` percent of a work: nothing, a hint
    on the sheet, or that it cannot be confirmed. `feedback`: authors get the remarks written for them after the results.

    A round of marks needs `scale`, `step`, `judges_per_work`, `method` and criteria; a ballot needs `ballot`, and
    `choices` where judges choose so many works of each sub-committee. A `calibration` round has works of earlier years,
    which every judge marks and nobody counts. `own_jury`: only judges seated for this round judge in it.
    """

    code: str = _key(of.code())
    name: str = _key(of.text())
    mode: RoundMode = _key(of.choice(RoundMode))
    calibration: bool = _key(of.flag(), False)
    opens_at: datetime = _key(of.moment())
    closes_at: datetime = _key(of.moment())
    reminder_days: list[int] = _key(of.wholes(0, 90), [3, 1, 0])
    late_reminder_days: list[int] = _key(of.wholes(1, 90), [1, 3])
    ballot: BallotForm | None = _key(of.choice(BallotForm), None)
    choices: int | None = _key(of.whole(), None)
    scale: Decimal | None = _key(of.exact(), None)
    step: Decimal | None = _key(of.exact(), None)
    blind: bool = _key(of.flag())
    own_jury: bool = _key(of.flag(), False)
    judges_per_work: int | None = _key(of.whole(1, 100), None)
    quorum: int = _key(of.whole(1, 100))
    method: TallyMethod | None = _key(of.choice(TallyMethod), None)
    pass_count: int | None = _key(of.whole(), None)
    pass_mark: Decimal | None = _key(of.exact(), None)
    pass_votes: int | None = _key(of.whole(), None)
    trim_from: int = _key(of.whole(3, 100), 3)
    ties: list[str] = _key(of.texts(longest=60), [])
    coverage: CoverageRule = _key(of.choice(CoverageRule), CoverageRule.OFF)
    coverage_share: int = _key(of.whole(1, 100), 50)
    feedback: bool = _key(of.flag(), False)
    criteria: list[Criterion] = _tables(Criterion)
    panels: list[Panel] = _tables(Panel)


@dataclass(kw_only=True)
class Prizes:
    """What holds for all prizes. `one_main_per_author`: an author has one main prize at most, over all groups the person
    is in. Money as a multiple of `base_salary` (đồng) is rounded to whole `round_to` đồng."""

    one_main_per_author: bool = _key(of.flag(), False)
    base_salary: int | None = _key(of.money(), None)
    round_to: int = _key(of.whole(1, 1_000_000), 1)
    rounding: Rounding = _key(of.choice(Rounding), Rounding.HALF_UP)


@dataclass(kw_only=True)
class PrizeLevel:
    """A prize; main ones stand in their order, the highest first.

    `places` says how many for each category, `places_in_subcommittees` for each sub-committee, `places_in_all` for the
    whole award; a place may stay empty, and `unused` says what becomes of one that nobody reaches. `money` is đồng,
    `base_multiple` so many base salaries. A work below `least_score`, or below `least_share` percent of the scale, does
    not get it. `themes`: only works of these. `beside_main`: a work with a main prize may have it too. Of collective
    prizes: which kind of organisation gets it (`recipients`), compared by what (`counted`). Of those for the oldest and
    youngest author: `among` whom, from which age on, below which age, in whole years on the last day of the window.
    """

    code: str = _key(of.code())
    name: str = _key(of.text())
    kind: PrizeKind = _key(of.choice(PrizeKind), PrizeKind.MAIN)
    money: int | None = _key(of.money(), None)
    base_multiple: Decimal | None = _key(of.exact(), None)
    places_in_all: int | None = _key(of.whole(), None)
    places: dict[str, int] = _key(of.counts(), {})
    places_in_subcommittees: dict[str, int] = _key(of.counts(), {})
    unused: Unused = _key(of.choice(Unused), Unused.EMPTY)
    least_score: Decimal | None = _key(of.exact(), None)
    least_share: int | None = _key(of.whole(1, 100), None)
    themes: list[str] = _key(of.texts(0, 40), [])
    beside_main: bool = _key(of.flag(), True)
    recipients: OrganisationKind | None = _key(of.choice(OrganisationKind), None)
    counted: Counted = _key(of.choice(Counted), Counted.NAMED)
    among: Among = _key(of.choice(Among), Among.ELIGIBLE)
    least_age: int | None = _key(of.whole(1, 120), None)
    below_age: int | None = _key(of.whole(1, 120), None)


@dataclass(kw_only=True)
class Destination:
    """An award to which chosen works are forwarded, and its rules.

    `categories` names what the destination calls our categories; `columns` are codes of `listing.COLUMNS`, each alone or
    with a heading of the destination's own (`"title: Tên tác phẩm dự thi"`)."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    addressee: str = _key(of.text())
    address: str = _key(of.text(), "")
    deadline_on: date = _key(of.day())
    window_from: date = _key(of.day())
    window_to: date = _key(of.day())
    places: int | None = _key(of.whole(), None)
    most_authors: int | None = _key(of.whole(1, 100), None)
    works_per_author: int | None = _key(of.whole(1, 1000), None)
    prized_only: bool = _key(of.flag(), True)
    media_types: list[str] = _key(of.choices(MediaType), [])
    most_parts: int | None = _key(of.whole(1, 1000), None)
    prizes_declared: bool = _key(of.flag(), False)
    categories: dict[str, str] = _key(of.names(), {})
    columns: list[str] = _key(of.texts(longest=200), [])
    wants: list[str] = _key(of.choices(Want), [])
    disc_size: int | None = _key(of.size(), None)


@dataclass(kw_only=True)
class Issuer:
    """A body that issues papers. `term` is its term of office (`2025 – 2030`), over which a body of the Party numbers
    its papers."""

    code: str = _key(of.code())
    name: str = _key(of.text())
    parent: str | None = _key(of.text(), None)
    symbol: str = _key(of.text(40))
    place: str = _key(of.text(120))
    frame: Frame = _key(of.choice(Frame), Frame.STATE)
    term: str | None = _key(of.text(40), None)
    authority: str | None = _key(of.text(), None)
    signer_title: str = _key(of.text())
    signer_name: str = _key(of.text(200))
    recipients: list[str] = _key(of.texts(), [])


@dataclass(kw_only=True)
class Rules:
    """The rules as people read them."""

    reference: str | None = _key(of.text(), None)
    text: str = _key(of.lines(200_000), "")


# Where each clause stands in the rules, for example `window = "Điều 4"`: shown to people beside the clause.
Clauses = make_dataclass("Clauses", [(one.value, str | None, _key(of.text(60), None)) for one in Clause], kw_only=True)


@dataclass(kw_only=True)
class Edition:
    """The whole file."""

    code: str = _key(of.code())
    title: str = _key(of.text())
    short_title: str = _key(of.text(120))
    number: str | None = _key(of.text(20), None)
    year: int = _key(of.whole(1990, 2200))
    province: str = _key(of.text(120))
    organiser: str = _key(of.text())
    contact: Contact = _table(Contact)
    calendar: Calendar = _table(Calendar)
    limits: Limits = _table(Limits)
    conflicts: Conflicts = _table(Conflicts)
    council: Council = _table(Council)
    objections: Objections = _table(Objections)
    entering: Entering = _table(Entering)
    barred_awards: list[BarredAward] = _tables(BarredAward)
    deadlines: list[Deadline] = _tables(Deadline)
    categories: list[Category] = _tables(Category)
    themes: list[Theme] = _tables(Theme)
    reasons: list[Reason] = _tables(Reason)
    subcommittees: list[Subcommittee] = _tables(Subcommittee)
    rounds: list[Round] = _tables(Round)
    prizes: Prizes = _table(Prizes)
    prize_levels: list[PrizeLevel] = _tables(PrizeLevel)
    destinations: list[Destination] = _tables(Destination)
    issuers: list[Issuer] = _tables(Issuer)
    rules: Rules = _table(Rules)
    clauses: Clauses = _table(Clauses)


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


def keys_of(table: type) -> dict[str, Kind]:
    """The keys of a table with a plain value, in order."""
    return {f.name: f.metadata["kind"] for f in fields(table) if "kind" in f.metadata}


def single_tables_of(table: type) -> dict[str, type]:
    """The tables inside a table that stand there once."""
    return {f.name: f.metadata["table"] for f in fields(table) if "table" in f.metadata}


def lists_of(table: type) -> dict[str, type]:
    """The tables inside a table that may be repeated."""
    return {f.name: f.metadata["tables"] for f in fields(table) if "tables" in f.metadata}


def defaults_of(table: type) -> dict[str, Any]:
    """The values of the keys that may be left out."""
    made = {}
    for f in fields(table):
        if "kind" in f.metadata:
            if f.default_factory is not MISSING:
                made[f.name] = f.default_factory()
            elif f.default is not MISSING:
                made[f.name] = f.default
    return made
