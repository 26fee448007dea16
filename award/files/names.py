"""The name of a file as people gave it: kept readable, without what could harm."""

import re

from award.kit.text import clean

LONGEST = 200


def kept_name(name: str) -> str:
    """The name in one normal form, without folders and control characters, at most 200 characters with its ending.

    Empty when nothing readable is left.
    """
    name = " ".join(clean(re.split(r"[/\\]", clean(name))[-1]).split())
    if len(name) <= LONGEST:
        return "" if name.strip(". ") == "" else name
    stem, point, ending = name.rpartition(".")
    if not point or len(ending) > 10:
        return name[:LONGEST].rstrip()
    return f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}"
