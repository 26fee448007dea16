"""A dossier's ZIP as a stranger may have made it: opened without unpacking, read in pieces, nothing believed.

Bounds come first: the directory of the ZIP, the number of members, their sizes. No path leads outside, none is a link,
none stands twice. Only then the bag's manifests are read, and every byte is hashed while it passes.
"""

import hashlib
import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from award.kit.messages import Message, say

MOST_MEMBERS = 20_000
MOST_DIRECTORY = 16 * 1024 * 1024
MOST_UNPACKED = 2 * 1024**4
MOST_TAG_FILE = 16 * 1024 * 1024
# Texts shrink to a tenth, pictures and film not at all; a bomb to a thousandth. Small archives may hold what they like.
MOST_SHRUNK, SMALL = 100, 64 * 1024 * 1024
CHUNK = 1024 * 1024
WINDOW = 8 * 1024 * 1024
END, LOCATOR, WIDE_END = 22, 20, 56
TAIL = END + 65_535 + LOCATOR + WIDE_END
LINE = re.compile(r"([0-9a-fA-F]{64}) +\*?(.+)")
DECLARED = "bagit.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
BROKEN = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError, struct.error, zlib.error)
Progress = Callable[[int, int], None]
RangeReader = Callable[[int, int], Iterator[bytes]]


class Faulty(Exception):
    """The ZIP is no dossier that could be read; `message` says why."""

    def __init__(self, message: Message):
        super().__init__(str(message))
        self.message = message


class Ranged(io.RawIOBase):
    """A seekable stream over bytes that are asked for piece by piece (`read(start, end)`, for example of a bucket)."""

    def __init__(self, read: RangeReader, size: int):
        self._read, self._size, self._at = read, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence] + offset)
        return self._at

    def readinto(self, target: memoryview) -> int:
        end, begin = min(self._at + len(target), self._size), self._at
        for piece in self._read(begin, end) if begin < end else ():
            target[self._at - begin : self._at - begin + len(piece)] = piece
            self._at += len(piece)
        return self._at - begin


def ranged(read: RangeReader, size: int) -> BinaryIO:
    """The stream with a window of some MiB, so that small reads ask nobody."""
    return io.BufferedReader(Ranged(read, size), WINDOW)


class Package:
    """One bag in a ZIP. `name` is its folder, `payload` the files under `data/` by their path there with the SHA-256
    that the manifest promises. Raises `Faulty`."""

    def __init__(self, stream: BinaryIO):
        _ask_directory(stream)
        try:
            self._archive = zipfile.ZipFile(stream)
        except BROKEN as fault:
            raise Faulty(say("The file is no ZIP archive, or it is not whole.")) from fault
        self._members = _members(self._archive, _size_of(stream))
        self.name = next(iter(self._members)).partition("/")[0]
        self._ask_bag()
        self.info = self._info()
        self.payload = {path.removeprefix("data/"): digest for path, digest in self._manifest(MANIFEST).items()}

    def size(self, path: str) -> int | None:
        """The bytes of a payload file; None where it is not here."""
        member = self._members.get(f"{self.name}/data/{path}")
        return None if member is None else member.file_size

    def unnamed(self) -> list[str]:
        """Payload files that no manifest names."""
        begin = f"{self.name}/data/"
        return [path for path in (m.removeprefix(begin) for m in self._members if m.startswith(begin)) if path not in self.payload]  # fmt: skip

    def chunks(self, path: str) -> Iterator[bytes]:
        """A payload file in pieces. Raises `Faulty` where the ZIP is broken there."""
        yield from self._chunks(f"{self.name}/data/{path}")

    def faults(self, progress: Progress) -> list[Message]:
        """Everything that is not as the manifest promises; `progress` is told of bytes read."""
        found = [say("No manifest names the file “%(file)s”.", file=path) for path in self.unnamed()]
        done, total = 0, sum(self.size(path) or 0 for path in self.payload)
        for path, promised in self.payload.items():
            if self.size(path) is None:
                found.append(say("The file “%(file)s” is missing.", file=path))
                continue
            digest = hashlib.sha256()
            for chunk in self.chunks(path):
                digest.update(chunk)
                done += len(chunk)
                progress(done, total)
            if digest.hexdigest() != promised:
                found.append(say("“%(file)s” is not what its SHA-256 promises: it was changed or damaged.", file=path))
        return found

    def _ask_bag(self) -> None:
        for path in (DECLARED, MANIFEST, TAG_MANIFEST):
            if f"{self.name}/{path}" not in self._members:
                raise Faulty(say("This is no dossier: the file “%(file)s” is missing in it.", file=path))
        for path, promised in self._manifest(TAG_MANIFEST).items():
            if hashlib.sha256(self._small(path)).hexdigest() != promised:
                raise Faulty(say("“%(file)s” is not what its SHA-256 promises: it was changed or damaged.", file=path))

    def _info(self) -> dict[str, str]:
        lines = self._small("bag-info.txt").decode("utf-8", "replace").splitlines()
        return {label.strip(): value.strip() for label, _, value in (line.partition(":") for line in lines)}

    def _manifest(self, name: str) -> dict[str, str]:
        found = {}
        for line in self._small(name).decode("utf-8", "replace").splitlines():
            match = LINE.fullmatch(line.strip())
            if match is None:
                raise Faulty(say("“%(file)s” of the dossier cannot be read.", file=name))
            path = _kept_path(match[2])
            if path in found:
                raise Faulty(say("“%(file)s” of the dossier names “%(path)s” twice.", file=name, path=path))
            found[path] = match[1].lower()
        return found

    def _small(self, path: str) -> bytes:
        member = self._members.get(f"{self.name}/{path}")
        if member is None:
            raise Faulty(say("This is no dossier: the file “%(file)s” is missing in it.", file=path))
        if member.file_size > MOST_TAG_FILE:
            raise Faulty(say("“%(file)s” of the dossier is too large.", file=path))
        return b"".join(self._chunks(f"{self.name}/{path}"))

    def whole(self, path: str) -> bytes:
        """A small payload file at once."""
        return self._small(f"data/{path}")

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._archive.open(self._members[name]) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except BROKEN as fault:
            raise Faulty(say("The ZIP archive is damaged at “%(file)s”.", file=name)) from fault


def _size_of(stream: BinaryIO) -> int:
    return stream.seek(0, io.SEEK_END)


def _ask_directory(stream: BinaryIO) -> None:
    """Refuses a ZIP whose directory is so large that reading it would fill the memory; `zipfile` reads it whole."""
    size = _size_of(stream)
    stream.seek(max(0, size - TAIL))
    tail = stream.read(TAIL)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < END:
        raise Faulty(say("The file is no ZIP archive, or it is not whole."))
    count, directory = struct.unpack("<HL", tail[end + 10 : end + 16])
    if tail[max(0, end - LOCATOR) : end].startswith(b"PK\x06\x07"):
        wide_count, wide_directory = _wide(tail[:end], size - len(tail) + end)
        count, directory = max(wide_count, count), max(wide_directory, directory % 0xFFFFFFFF)
    if directory > MOST_DIRECTORY or count > MOST_MEMBERS:
        raise Faulty(say("The archive holds too many files."))


def _wide(before: bytes, end: int) -> tuple[int, int]:
    """Members and bytes of the directory as the 64-bit record has them, which must stand right before its locator: there
    `zipfile` reads it, wherever else one seems to be. `end` is where the common record begins."""
    record, locator = before[-LOCATOR - WIDE_END : -LOCATOR], before[-LOCATOR:]
    stands = struct.unpack("<Q", locator[8:16])[0] == end - LOCATOR - WIDE_END
    if not stands or not record.startswith(b"PK\x06\x06"):
        raise Faulty(say("The file is no ZIP archive, or it is not whole."))
    return struct.unpack("<QQ", record[32:48])


def _members(archive: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for member in archive.infolist():
        if member.is_dir():
            continue
        path = _kept_path(member.filename)
        _ask_plain(member)
        if path.casefold() in seen:
            raise Faulty(say("The file “%(file)s” stands in the archive twice.", file=path))
        seen.add(path.casefold())
        found[path] = member
    if not found or len({path.partition("/")[0] for path in found}) != 1:
        raise Faulty(say("A dossier has all its files in one folder; here it is not so."))
    packed, unpacked = (sum(getattr(one, name) for one in found.values()) for name in ("compress_size", "file_size"))
    most = min(MOST_UNPACKED, SMALL + MOST_SHRUNK * size)
    if len(found) > MOST_MEMBERS or unpacked > most or packed > size:
        raise Faulty(say("The archive holds more than it can."))
    return found


def _kept_path(name: str) -> str:
    """A path with `/` that stays inside, in normal form C: a Mac that packs a dossier again decomposes its names. Raises
    `Faulty`."""
    name = unicodedata.normalize("NFC", name)
    steps = name.split("/")
    if any(step in ("", ".", "..") for step in steps) or any(c in name for c in "\\:\0") or len(name) > 1000:
        raise Faulty(say("The path “%(path)s” in the dossier is not allowed.", path=name[:200]))
    return name


def _ask_plain(member: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind and not stat.S_ISREG(kind):
        raise Faulty(say("“%(file)s” is a link or no plain file.", file=member.filename))
    if member.flag_bits & 1:
        raise Faulty(say("The archive is locked with a password."))
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Faulty(say("“%(file)s” is packed in a way that is not read here.", file=member.filename))
