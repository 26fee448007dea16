"""Files built to harm, made here: small ones that unpack to no end, and ones that are two things at once."""

import io
import struct
import zipfile
import zlib

import pypdf
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from award.editions.states import FileKind
from tests.files.samples import MADE, PDF, png_of

JPEG, MP4, DOCX = (MADE[kind].body for kind in (FileKind.IMAGE, FileKind.VIDEO, FileKind.DOCUMENT))
PAGE = b"<html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CHUNK = bytes(1024 * 1024)


def zipped(**members: bytes) -> bytes:
    """A small ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in members.items():
            package.writestr(name, body)
    return out.getvalue()


def zip_bomb(megabytes: int, start: bytes = b"", filling: bytes = b" ") -> bytes:
    """A DOCX of some kilobytes whose body unpacks to so many megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w") as body:
            body.write(start)
            for _ in range(megabytes):
                body.write(filling * (len(CHUNK) // len(filling)))
    return out.getvalue()


def nested_zip(depth: int) -> bytes:
    """An archive in an archive in an archive."""
    body = zipped(heart=CHUNK)
    for level in range(depth):
        body = zipped(**{f"level{level}.zip": body})
    return body


def with_entities() -> bytes:
    """A DOCX whose body declares entities that grow a thousand million times."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    body = f"<!DOCTYPE w [{entities}]><w:t xmlns:w='w'>&e9;</w:t>"
    return zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()})


def with_macros() -> bytes:
    """A Word document with a program in it."""
    out = io.BytesIO(DOCX)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/vbaProject.bin", b"MZ")
    return out.getvalue()


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
    return out.getvalue()


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def stream(body: bytes, about: bytes = b"") -> bytes:
    """A packed stream object."""
    packed = zlib.compress(body, 9)
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(packed), about, packed)


def endless_pages() -> bytes:
    """A tree of pages that has itself as a branch."""
    return pdf_of(CATALOGUE, b"<</Type/Pages/Count 2000000000/Kids[2 0 R 2 0 R]>>")


def too_many_pages() -> bytes:
    """One page, three thousand times."""
    kids = b"3 0 R " * 3000
    return pdf_of(
        CATALOGUE, b"<</Type/Pages/Count 3000/Kids[%b]>>" % kids, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    )


def endless_drawing() -> bytes:
    """A page that draws a form, which draws itself twice, and so on."""
    form = stream(b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Contents 5 0 R>>"
    return pdf_of(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, form, stream(b"/F Do " * 1000))


def pdf_bomb(megabytes: int) -> bytes:
    """A page whose drawing unpacks to so many megabytes of operators, packed twice."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    one = packer.compress(b"0 0 m 9 9 l S \n" * 69905) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a piece stands by itself, so it may follow itself any number of times.
    twice = zlib.compress(head + one * megabytes, 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (len(twice), twice)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    return pdf_of(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, content)


def _changed(change) -> bytes:
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(PDF)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def with_script() -> bytes:
    """A PDF with a script of its own, by name."""
    catalogue = (
        b"<</Type/Catalog/Pages 2 0 R/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>>>"
    )
    return pdf_of(catalogue, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")


def with_script_at_opening() -> bytes:
    """A PDF that runs a script when it is opened."""

    def change(writer):
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)

    return _changed(change)


def with_launch() -> bytes:
    """A PDF that starts a program when it is opened."""

    def change(writer):
        action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)

    return _changed(change)


def with_attachment() -> bytes:
    """A PDF that carries another file."""
    return _changed(lambda writer: writer.add_attachment("b.txt", b"chao"))


def no_pages() -> bytes:
    """A PDF with an empty tree of pages."""
    return pdf_of(CATALOGUE, b"<</Type/Pages/Count 0/Kids[]>>")


def blank_pages() -> bytes:
    """A PDF of two pages with nothing on them."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(2):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def png_with_packed_text() -> bytes:
    """A PNG whose comment unpacks to a hundred megabytes."""
    comment = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    chunk = struct.pack("!I", len(comment)) + b"zTXt" + comment + struct.pack("!I", zlib.crc32(b"zTXt" + comment))
    small = png_of(100, 100)
    return small[:33] + chunk + small[33:]


# Each is refused; by what it does.
REFUSED = {
    "a bomb as DOCX": lambda: zip_bomb(310),
    "a bomb of elements": lambda: zip_bomb(39, b"<w:a xmlns:w='w'>", b"<w:p/>"),
    "a bomb of nesting": lambda: zip_bomb(39, b"", b"<a>"),
    "entities that grow": with_entities,
    "a document with macros": with_macros,
    "an archive in archives": lambda: nested_zip(50),
    "100,000 pixels by 100,000": lambda: png_of(100_000, 100_000),
    "100,000 pixels in a line": lambda: png_of(100_000, 8),
    "a PNG with a packed comment": png_with_packed_text,
    "a tree of pages without end": endless_pages,
    "too many pages": too_many_pages,
    "a page that unpacks without end": lambda: pdf_bomb(3000),
    "a PDF with a script": with_script,
    "a PDF with a script at its opening": with_script_at_opening,
    "a PDF that starts a program": with_launch,
    "a PDF without pages": no_pages,
    "a PDF of blank pages": blank_pages,
    "a PDF cut in the middle": lambda: PDF[: len(PDF) // 2],
    "a PDF that is an archive": lambda: PDF + zipped(a=b"b"),
    "a JPEG that is an archive": lambda: JPEG + zipped(a=b"b"),
    "a JPEG that is a page": lambda: JPEG[:2] + b"\xff\xfe" + struct.pack("!H", len(PAGE) + 2) + PAGE + JPEG[2:],
    "a JPEG with a page behind it": lambda: JPEG + PAGE,
    "a JPEG that is a PDF": lambda: JPEG[:2] + b"\xff\xfe" + struct.pack("!H", len(PDF) % 60000 + 2) + PDF,
    "a film that is an archive": lambda: MP4 + zipped(a=b"b"),
    "a film cut in the middle": lambda: MP4[: len(MP4) // 2],
}
# Each is of a type that no kind accepts.
OTHER_TYPES = {
    "a page": (PAGE, "text/html"),
    "a page after a byte order mark": (b"\xef\xbb\xbf\n<!DOCTYPE html>", "text/html"),
    "a drawing with a script": (SVG, "image/svg+xml"),
    "a program": (b"\x7fELF" + bytes(100), None),
    "a shell script": (b"#!/bin/sh\nrm -rf /\n", None),
}
