"""From the rows of a workbook to works: what each cell means, and every fault with its cell, all at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from award.documents.xlsx_in import Cell, Kind, Read, day_of_number
from award.intake.columns import BY_KEY, COLUMNS, EXAMPLE, keys_of
from award.kit.messages import Message, say
from award.kit.text import fold, whole

MOST_ROWS = 1001
MOST_COLUMNS = 40
DAY_FORMS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y")
BETWEEN = re.compile(r"[;\n]")
BETWEEN_NAMES = re.compile(r"[;\n]|,(?![^(]*\))")
PEN_NAMES = re.compile(r"^(.*?)\s*\(([^()]*)\)\s*$")


@dataclass(frozen=True)
class Bucket:
    """A category to choose: its genres by folded name."""

    id: str
    name: str
    genres: Mapping[str, str]
    most_authors: int | None = None
    most_parts: int | None = None


@dataclass(frozen=True)
class Known:
    """What the cells are compared with, all by folded name: categories, themes, outlets (identity and name);
    `own` are the outlets that may be written (None: any, also one that is not in the list); `window` is when works were
    published; `there` are the works of the edition by folded title and first author, with what to call them."""

    categories: Mapping[str, Bucket]
    themes: Mapping[str, str]
    outlets: Mapping[str, tuple[str, str]]
    window: tuple[date, date]
    own: Mapping[str, str] | None = None
    there: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell (`C14`), or only worth a look (`warning`); no cell: the sheet as a whole."""

    cell: str
    row: int
    message: Message
    warning: bool = False


@dataclass
class Reading:
    """The works as plain values, in order, and everything that was found."""

    works: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def broken(self) -> bool:
        """Whether anything keeps the list from being taken over."""
        return any(not fault.warning for fault in self.faults)


def letters(column: int) -> str:
    """What a column (from 0) is called: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def works_of(sheet: Read, known: Known) -> Reading:
    """Reads the whole sheet. Nothing is stored; whoever calls stores all works or none."""
    reading = Reading()
    places = _places(sheet, reading)
    if reading.faults:
        return reading
    reading.faults += _about_sheet(sheet)
    for number, cells in sheet.rows.items():
        if number == 1:
            continue
        line = Line(number, {key: cells[place] for key, place in places.items() if place in cells}, places, known)
        if line.cells and not line.is_example:
            _take(line, reading, known)
    _leave_out_doubles(reading, places, known)
    if not reading.works and not reading.broken:
        reading.faults.append(Fault("", 0, say("No work stands in the list yet: fill in the rows below the headings.")))
    reading.faults.sort(key=lambda fault: fault.row)
    return reading


def _places(sheet: Read, reading: Reading) -> dict[str, int]:
    headings = {place: cell.value for place, cell in sheet.rows.get(1, {}).items() if cell.kind is Kind.TEXT}
    places = keys_of(headings)
    missing = [column.heading for column in COLUMNS if column.needed and column.key not in places]
    if missing:
        text = say("The first row lacks these headings: %(headings)s. Take the template as it is.", headings=missing)
        reading.faults.append(Fault("", 1, text))
    return places


def _about_sheet(sheet: Read) -> Iterator[Fault]:
    if sheet.more:
        yield Fault("", 0, say("There are more than 1,000 rows. Cut the list in two."))
    for area in sheet.merged:
        row = int(re.search(r"\d+", area)[0])
        text = say("The cells %(area)s are joined. Separate them and fill in each row.", area=area)
        yield Fault(area.partition(":")[0], row, text)


def _take(line: "Line", reading: Reading, known: Known) -> None:
    """A row with a title, category or authors is a work; one with none of them is a further part of the work above."""
    if line.begins_work:
        reading.works.append(line.work())
    elif reading.works:
        work = reading.works[-1]
        work["parts"].append(line.part())
        most = work["most_parts"]
        if most is not None and len(work["parts"]) == most + 1:
            line.warn("title", say("The category allows at most %(most)s parts.", most=most))
    else:
        line.fault("title", say("A part without a work: write the title, the category and the authors."))
    reading.faults += line.faults


def _leave_out_doubles(reading: Reading, places: Mapping[str, int], known: Known) -> None:
    """What is in the edition already, or twice in the list, is marked to be left out."""
    seen: dict[tuple[str, str], int] = {}
    cell = letters(places.get("title", 0))
    for work in reading.works:
        key = key_of(work["title"], work["authors"])
        if not key[0]:
            continue
        if key in known.there:
            work["left_out"] = True
            text = say("This work is there already (%(work)s), so the row is left out.", work=known.there[key])
            reading.faults.append(Fault(f"{cell}{work['row']}", work["row"], text, warning=True))
        elif key in seen:
            work["left_out"] = True
            text = say("The same work stands in row %(row)s, so this row is left out.", row=seen[key])
            reading.faults.append(Fault(f"{cell}{work['row']}", work["row"], text, warning=True))
        else:
            seen[key] = work["row"]


def key_of(title: str, authors: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    """By what two rows are the same work: title and first author, without diacritics and case."""
    first = next((author["full_name"] for author in authors), "")
    return fold(title), fold(first)


class Line:
    """One row being read; `faults` grows with every cell that is asked."""

    def __init__(self, number: int, cells: dict[str, Cell], places: Mapping[str, int], known: Known):
        self.number, self.cells, self.places, self.known = number, cells, places, known
        self.faults: list[Fault] = []

    @property
    def is_example(self) -> bool:
        """The template's own row."""
        return EXAMPLE in self.cells.get("title", Cell(Kind.TEXT, "")).value

    @property
    def begins_work(self) -> bool:
        """Whether anything of a work, not of a part, is written."""
        return any(key in self.cells for key in ("title", "category", "authors"))

    def fault(self, key: str, message: Message) -> None:
        """Something that keeps the list from being taken over."""
        self._note(key, message, warning=False)

    def warn(self, key: str, message: Message) -> None:
        """Something worth a look."""
        self._note(key, message, warning=True)

    def _note(self, key: str, message: Message, *, warning: bool) -> None:
        place = self.places.get(key)
        cell = f"{letters(place)}{self.number}" if place is not None else ""
        self.faults.append(Fault(cell, self.number, message, warning))

    def text(self, key: str) -> str:
        """A cell's text; asked once for each cell, since what is wrong with it is noted then."""
        cell, column = self.cells.get(key), BY_KEY[key]
        if cell is None:
            if column.needed:
                self.fault(key, say("“%(heading)s” is needed.", heading=column.heading))
            return ""
        if cell.kind in (Kind.FORMULA, Kind.ERROR):
            self.fault(key, say("The cell holds a formula. Write the value itself."))
            return ""
        if len(cell.value) > column.kept:
            self.fault(key, say("The text is longer than %(most)s characters.", most=column.kept))
        return cell.value[: column.kept]

    def work(self) -> dict[str, Any]:
        """The work of this row, with its first part."""
        bucket = self._chosen("category", self.known.categories, say("There is no such category."))
        authors = self._authors()
        if bucket and bucket.most_authors and len(authors) > bucket.most_authors:
            most = bucket.most_authors
            self.warn("authors", say("The category allows at most %(most)s authors.", most=most))
        return {
            "row": self.number,
            "title": self.text("title"),
            "category": bucket.id if bucket else None,
            "category_name": bucket.name if bucket else "",
            "most_parts": bucket.most_parts if bucket else None,
            "genre": self._genre(bucket),
            "theme": self._chosen("theme", self.known.themes, say("There is no such theme.")),
            "summary": self.text("summary"),
            "authors": authors,
            "prizes": [name for name in _pieces(self.text("prizes"), BETWEEN) if name],
            "parts": [self.part()],
            "left_out": False,
        }

    def part(self) -> dict[str, Any]:
        """What this row says of one publication."""
        return {
            **self._outlet(),
            "title": self.text("part_title"),
            "programme": self.text("programme"),
            "page": self.text("page"),
            "published_on": self._day(),
            "url": self._address(),
            "minutes": self._whole("minutes", 100_000),
            "words": self._whole("words", 1_000_000),
        }

    def _chosen(self, key: str, choices: Mapping[str, Any], wrong: Message) -> Any:
        text = self.text(key)
        found = choices.get(fold(text))
        if text and found is None:
            self.fault(
                key, say("%(wrong)s Written is “%(written)s”; choose from the list.", wrong=wrong, written=text[:80])
            )
        return found

    def _genre(self, bucket: Bucket | None) -> str | None:
        if bucket is None:
            return None
        wrong = say("The category “%(category)s” has no such genre.", category=bucket.name)
        return self._chosen("genre", bucket.genres, wrong)

    def _authors(self) -> list[dict[str, Any]]:
        names = [name for name in _pieces(self.text("authors")) if name]
        rows = []
        for name in names:
            found = PEN_NAMES.match(name)
            full, pen = (found[1], found[2]) if found else (name, "")
            if len(full) > 200 or len(pen) > 300:
                self.fault("authors", say("A name is longer than %(most)s characters.", most=200))
            rows.append({"full_name": full[:200], "pen_names": pen[:300], "email": "", "phone": ""})
        for key, into, most in (("emails", "email", 320), ("phones", "phone", 40)):
            self._beside(rows, key, into, most)
        self._look_at_addresses(rows)
        return rows

    def _beside(self, rows: list[dict[str, Any]], key: str, into: str, most: int) -> None:
        values = _pieces(self.text(key))
        while values and not values[-1]:
            values.pop()
        if len(values) > len(rows):
            text = say("There are %(values)s values for %(names)s authors.", values=len(values), names=len(rows))
            self.fault(key, text)
        for row, value in zip(rows, values, strict=False):
            row[into] = value.lower()[:most] if into == "email" else value[:most]

    def _look_at_addresses(self, rows: list[dict[str, Any]]) -> None:
        given = [row["email"] for row in rows if row["email"]]
        for email in given:
            name, at, host = email.rpartition("@")
            if not (name and at and "." in host and " " not in email):
                self.fault("emails", say("“%(email)s” is not an e-mail address.", email=email[:80]))
        if len(set(given)) < len(given):
            self.fault("emails", say("Two authors have the same address."))

    def _outlet(self) -> dict[str, Any]:
        text, own = self.text("outlet"), self.known.own
        identity, name = self.known.outlets.get(fold(text), (None, text))
        if own is not None:
            if not text and len(own) == 1:
                identity, name = next(iter(own.items()))
            elif identity not in own:
                names = sorted(own.values())
                self.fault("outlet", say("A contact brings works of the own outlet only: %(names)s.", names=names))
        elif text and identity is None:
            self.warn("outlet", say("“%(outlet)s” is not in the list of outlets; it is kept as written.", outlet=text))
        return {"outlet_id": identity, "outlet_name": name}

    def _day(self) -> str | None:
        text = self.text("day")
        if not text:
            return None
        found = _day_of(self.cells["day"].kind, text)
        if found is None:
            self.fault("day", say("“%(written)s” is not a day. Write it as 19/05/2023.", written=text[:40]))
            return None
        first, last = self.known.window
        if not first <= found <= last:
            text = say("%(day)s lies outside the time from %(first)s to %(last)s.", day=found, first=first, last=last)
            self.warn("day", text)
        return found.isoformat()

    def _address(self) -> str:
        text = self.text("url")
        host = text.partition("://")[2] or text
        if text and (" " in text or "." not in host.split("/")[0]):
            self.fault("url", say("“%(address)s” is not a web address.", address=text[:80]))
        return text

    def _whole(self, key: str, most: int) -> int | None:
        text = self.text(key).replace(".", "").replace(" ", "")
        if not text:
            return None
        number = whole(text)
        if number is None or number > most:
            self.fault(key, say("Write a whole number, for example 12."))
            return None
        return number


def _pieces(text: str, between: re.Pattern = BETWEEN_NAMES) -> list[str]:
    return [piece.strip() for piece in between.split(text)] if text else []


def _day_of(kind: Kind, text: str) -> date | None:
    if kind is Kind.DAY:
        return date.fromisoformat(text)
    if kind is Kind.NUMBER:
        return day_of_number(text)
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
