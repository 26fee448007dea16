"""`python -m award.papers.reading BOUNDS SOURCE TYPE`: texts of QR codes, as JSON on the last line."""

import json
import sys
from itertools import islice
from pathlib import Path

from award.files.confined import confine

MOST_CODES = 40

if __name__ == "__main__":
    confine(json.loads(sys.argv[1]))

    from award.papers.reading import codes

    print(json.dumps({"codes": list(islice(codes(Path(sys.argv[2]), sys.argv[3]), MOST_CODES))}), flush=True)
