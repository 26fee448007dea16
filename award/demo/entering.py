"""The demo's works: begun, filled step by step, sent in, by their authors."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from award.accounts.queries import outlets
from award.db import transaction
from award.demo import media, words
from award.editions.models import Category, FileRequirement
from award.editions.states import FileKind
from award.entries import service as entries
from award.entries.models import Entry
from award.entries.queries import entry_whole
from award.files import service as files
from award.kit import clock

if TYPE_CHECKING:
    from award.demo.making import Stage

SHARES = {"bao-in": 34, "bao-dien-tu": 30, "phat-thanh": 14, "truyen-hinh": 22, "anh-bao-chi": 20}
# A person may have three works in all: one begun by themselves or two, one shared with others.
SHARED_WORKS = 1
DRAFTS, WITHDRAWN = 0.07, 0.03
CAPTIONS = (
    "Sinh hoạt chi bộ ở thôn vùng cao",
    "Bí thư chi bộ trao đổi với người dân",
    "Đảng viên trẻ ra quân ngày chủ nhật",
)


def enter_works(stage: "Stage", count: int) -> None:
    """Enters `count` works over the weeks before the deadline; some stay drafts, a few are withdrawn."""
    deadline = stage.edition.deadline("entries").shown_at
    for number in range(count):
        share = (number + 1) / (count + 1)
        when = deadline - timedelta(days=45 * (1 - share) ** 2, hours=stage.rng.randint(1, 8))
        fate = stage.rng.random()
        with clock.at(when):
            entry_id = _enter(stage, number, when, sends=fate >= DRAFTS)
            if DRAFTS <= fate < DRAFTS + WITHDRAWN:
                with transaction():
                    entry = entry_whole(entry_id)
                    entries.withdraw(entry, actor=stage.authors[number % len(stage.authors)])
        stage.made.append(entry_id)
        stage.progress(1)


def _enter(stage: "Stage", number: int, when: datetime, *, sends: bool) -> Any:
    rng = stage.rng
    category = _category(stage, number)
    owner = stage.authors[number % len(stage.authors)]
    title = words.title(rng)
    with transaction():
        entry = entries.start(stage.edition, category, owner=owner)
        entries.save_work(entry, _work(rng, stage, category, title), version=None, actor=owner)
        entries.save_authors(entry, _authors(rng, stage, owner, category), version=None, actor=owner)
        entries.save_parts(entry, _parts(rng, stage, owner, category, title), version=None, actor=owner)
        if rng.random() < 0.1:
            entries.save_prizes(entry, [_prize()], version=None, actor=owner)
        if sends or rng.random() < 0.4:
            _attach_files(rng, entry, category, owner, title)
        if sends:
            asked = entries.statements_asked(entry)
            entries.declare(entry, True, statements=asked, version=None, actor=owner)
            entries.submit(entry, actor=owner)
        return entry.id


def _category(stage: "Stage", number: int) -> Category:
    """Categories in their shares, drawn so that every size has all of them."""
    categories = {category.code: category for category in stage.edition.categories}
    if number < len(SHARES):
        return categories[list(SHARES)[number]]
    return categories[stage.rng.choices(list(SHARES), list(SHARES.values()))[0]]


def _work(rng: Any, stage: "Stage", category: Category, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "summary": rng.choice(words.SUMMARIES),
        "genre_id": rng.choice(category.genres).id,
        "theme_id": rng.choice(stage.edition.themes).id,
        "language": "vi",
    }


def _authors(rng: Any, stage: "Stage", owner: Any, category: Category) -> list[dict[str, Any]]:
    most = min(category.most_authors or 3, 3)
    free = [person for person in stage.authors if person is not owner and stage.works[person.id] < SHARED_WORKS]
    others = rng.sample(free, min(len(free), rng.randint(0, most - 1)))
    stage.works.update(person.id for person in others)
    return [
        {
            "full_name": person.full_name,
            "pen_names": ", ".join(person.pen_names),
            "email": person.email,
            "phone": person.phone,
            "outlet_id": person.outlet_id,
            "is_lead": person is owner,
        }
        for person in [owner, *others]
    ]


def _parts(rng: Any, stage: "Stage", owner: Any, category: Category, title: str) -> list[dict[str, Any]]:
    edition = stage.edition
    count = rng.choice([1, 1, 1, 2, 3]) if (category.most_parts or 5) > 1 else 1
    days = (edition.window_to - edition.window_from).days
    first = edition.window_from + timedelta(days=rng.randint(0, days - 10))
    outlet = next(found for found in outlets() if found.id == owner.outlet_id)
    heard = category.most_minutes is not None
    return [
        {
            "title": words.part_title(title, place, count),
            "outlet_id": outlet.id,
            "programme": "Xây dựng Đảng" if heard else "",
            "published_on": first + timedelta(days=place),
            "page": f"trang {rng.randint(1, 8)}" if category.media_type == "print" else "",
            "url": f"https://bao.example.vn/{edition.year}/{rng.randint(100000, 999999)}"
            if category.link_needed
            else "",
            "minutes": rng.randint(4, 9) if heard else None,
            "words": rng.randint(900, 2200) if category.most_words else None,
        }
        for place in range(1, count + 1)
    ]


def _prize() -> dict[str, Any]:
    return {
        "contest": "Cuộc thi viết về học tập và làm theo Bác",
        "organiser": "Ban Tuyên giáo Tỉnh ủy",
        "level": "Ba",
        "year": 2023,
    }


def _attach_files(rng: Any, entry: Entry, category: Category, owner: Any, title: str) -> None:
    """What the category asks for, on every part, now and then something that is optional too."""
    for requirement in category.requirements:
        wanted = requirement.least or (1 if rng.random() < 0.1 else 0)
        places = [part.position for part in entry.parts] if requirement.per_part else [None]
        if requirement.captioned and entry.genre_id == category.genres[-1].id:
            wanted = max(wanted, 5)
        for place in places if wanted else []:
            for number in range(1, wanted + 1):
                made = media.make(_kind(requirement), _subject(entry, owner, title, place), number)
                file = files.store_bytes(name=made.name, body=made.body, kinds=requirement.kinds, owner=owner)
                caption = CAPTIONS[(number - 1) % len(CAPTIONS)] if requirement.captioned else ""
                entries.attach(entry, file, requirement, part_position=place, caption=caption, actor=owner)


def _kind(requirement: FileRequirement) -> FileKind:
    """The kind whose maker suits the requirement: a script where text is asked for beside a recording."""
    return requirement.file_kinds[0]


def _subject(entry: Entry, owner: Any, title: str, place: int | None) -> media.Subject:
    part = entry.parts[(place or 1) - 1]
    return media.Subject(
        seed=f"{owner.email}/{title}/{place}",
        title=part.title or title,
        author=owner.full_name,
        outlet=part.outlet_name,
        day=part.published_on,
    )
