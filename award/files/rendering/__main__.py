"""`python -m award.files.rendering BOUNDS SOURCE TYPE FOLDER`: what was made, as JSON on the last line."""

import json
import sys
import time
from pathlib import Path

from award.files.confined import confine

SECONDS_BETWEEN = 1.0


class Teller:
    """Says how far it is, about once a second."""

    def __init__(self) -> None:
        self.said_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.said_at > SECONDS_BETWEEN:
            self.said_at = time.monotonic()
            print(json.dumps({"done": done, "total": total}), flush=True)


if __name__ == "__main__":
    confine(json.loads(sys.argv[1]))

    from award.files.rendering import render

    source, type_found, folder = sys.argv[2:]
    made = render(Path(source), type_found, Path(folder), Teller())
    listed = [
        {"kind": one.kind, "place": one.place, "name": one.path.name, "type": one.type_found, "probe": one.probe}
        for one in made
    ]
    print(json.dumps({"made": listed}), flush=True)
