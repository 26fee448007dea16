"""The ZIPs of one dossier from elsewhere, together: what they hold and what is wrong with them."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from award.forwarding.record import DATA
from award.forwarding.travelled import Travelled, TravelledFile, travelled
from award.forwarding.unpacking import Faulty, Package, Progress, ranged
from award.kit.messages import Message, say
from award.storage import Storage

COUNT = re.compile(r"(\d{1,4}) of (\d{1,4})")


def in_bucket(bucket: Storage, key: str, size: int) -> Package:
    """A package whose bytes lie in the bucket, read in windows."""
    return Package(ranged(lambda start, end: bucket.read(key, start=start, end=end), size))


def looked_at(packages: Sequence[Package], progress: Progress) -> tuple[Travelled, list[Message]]:
    """What the dossier says of itself, and everything that is not as its manifests promise. Raises `Faulty` where nothing
    can be read."""
    known = [travelled(package.whole(DATA)) for package in packages]
    if len({one.batch for one in known}) != 1:
        raise Faulty(say("These files are not of one dossier."))
    found = [fault for package in packages for fault in package.faults(progress)]
    for work in known[0].works:
        found += [fault for file in work.files for fault in _file_faults(file, packages)]
    return known[0], found


def chunks_of(file: TravelledFile, packages: Sequence[Package]) -> Iterator[bytes]:
    """The bytes of a work's file, hashed again while they pass. Raises `Faulty` where they are others."""
    package, digest = _holder(file, packages), hashlib.sha256()
    for chunk in package.chunks(file.path) if package else ():
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != file.sha256:
        raise Faulty(say("“%(file)s” is not what its SHA-256 promises: it was changed or damaged.", file=file.path))


def batch_of(package: Package) -> str:
    """The batch that one package says it is of. Raises `Faulty`."""
    return travelled(package.whole(DATA)).batch


def disc_of(package: Package) -> int | None:
    """Which disc of several a package is; None for a dossier in one piece."""
    count = COUNT.fullmatch(package.info.get("Bag-Count", ""))
    return int(count[1]) if count else None


def discs_missing(packages: Sequence[Package]) -> str:
    """`1, 3 / 4` where some of the dossier's discs are not here; empty where all are."""
    counts = [COUNT.fullmatch(package.info.get("Bag-Count", "")) for package in packages]
    known = {(int(count[1]), int(count[2])) for count in counts if count}
    here, most = {number for number, _ in known}, max((total for _, total in known), default=0)
    return f"{', '.join(map(str, sorted(here)))} / {most}" if len(here) < most else ""


def _holder(file: TravelledFile, packages: Sequence[Package]) -> Package | None:
    return next((one for one in packages if file.path in one.payload), None)


def _file_faults(file: TravelledFile, packages: Sequence[Package]) -> list[Message]:
    package = _holder(file, packages)
    if package is None:
        return [say("The file “%(file)s” is missing.", file=file.path)]
    if package.payload[file.path] != file.sha256 or package.size(file.path) not in (file.size, None):
        return [say("“%(file)s” is not the file that the dossier's data name.", file=file.path)]
    return []
