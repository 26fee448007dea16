"""`python -m award.files.probing BOUNDS PATH`: the answer for one file, as JSON on its last line."""

import json
import sys

from award.files.confined import confine

if __name__ == "__main__":
    confine(json.loads(sys.argv[1]))

    from award.files.probing import probe
    from award.files.sentences import to_json

    with open(sys.argv[2], "rb") as stream:
        found = probe(stream)
    refusal = to_json(found.refusal) if found.refusal else None
    answer = {"type": found.type_found, "probe": found.probe, "refusal": refusal, "text": found.text}
    print(json.dumps(answer), flush=True)
