"""`make bench`: what each act costs the processors, beside the floors of the same run, as Markdown.

    python -m tests.bench [--database SQLite PostgreSQL] [--entries 100 5000] [--act WORD] [--upload MEBIBYTES]
        [--dossier MEBIBYTES]

`--act upload` sends a large file alone, `--act dossier` streams a large batch alone.

A goal that is missed is printed as missed; the command fails only when an act does.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from award.files.parts import MEBIBYTE
from tests.bench.acts import ACTS, ARGON, RANKING, ROW, WRITE
from tests.bench.crowd import submit_at_once
from tests.bench.dossier import measure_dossier
from tests.bench.jury import JURY_ACTS, SMALLER, WORKS, populate_jury
from tests.bench.measuring import Subject, measure
from tests.bench.populate import populate
from tests.bench.stage import Finding, Stage, measure_act, stages
from tests.bench.table import acts_table, crowd_line, floors_table
from tests.bench.upload import measure_upload
from tests.support.databases import running_postgresql

FLOORS = ("bare Flask", ROW, WRITE, RANKING, ARGON)


def main(arguments: list[str]) -> int:
    """Runs what was asked for; 1 when an act failed."""
    asked = _asked(arguments)
    begin, findings, floors, crowds = time.monotonic(), [], [], []
    for kind in asked.database if asked.acts or not asked.act else ():
        with _stages(kind, tuple(asked.entries)) as built:
            floors += [(kind, stage.entries, _floors(stage)) for stage in built]
            for act in asked.acts:
                _tell(f"{kind}: {act.name} …")
                findings += measure_act(act, built)
            if kind == "SQLite" and asked.crowd:
                crowds.append(crowd_line(f"{kind} ({built[-1].entries:,} entries)", crowd := submit_at_once(built[-1])))
                failed = bool(crowd.failures)
    for kind in asked.database if asked.jury_acts else ():
        with _stages(kind, (SMALLER, WORKS), populate_jury) as built:
            for act in asked.jury_acts:
                _tell(f"{kind}: {act.name} …")
                findings += measure_act(act, built)
    uploads = []
    if asked.uploading:
        _tell(f"Upload of {asked.upload} MiB …")
        uploads.append(measure_upload(asked.upload * MEBIBYTE).table())
    if asked.building:
        _tell(f"Dossier of {asked.dossier} MiB …")
        uploads.append(measure_dossier(asked.dossier * MEBIBYTE).table())
    print(_report(floors, findings, [*crowds, *uploads], time.monotonic() - begin))
    return 1 if crowds and failed else 0


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--database", nargs="+", choices=["SQLite", "PostgreSQL"], default=["SQLite", "PostgreSQL"])
    parser.add_argument("--entries", nargs="+", type=int, default=[100, 5000])
    parser.add_argument("--act", default="", help="only acts whose name contains this")
    parser.add_argument("--upload", type=int, default=1024, help="the size of the large file, in MiB")
    parser.add_argument("--dossier", type=int, default=2048, help="the size of the forwarded batch, in MiB")
    asked = parser.parse_args(arguments)
    asked.acts = [act for act in ACTS if asked.act.lower() in act.name.lower()]
    asked.jury_acts = [act for act in JURY_ACTS if asked.act.lower() in act.name.lower()]
    asked.crowd = not asked.act
    asked.building = asked.act.lower() in "dossier of a large batch"
    asked.uploading = asked.act.lower() in "upload of a large file"
    return asked


@contextmanager
def _stages(kind: str, sizes: tuple[int, ...], fill: Callable = populate) -> Iterator[list[Stage]]:
    _tell(f"{kind}: filling databases with {' and '.join(map(str, sizes))} entries …")
    running = nullcontext() if kind == "SQLite" else running_postgresql()
    with running as server, stages(kind, sizes, server, fill) as built:
        yield built


def _floors(stage: Stage) -> dict[str, float]:
    times = {RANKING: 10, ARGON: 10}
    subjects = [Subject(stage.floors, stage.database, stage.floor(name), times.get(name, 60)) for name in FLOORS]
    return {f"{name}, ms": statistics.median(costs) for name, costs in zip(FLOORS, measure(subjects), strict=True)}


def _report(floors: list, findings: list[Finding], others: list[str], seconds: float) -> str:
    tables = [
        "Floors, milliseconds of processor time (web server and database together):",
        floors_table(floors),
        "Acts, beside the floors of the same moments:",
        acts_table(findings),
    ]
    return "\n\n".join(
        [
            *(tables if findings else []),
            *others,
            f"Measured in {seconds:.0f} s.",
        ]
    )


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
