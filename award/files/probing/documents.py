"""A Word document: a ZIP package whose parts are never unpacked to more than a bound."""

import zipfile
from typing import Any, BinaryIO
from xml.parsers import expat

from award.files.probing.facts import BROKEN, Probed, Text, Unreadable
from award.kit.messages import say

MOST_MEMBERS = 5_000
MOST_UNPACKED = 300_000_000
# The text of a thousand pages, with all that Word writes about it.
MOST_BODY = 40_000_000
DEEPEST = 500
CHUNK = 64 * 1024
LONGEST_PARAGRAPH = 1_000_000
BODY, PROGRAM = "word/document.xml", "vbaproject.bin"


def probe(stream: BinaryIO, type_found: str) -> Probed:
    """Words of the body; raises `Unreadable` for a package that is no document, too large or with a program in it."""
    try:
        with zipfile.ZipFile(stream) as package:
            _refuse_package(package)
            if package.testzip():
                raise Unreadable(BROKEN)
            with package.open(BODY) as body:
                text = _Reader().read(body)
    except expat.ExpatError as fault:
        raise Unreadable(BROKEN) from fault
    if not text.words:
        raise Unreadable(say("The document has no words in it."))
    return Probed(type_found, text.counted, text=text.whole)


def _refuse_package(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    names = {member.filename for member in members}
    if BODY not in names or "[Content_Types].xml" not in names:
        raise Unreadable(say("The file is a ZIP archive or another kind of document, not a Word document (.docx)."))
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or package.getinfo(BODY).file_size > MOST_BODY:
        raise Unreadable(say("The document is too large when unpacked; reduce its pictures and send it again."))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(say("The document is locked with a password. Save it without one and send it again."))
    if any(name.lower().endswith(PROGRAM) for name in names):
        raise Unreadable(say("The document has macros in it. Save it as a document without macros (.docx)."))


class _Reader:
    """Reads the text paragraph by paragraph, since a word may be cut into several runs; keeps no tree, so that a body
    of many small elements needs no more memory than one of few."""

    def __init__(self) -> None:
        self.text, self.paragraph, self.length = Text(), [], 0
        self.inside, self.depth = False, 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._doctype

    def read(self, body: BinaryIO) -> Text:
        while chunk := body.read(CHUNK):
            self.parser.Parse(chunk, False)
        self.parser.Parse(b"", True)
        self._close()
        return self.text

    def _start(self, name: str, _attributes: Any) -> None:
        kind = name.rpartition(" ")[2]
        self.inside, self.depth = kind == "t", self.depth + 1
        if self.depth > DEEPEST:
            raise Unreadable(BROKEN)
        if kind in ("tab", "br"):
            self.paragraph.append(" ")

    def _end(self, name: str) -> None:
        kind = name.rpartition(" ")[2]
        self.depth -= 1
        if kind == "t":
            self.inside = False
        elif kind == "p":
            self._close()

    def _data(self, data: str) -> None:
        if not self.inside:
            return
        self.paragraph.append(data)
        self.length += len(data)
        if self.length > LONGEST_PARAGRAPH:
            self._close()

    def _doctype(self, *_: Any) -> None:
        """A document of Word never declares types of its own; only somebody who plants entities does."""
        raise Unreadable(BROKEN)

    def _close(self) -> None:
        if self.paragraph:
            self.text.add("".join(self.paragraph))
        self.paragraph, self.length = [], 0
