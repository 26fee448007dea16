"""Making the demo: one edition in the middle of its judging, through the same verbs that people use, at the instants at
which they would have used them."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from award.accounts.models import Organisation, Person
from award.accounts.service import add_organisation, create_person, grant_role
from award.accounts.states import OrganisationKind, Role
from award.config import ROOT
from award.db import db, transaction
from award.demo import (
    calibrating,
    confirming,
    council,
    entering,
    issuing,
    judging,
    last_year,
    objecting,
    pages,
    receiving,
    screening,
    upward,
    words,
)
from award.demo.people import ACCOUNTS, PASSWORD
from award.editions import copying, reading, service, writing
from award.editions.models import Edition
from award.editions.queries import edition_whole
from award.kit import clock
from award.kit.text import slug

LIBRARY = ROOT / "award/editions/library/binh-dinh-2023.toml"
DAYS_INTO_THE_ROUND = 8
MORE_JUDGES = 9
AUTHORS_PER_ENTRY = 0.6
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "chủ nhật")


@dataclass
class Stage:
    """What the makers share: the seeded source, the edition, the people by what they do,
    how many works of others each author shares."""

    rng: random.Random
    edition: Edition
    secretary: Person
    chair: Person
    judges: list[Person]
    authors: list[Person]
    outlets: dict[str, Organisation]
    progress: Callable[[int], None]
    made: list[Any] = field(default_factory=list)
    works: Counter = field(default_factory=Counter)

    def opened_at(self) -> datetime:
        """When the first round opened."""
        return self.edition.rounds[0].opens_at


def make(*, entries: int, seed: int, progress: Callable[[int], None]) -> None:
    """Makes an edition with `entries` works in all states; the same seed makes the same one. `progress` is told of
    every work."""
    rng = random.Random(seed)
    wanted = _this_years(reading.read(LIBRARY.read_text(), LIBRARY.name))
    with clock.at(_noon(wanted.calendar.window_from)):
        stage = _set(rng, wanted, entries, progress)
    entering.enter_works(stage, entries)
    pages.keep_pages(stage)
    confirming.confirm_works(stage)
    screening.screen_works(stage)
    receiving.receive(stage)
    judging.judge_works(stage)
    issuing.issue_papers(stage)
    council.meet(stage)
    before = _the_year_before(wanted)
    last_year.hold(stage, before)
    calibrating.calibrate(stage, before.code)
    objecting.object_to(stage, before.code)
    upward.take_in(stage, before.code)
    _receive_longer(stage)


def _receive_longer(stage: Stage) -> None:
    """Works are received for two days more, so that whoever tries the demo can enter one too; supplements follow."""
    yesterday = clock.now() - timedelta(days=1)
    until = clock.from_local(datetime.combine(clock.today() + timedelta(days=2), time(17)))
    with clock.at(yesterday), transaction():
        edition = edition_whole(stage.edition.code)
        for code, end in (("entries", until), ("supplements", until + timedelta(days=1))):
            service.extend_deadline(
                edition.deadline(code),
                shown_at=end,
                hard_at=end + timedelta(hours=7),
                reason="Ban Tổ chức gia hạn do mưa lũ ở các địa bàn miền núi.",
                actor=stage.secretary,
            )


def _this_years(edition: Any) -> Any:
    """The library's edition moved so that its first round opened some days ago."""
    today = clock.today()
    copied = copying.next_edition(edition, year=today.year)
    opened = clock.local(copied.rounds[0].opens_at).date()
    days = (today - opened).days - DAYS_INTO_THE_ROUND
    moved = copying.moved_by_days(copied, days)
    years = today.year - edition.year
    text, reference = (_reworded(old, years, days) for old in (copied.rules.text, copied.rules.reference))
    # What the library's edition does not ask for, so that it can be tried.
    entering_too = replace(moved.entering, authors_confirm=True, personal_numbers=["bank_account"])
    moved = replace(moved, rules=replace(moved.rules, text=text, reference=reference), entering=entering_too)
    return calibrating.with_calibration(moved)


def _the_year_before(wanted: Any) -> Any:
    copied = copying.next_edition(replace(wanted, rounds=wanted.rounds[:1]), year=wanted.year - 1)
    text, reference = (_reworded(one, -1, 0) for one in (copied.rules.text, copied.rules.reference))
    return replace(copied, rules=replace(copied.rules, text=text, reference=reference))


def _reworded(text: str, years: int, days: int) -> str:
    """The rules with their dates where the calendar has them now."""

    def later(found: re.Match) -> str:
        weekday, day, month, year = found[1], *map(int, found.groups()[1:])
        moved = date(year + years, month, day) + timedelta(days=days)
        return f"{WEEKDAYS[moved.weekday()] + ', ngày ' if weekday else ''}{moved:%d/%m/%Y}"

    text = re.sub(r"((?:thứ \w+|chủ nhật), ngày )?(\d{1,2})/(\d{1,2})/(\d{4})", later, text)
    return re.sub(r"năm (\d{4})", lambda found: f"năm {int(found[1]) + years}", text)


def _noon(day: date) -> datetime:
    return clock.from_local(datetime(day.year, day.month, day.day, 12))


def _set(rng: random.Random, wanted: Any, entries: int, progress: Callable[[int], None]) -> Stage:
    with transaction():
        service.load(writing.write(wanted), actor=None, file_name=LIBRARY.name)
        edition = edition_whole(wanted.code)
        outlets = {outlet.name: _outlet(outlet) for outlet in words.OUTLETS}
        branches = [_organisation(f"Chi hội {outlet.name}", OrganisationKind.BRANCH) for outlet in words.OUTLETS[:3]]
        office = {account.email: _account(account, edition, outlets) for account in ACCOUNTS}
        judges = [office["giamkhao@demo.vn"], *(_judge(rng, edition, number) for number in range(1, MORE_JUDGES + 1))]
        authors = [office["tacgia@demo.vn"]]
        count = max(4, int(entries * AUTHORS_PER_ENTRY))
        authors += [_author(rng, number, list(outlets.values()), branches) for number in range(1, count)]
        service.change_state(edition, "open", actor=office["thuky@demo.vn"])
    return Stage(rng, edition, office["thuky@demo.vn"], office["chutich@demo.vn"], judges, authors, outlets, progress)


def _outlet(outlet: words.Outlet) -> Organisation:
    return _organisation(outlet.name, OrganisationKind.OUTLET)


def _organisation(name: str, kind: OrganisationKind) -> Organisation:
    return add_organisation(kind, name, date(2000, 1, 1), actor=None)


def _account(account: Any, edition: Edition, outlets: dict[str, Organisation]) -> Person:
    """Somebody of the cast, with role; the author and the contact work for the province's paper."""
    paper = outlets["Báo Bình Định"] if account.role in (None, Role.CONTACT) else None
    person = create_person(
        email=account.email,
        full_name=account.name,
        password=PASSWORD,
        demo=True,
        actor=None,
        outlet_id=paper.id if paper else None,
        pen_names=["Lê An", "An Nhiên"] if account.role is None else [],
        is_member=True,
    )
    if account.role is Role.ADMINISTRATOR:
        grant_role(person, account.role, actor=None)
    elif account.role:
        grant_role(person, account.role, edition=edition, outlet=paper, actor=None)
    db.session.refresh(person, ["grants"])
    return person


def _judge(rng: random.Random, edition: Edition, number: int) -> Person:
    person = _somebody(rng, f"giamkhao{number}@demo.vn")
    grant_role(person, Role.JUDGE, edition=edition, actor=None)
    db.session.refresh(person, ["grants"])
    return person


def _author(rng: random.Random, number: int, outlets: list[Organisation], branches: list[Organisation]) -> Person:
    name = words.full_name(rng)
    member = rng.random() < 0.7
    return _somebody(
        rng,
        f"{slug(name)}.{number}@demo.vn",
        full_name=name,
        outlet_id=rng.choice(outlets).id,
        branch_id=rng.choice(branches).id if member else None,
        is_member=member,
        member_card_no=f"HV-{rng.randint(1000, 9999)}" if member else None,
        press_card_no=f"IBC-{rng.randint(10000, 99999)}",
        phone=f"09{rng.randint(10_000_000, 99_999_999)}",
        pen_names=[" ".join(name.split()[-2:])] if rng.random() < 0.5 else [],
    )


def _somebody(rng: random.Random, email: str, *, full_name: str | None = None, **profile: Any) -> Person:
    return create_person(email=email, full_name=full_name or words.full_name(rng), demo=True, actor=None, **profile)
