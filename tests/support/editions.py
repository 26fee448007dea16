"""A small edition and its entries, stored without the verbs: for tests of the packages above."""

from datetime import date, timedelta
from decimal import Decimal

from award.db import db
from award.editions.models import (
    Category,
    Criterion,
    Deadline,
    Destination,
    Edition,
    FileRequirement,
    Genre,
    Issuer,
    PrizeLevel,
    PrizePlaces,
    Round,
    Subcommittee,
    SubcommitteeScope,
    Theme,
)
from award.editions.states import EditionState, MediaType, RoundMode, RoundState, TallyMethod, ThemeGroup
from award.entries.models import Author, Entry, Part
from award.entries.states import EntryState
from award.kit import clock
from award.kit.text import fold

MEGABYTE = 1_000_000


def make_edition(code: str = "thu-2023", **more) -> Edition:
    """An open edition: print and photo, one sub-committee each, one round of marks on 10 points, two prize levels."""
    now = clock.now()
    edition = Edition(
        code=code,
        title="Giải báo chí về xây dựng Đảng tỉnh Bình Định",
        short_title="Giải báo chí Bình Định",
        number="III",
        province="Bình Định",
        organiser="Hội Nhà báo tỉnh Bình Định",
        rules="Điều 1. …",
        window_from=date(2022, 11, 1),
        window_to=date(2023, 9, 30),
        works_per_author=3,
        created_at=now,
        **{"state": EditionState.OPEN, "year": 2023, **more},
    )
    edition.deadlines = [_entries_deadline(now)]
    edition.categories = [_print(), _photo()]
    edition.themes = _themes()
    edition.rounds = [make_round(now)]
    edition.subcommittees = [
        Subcommittee(code=category.code, position=place, name=f"Tiểu ban {category.name}", scopes=[])
        for place, category in enumerate(edition.categories, 1)
    ]
    edition.prize_levels = [
        PrizeLevel(code="a", position=1, name="Giải A", money=10_000_000, places=[]),
        PrizeLevel(code="b", position=2, name="Giải B", money=7_000_000, places=[]),
    ]
    edition.destinations, edition.issuers = [_destination()], [_issuer()]
    db.session.add(edition)
    db.session.flush()
    _give_places(edition)
    return edition


def _give_places(edition: Edition) -> None:
    """One sub-committee and one place of every prize for each category; they need the categories' identities. Their
    lists were said to be empty, so that none is asked for."""
    for subcommittee, category in zip(edition.subcommittees, edition.categories, strict=True):
        subcommittee.scopes = [SubcommitteeScope(category_id=category.id)]
    for level in edition.prize_levels:
        level.places = [PrizePlaces(category_id=category.id, places=1) for category in edition.categories]
    db.session.flush()


def _entries_deadline(now) -> Deadline:
    return Deadline(
        code="entries",
        position=1,
        name="Hạn nhận tác phẩm",
        shown_at=now + timedelta(days=5),
        hard_at=now + timedelta(days=5, hours=2),
    )


def _themes() -> list[Theme]:
    return [
        Theme(code="xay-dung-to-chuc-dang", position=1, group=ThemeGroup.FOCUS, name="Xây dựng tổ chức cơ sở đảng"),
        Theme(code="cong-tac-can-bo", position=2, group=ThemeGroup.REGULAR, name="Công tác cán bộ"),
    ]


def _destination() -> Destination:
    return Destination(
        code="bua-liem-vang",
        position=1,
        name="Giải Búa liềm vàng lần thứ VIII – 2023",
        addressee="Tạp chí Xây dựng Đảng",
        deadline_on=date(2023, 11, 10),
        window_from=date(2022, 11, 1),
        window_to=date(2023, 10, 31),
        places=3,
        most_authors=5,
        works_per_author=1,
        prized_only=True,
        media_types=[],
    )


def _issuer() -> Issuer:
    return Issuer(
        code="organiser",
        position=1,
        name="Hội Nhà báo tỉnh Bình Định",
        symbol="HNB",
        place="Bình Định",
        signer_title="Chủ tịch",
        signer_name="Bùi Quốc Hùng",
        recipients=["Như trên", "Lưu: VT"],
    )


def make_entry(
    edition: Edition, owner, title: str = "Chi bộ bám rẫy", state=EntryState.SUBMITTED, category: int = 0, **more
) -> Entry:
    """An entry in any state, with one author (its owner) and one part; numbered unless it is a draft."""
    chosen = edition.categories[category]
    entry = Entry(
        edition_id=edition.id,
        category_id=chosen.id,
        genre_id=chosen.genres[0].id,
        theme_id=edition.themes[0].id,
        owner_id=owner.id,
        title=title,
        summary="Một chi bộ vùng cao đưa nghị quyết vào cuộc sống.",
        declared=True,
        created_at=clock.now(),
        saved_at=clock.now(),
        **{"state": state, **more},
    )
    if state is not EntryState.DRAFT:
        entry.number = (
            db.session.query(Entry).filter_by(category_id=chosen.id).filter(Entry.number.isnot(None)).count() + 1
        )
        entry.code = f"{chosen.letters}-{entry.number:03d}"
        entry.submitted_at = clock.now()
    if state in (EntryState.INELIGIBLE, EntryState.DISQUALIFIED):
        entry.state_reason = "Đăng ngoài thời hạn"
    entry.authors = [
        Author(
            position=1,
            person_id=owner.id,
            full_name=owner.full_name,
            email=owner.email,
            outlet_id=owner.outlet_id,
            is_lead=True,
            identity_key=f"person:{owner.id}",
        )
    ]
    entry.parts = [
        Part(
            position=1,
            title=title,
            outlet_name="Báo Bình Định",
            outlet_id=owner.outlet_id,
            published_on=date(2023, 5, 19),
        )
    ]
    entry.search_text = fold(f"{entry.code or ''} {title} {owner.full_name}")
    db.session.add(entry)
    db.session.flush()
    return entry


def _print() -> Category:
    return Category(
        code="bao-in",
        position=1,
        name="Báo in",
        letters="BI",
        media_type=MediaType.PRINT,
        most_authors=5,
        most_parts=5,
        genres=[
            Genre(code="phong-su", position=1, name="Phóng sự"),
            Genre(code="binh-luan", position=2, name="Bình luận"),
        ],
        requirements=[
            FileRequirement(
                code="ban-in",
                position=1,
                name="Bản chụp trang báo",
                kinds=["pdf", "image"],
                least=1,
                most=3,
                per_part=True,
                largest=50 * MEGABYTE,
            )
        ],
    )


def _photo() -> Category:
    return Category(
        code="anh",
        position=2,
        name="Ảnh báo chí",
        letters="AN",
        media_type=MediaType.PHOTO,
        most_authors=2,
        most_parts=1,
        genres=[Genre(code="anh-don", position=1, name="Ảnh đơn"), Genre(code="bo-anh", position=2, name="Bộ ảnh")],
        requirements=[
            FileRequirement(
                code="anh",
                position=1,
                name="Ảnh dự giải",
                kinds=["image"],
                least=1,
                most=12,
                captioned=True,
                largest=40 * MEGABYTE,
            )
        ],
    )


def make_round(now) -> Round:
    """A planned round of marks on 10 points in three criteria."""
    return Round(
        code="so-khao",
        position=1,
        name="Vòng sơ khảo",
        state=RoundState.PLANNED,
        mode=RoundMode.MARKS,
        scale=Decimal(10),
        step=Decimal("0.5"),
        blind=False,
        judges_per_work=2,
        quorum=1,
        method=TallyMethod.MEAN,
        pass_count=10,
        opens_at=now + timedelta(days=6),
        closes_at=now + timedelta(days=20),
        criteria=[
            Criterion(
                code="phat-hien",
                position=1,
                name="Tính phát hiện",
                guidance="Đề tài mới, có kiểm chứng",
                maximum=Decimal(5),
            ),
            Criterion(code="the-hien", position=2, name="Hình thức thể hiện", maximum=Decimal(3)),
            Criterion(code="hieu-qua", position=3, name="Hiệu quả xã hội", maximum=Decimal(2)),
        ],
    )
