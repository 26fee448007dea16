"""Works over discs, pure: what goes on which volume, none of them larger than it may be."""

from collections.abc import Sequence
from dataclasses import dataclass, field


class TooLarge(Exception):
    """One file alone is larger than a volume may be; `path` says which."""

    def __init__(self, path: str):
        super().__init__(path)
        self.path = path


@dataclass
class Volume:
    """What is on one disc: the places of files, by the place of their work."""

    room: int
    files: dict[int, list[int]] = field(default_factory=dict)

    def put(self, work: int, places: Sequence[int], size: int) -> None:
        """Takes files of a work."""
        self.files.setdefault(work, []).extend(places)
        self.room -= size


def split(works: Sequence[Sequence[tuple[str, int]]], room: int, first_room: int) -> list[Volume]:
    """Volumes in order, for works that each have files of (path, bytes). `room` is what a volume holds beside its own
    papers, `first_room` what the first does. A work stays together where one volume can hold it. Raises `TooLarge`."""
    volumes = [Volume(first_room)]
    for work, files in enumerate(works):
        whole = sum(size for _, size in files)
        if whole <= volumes[-1].room:
            volumes[-1].put(work, range(len(files)), whole)
        elif whole <= room:
            volumes.append(Volume(room))
            volumes[-1].put(work, range(len(files)), whole)
        else:
            _spread(volumes, work, files, room)
    return volumes


def _spread(volumes: list[Volume], work: int, files: Sequence[tuple[str, int]], room: int) -> None:
    for place, (path, size) in enumerate(files):
        if size > room:
            raise TooLarge(path)
        if size > volumes[-1].room:
            volumes.append(Volume(room))
        volumes[-1].put(work, [place], size)
