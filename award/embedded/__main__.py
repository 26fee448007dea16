"""`python -m award.embedded`: the whole installation on this machine, as `make run` starts it.

PORT is where the web server listens (8000); BIND the address (127.0.0.1); AWARD_INSTANCE the folder of its data;
DEMO_ENTRIES the size of the demo made at the first start (120; 0: none).
"""

import os
import sys
from pathlib import Path

from award.config import ROOT
from award.embedded.ports import HOST
from award.embedded.supervisor import StartFault, Supervisor


def main() -> int:
    """Runs until stopped; 1, with one sentence, when it cannot start."""
    supervisor = Supervisor(
        Path(os.environ.get("AWARD_INSTANCE") or ROOT / "instance").resolve(),
        host=os.environ.get("BIND", HOST),
        port=int(os.environ.get("PORT", "8000")),
        demo_entries=int(os.environ.get("DEMO_ENTRIES", "120")),
    )
    try:
        supervisor.run()
    except StartFault as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
