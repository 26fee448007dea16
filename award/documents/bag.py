"""A bag (BagIt 1.0, RFC 8493) as one ZIP stream: flat memory, a length known beforehand, the same bytes every time.

The sizes and SHA-256 of all files are known before the first byte, so the manifests come first. Every file is checked
again while it passes: bytes that are not the promised ones end the stream with `Changed`, and since the length was
announced, whoever receives it knows that it is not whole. What tells them is the CRC-32 that the ZIP needs anyway, where
it was noted when the file was hashed; else they are hashed once more.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from award.kit.text import clean

LONGEST_NAME = 120
LONGEST_NAME_BYTES = 240
# Not allowed on Windows, or with a meaning of its own in a manifest (the percent sign).
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*%', "-"))
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
EARLIEST = date(1980, 1, 1)
READABLE_FILE = 0o100644 << 16
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Changed(Exception):
    """A file's bytes are not the ones that were promised; `path` says which."""

    def __init__(self, path: str):
        super().__init__(f"{path}: the bytes are not those that were promised")
        self.path = path


@dataclass(frozen=True)
class BagFile:
    """One file: its path with `/`, its size in bytes, its SHA-256 in hexadecimal, where its bytes come from, and its
    CRC-32 where it is known."""

    path: str
    size: int
    sha256: str
    chunks: Callable[[], Iterable[bytes]]
    crc32: int | None = None


def made_file(path: str, body: bytes) -> BagFile:
    """A file whose bytes are at hand."""
    return BagFile(path, len(body), hashlib.sha256(body).hexdigest(), lambda: [body])


class Bag:
    """A bag ready to be streamed. `length` is its size in bytes; iterating gives its bytes and can be repeated."""

    def __init__(self, name: str, payload: Iterable[BagFile], *, dated: date, info: Mapping[str, str]):
        """`name` is the folder that the bag unpacks to; `dated` its bagging date; `info` more of `bag-info.txt`.

        Raises `ValueError` for paths that are unsafe or the same but for upper and lower case.
        """
        self.name, self.dated = name, max(dated, EARLIEST)
        payload = list(payload)
        tags = _tag_files(payload, dated, info)
        self.files = [_under(name, file) for file in [*tags, *(_under("data", file) for file in payload)]]
        _check_paths([file.path for file in self.files])

    @property
    def length(self) -> int:
        """How many bytes the stream will have."""
        return _zip_length((len(file.path.encode()), file.size) for file in self.files)

    def __iter__(self) -> Iterator[bytes]:
        outlet = _Outlet()
        with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
            for file in self.files:
                member = self._member(file)
                with archive.open(member, "w") as target:
                    for chunk in _measured(file) if file.crc32 is not None else _hashed(file):
                        target.write(chunk)
                        yield outlet.drain()
                if file.crc32 not in (None, member.CRC):
                    raise Changed(file.path)
        yield outlet.drain()

    def _member(self, file: BagFile) -> zipfile.ZipInfo:
        member = zipfile.ZipInfo(file.path, (self.dated.year, self.dated.month, self.dated.day, 0, 0, 0))
        member.file_size = file.size
        member.create_system = 3
        member.external_attr = READABLE_FILE
        return member


def safe_name(text: str, *, longest: int = LONGEST_NAME, taken: set[str] | None = None) -> str:
    """A readable name for one file or folder on any system, at most `longest` characters, its ending kept.

    It is unlike every name in `taken`, also where upper and lower case are one; it is added there.
    """
    words = "".join(c for c in clean(text).translate(FORBIDDEN) if c.isprintable())
    stem, dot, ending = " ".join(words.split()).strip(" .").rpartition(".")
    if not dot or not stem or len(ending) > 10 or " " in ending:
        stem, ending = f"{stem}{dot}{ending}", ""
    ending = f".{ending}" if ending else ""
    stem = f"_{stem}" if stem.casefold() in RESERVED else stem or "_"
    taken, number = set() if taken is None else taken, 1
    name = _shortened(stem, ending, longest)
    while name.casefold() in taken:
        number += 1
        name = _shortened(stem, f" ({number}){ending}", longest)
    taken.add(name.casefold())
    return name


def _shortened(stem: str, ending: str, longest: int) -> str:
    stem = stem[: longest - len(ending)]
    while len(f"{stem}{ending}".encode()) > LONGEST_NAME_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .") + ending


def _under(folder: str, file: BagFile) -> BagFile:
    return replace(file, path=f"{folder}/{file.path}")


def _tag_files(payload: list[BagFile], dated: date, info: Mapping[str, str]) -> list[BagFile]:
    oxum = f"{sum(file.size for file in payload)}.{len(payload)}"
    entries = {**info, "Bagging-Date": dated.isoformat(), "Payload-Oxum": oxum}
    lines = [f"{label}: {' '.join(clean(value).split())}\n" for label, value in entries.items()]
    tags = [
        made_file("bagit.txt", DECLARATION),
        made_file("bag-info.txt", "".join(lines).encode()),
        made_file("manifest-sha256.txt", _manifest(_under("data", file) for file in payload)),
    ]
    return [*tags, made_file("tagmanifest-sha256.txt", _manifest(tags))]


def _manifest(files: Iterable[BagFile]) -> bytes:
    return "".join(f"{file.sha256}  {file.path}\n" for file in files).encode()


def _check_paths(paths: list[str]) -> None:
    """Every step of every path is as `safe_name` leaves it, and no two paths meet on a system without upper case."""
    for path in paths:
        if any(step != safe_name(step) for step in path.split("/")):
            raise ValueError(f"not a safe path: {path!r}")
    if len({path.casefold() for path in paths}) != len(paths):
        raise ValueError("two files have the same path")


def _measured(file: BagFile) -> Iterator[bytes]:
    size = 0
    for chunk in file.chunks():
        size += len(chunk)
        if size > file.size:
            raise Changed(file.path)
        yield chunk
    if size != file.size:
        raise Changed(file.path)


def _hashed(file: BagFile) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in _measured(file):
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != file.sha256:
        raise Changed(file.path)


def _zip_length(files: Iterable[tuple[int, int]]) -> int:
    """The length of a ZIP of stored members with data descriptors, from (bytes of the name, size) of each: the fixed
    parts of APPNOTE 4.3, with 64-bit fields where `zipfile` writes them."""
    limit = zipfile.ZIP64_LIMIT
    count = offset = central = 0
    for name, size in files:
        large = size * 1.05 > limit
        wide = 2 * (size > limit) + (offset > limit)
        central += 46 + name + (4 + 8 * wide if wide else 0)
        offset += 30 + name + size + (20 + 24 if large else 16)
        count += 1
    wide_end = count > zipfile.ZIP_FILECOUNT_LIMIT or offset > limit or central > limit
    return offset + central + 22 + (76 if wide_end else 0)


class _Outlet:
    """What `zipfile` writes into: it cannot seek, so the archive is written in one pass."""

    def __init__(self):
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def drain(self) -> bytes:
        """All that was written since the last time."""
        piece = b"".join(self._pieces)
        self._pieces.clear()
        return piece
