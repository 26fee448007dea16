"""Real files for a believable edition: the same for a seed, different for every work, small and quickly made.

Each opens in the program that people use for its kind: pages in two columns, photographs, speech, film, a script.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from random import Random

import docx

from award.demo import prose
from award.demo.clips import film
from award.demo.newspaper import newspaper
from award.demo.pictures import photo
from award.demo.sounds import recording
from award.editions.states import FileKind

EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Subject:
    """What the files are about. `seed` is any text; the same one gives the same bytes."""

    seed: str
    title: str
    author: str
    outlet: str
    day: date


@dataclass(frozen=True)
class Made:
    """A file: a readable name and its bytes."""

    name: str
    body: bytes


def make(kind: FileKind, subject: Subject, number: int = 1) -> Made:
    """A file of the kind about the subject; `number` tells several of one work apart."""
    maker = {
        FileKind.PDF: pages,
        FileKind.IMAGE: picture,
        FileKind.AUDIO: sound,
        FileKind.VIDEO: video,
        FileKind.DOCUMENT: script,
    }[kind]
    return maker(subject, number)


def pages(subject: Subject, number: int = 1, count: int | None = None) -> Made:
    """A newspaper's pages as PDF: two or three, or `count`."""
    random = _random(subject, "pages", number)
    body = newspaper(
        random,
        title=subject.title,
        author=subject.author,
        outlet=subject.outlet,
        day=f"{subject.day:%d/%m/%Y}",
        pages=count or random.choice((2, 2, 3)),
    )
    return Made(f"{subject.title} - trang báo {number}.pdf", body)


def picture(subject: Subject, number: int = 1) -> Made:
    """A photograph as JPEG."""
    body = photo(_random(subject, "picture", number), text=f"{subject.title} · Ảnh {number}: {subject.author}")
    return Made(f"{subject.title} - ảnh {number:02d}.jpg", body)


def sound(subject: Subject, number: int = 1) -> Made:
    """A few seconds of a radio piece as MP3."""
    random = _random(subject, "sound", number)
    body = recording(random, title=subject.title, author=subject.author, seconds=random.randint(3, 6))
    return Made(f"{subject.title} - phát thanh {number}.mp3", body)


def video(subject: Subject, number: int = 1) -> Made:
    """A few seconds of a television piece as MP4."""
    random = _random(subject, "video", number)
    body = film(random, title=subject.title, author=subject.author, seconds=random.randint(3, 4))
    return Made(f"{subject.title} - truyền hình {number}.mp4", body)


def script(subject: Subject, number: int = 1) -> Made:
    """The script of a radio or television piece as DOCX, with its columns of picture and words."""
    random = _random(subject, "script", number)
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = subject.title, subject.author
    document.add_heading(subject.title, level=1)
    document.add_paragraph(f"Kịch bản: {subject.author} · {subject.outlet} · phát ngày {subject.day:%d/%m/%Y}")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Hình ảnh, âm thanh", "Lời bình"
    for words in prose.paragraphs(random, 6):
        left, right = table.add_row().cells
        left.text, right.text = prose.sentence(random), words
    out = io.BytesIO()
    document.save(out)
    return Made(f"{subject.title} - kịch bản {number}.docx", _without_clock(out.getvalue()))


def _random(subject: Subject, what: str, number: int) -> Random:
    return Random(f"{subject.seed}/{what}/{number}")


def _without_clock(package: bytes) -> bytes:
    """The same ZIP with one fixed time on its members, so that a seed always gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(zipfile.ZipInfo(member, EPOCH), old.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
