"""Counts the ranking of a closed round from a file of marks, with Python alone.

Put this file, `tally.py` and `inputs.json` into one folder and run `python3 recount_program.py`: it prints the ranking, and
ends with code 1 where `ranking.json`, if it is there, says something else.
"""

import json
import sys
from pathlib import Path

try:
    import tally
except ModuleNotFoundError:
    from award.judging import tally


def ranking(inputs: dict) -> list[dict]:
    """The ranking of each sub-committee, in the order in which they first appear; marks are whole hundredths."""
    rules, own_rules = _rules(inputs["rules"]), inputs.get("own_rules", {})
    works = inputs["works"]
    chair = {work["code"]: work["chair"] for work in works if work["chair"] is not None}
    beside = tally.Beside({work["code"]: work["criteria"] for work in works}, chair)
    found = []
    for name in dict.fromkeys(work["subcommittee"] for work in works):
        own = [(work["code"], work["totals"]) for work in works if work["subcommittee"] == name]
        here = _rules(own_rules[name]) if name in own_rules else rules
        found += [_row(name, place) for place in tally.rank(own, here, beside)]
    return found


def _rules(given: dict) -> "tally.Rules":
    return tally.Rules(**{**given, "ties": tuple(given["ties"])})


def _row(subcommittee: str, place: "tally.Place") -> dict:
    shown = tally.shown(place.score)
    return {
        "code": place.work,
        "subcommittee": subcommittee,
        "rank": place.rank,
        "score": tally.written(place.score),
        "shown": None if shown is None else str(shown),
        "by": place.by,
        "passed": place.passed,
        "totals": [tally.in_points(total) for total in sorted(place.totals)],
    }


def main() -> int:
    """Counts, prints, compares."""
    here = Path(__file__).parent
    found = ranking(json.loads((here / "inputs.json").read_text("utf-8")))
    for row in found:
        score = row["shown"] if row["shown"] is not None else "below the quorum"
        print(
            f"{row['subcommittee']:24} {row['rank'] or '-':>4} {row['code']:10} {score:>18} {'passed' if row['passed'] else ''}"
        )
    given = here / "ranking.json"
    if given.exists() and json.loads(given.read_text("utf-8")) != found:
        print("This is not the ranking of ranking.json.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
