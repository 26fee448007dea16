"""A film over 4 GiB, where sizes and places in a ZIP need more than 32 bits. It is of zeros, so that the ZIP is a file
with a hole and takes no room on the disk."""

import hashlib
import os
from zipfile import ZipFile

import pytest

from award.files.parts import MEBIBYTE
from award.forwarding.dossier import dossier
from award.forwarding.service.packages import chunks_of, looked_at
from award.forwarding.unpacking import Package
from tests.forwarding.making import a_record

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("app")]
ZEROS, COUNT, PAGE = bytes(MEBIBYTE), 4097, b"%PDF-1.7 trang bao"
OBJECTS = {
    "film": {"size": COUNT * MEBIBYTE, "sha256": "829816e339ff597ec3ada4c30fc840d3f2298444169d242952a54bcf3fcd7747"},
    "page": {"size": len(PAGE), "sha256": hashlib.sha256(PAGE).hexdigest()},
}


def read(key):
    return (ZEROS for _ in range(COUNT)) if key == "film" else [PAGE]


def write_with_hole(bag, path):
    with path.open("wb") as target:
        for piece in bag:
            if piece == ZEROS:
                target.seek(len(piece), os.SEEK_CUR)
            else:
                target.write(piece)


def test_a_film_over_four_gibibytes_goes_into_the_dossier_and_comes_out_of_it(tmp_path):
    bag = dossier(a_record([{"key": key, **facts} for key, facts in OBJECTS.items()]), read)
    path = tmp_path / "dossier.zip"
    write_with_hole(bag, path)
    assert (path.stat().st_size, path.stat().st_blocks * 512 < 64 * MEBIBYTE) == (bag.length, True)
    with ZipFile(path) as archive:
        film, page = (next(m for m in archive.infolist() if f"Phim tài liệu {n}/" in m.filename and m.filename.endswith(".mp4")) for n in (1, 2))  # fmt: skip
        assert (film.file_size, page.header_offset > 2**32 > film.header_offset) == (COUNT * MEBIBYTE, True)
    with path.open("rb") as stream:
        package = Package(stream)
        known, faults = looked_at([package], lambda _done, _total: None)
        assert (faults, [work.files[0].size for work in known.works]) == ([], [COUNT * MEBIBYTE, len(PAGE)])
        assert b"".join(chunks_of(known.works[1].files[0], [package])) == PAGE
