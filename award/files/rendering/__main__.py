"""`python -m award.files.rendering BOUNDS SOURCE TYPE FOLDER [NAMES]`: what was made, as JSON on the last line. NAMES is
a file with a JSON list: with it copies are made that do not tell these names."""

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

    source, type_found, folder, *names = sys.argv[2:]
    if names:
        from award.files.rendering import blind
        from award.kit.masking import Names

        known = Names(json.loads(Path(names[0]).read_text()))
        made = blind.render(Path(source), type_found, Path(folder), known, Teller())
    else:
        made = render(Path(source), type_found, Path(folder), Teller())
    listed = [
        {"kind": one.kind, "place": one.place, "name": one.path.name, "type": one.type_found, "probe": one.probe}
        for one in made
    ]
    print(json.dumps({"made": listed}), flush=True)
