"""Every rule that a work must meet, clause by clause, in the words of the rules: pure, so that the author's checklist,
the submission and the secretariat's screening read the same sentences. One file a subject; `run` asks them all."""

from dataclasses import replace

from award.entries.checks.authors import on_authors
from award.entries.checks.check import NEEDED, Check, Verdict, open_ones
from award.entries.checks.files import on_files
from award.entries.checks.links import on_links
from award.entries.checks.parts import is_web_address, on_parts
from award.entries.checks.people import on_people
from award.entries.checks.prizes import on_prizes
from award.entries.checks.statements import on_statements
from award.entries.checks.time import on_time
from award.entries.checks.work import on_work
from award.entries.facts import WorkFacts, WorkRules

__all__ = ["NEEDED", "SUBJECTS", "Check", "Verdict", "is_web_address", "open_ones", "run"]

# In the order of the steps, as the author meets them.
SUBJECTS = (on_work, on_authors, on_parts, on_links, on_files, on_prizes, on_statements, on_people, on_time)


def run(facts: WorkFacts, rules: WorkRules) -> list[Check]:
    """All clauses that hold for the work, in the order of the steps; one that the secretariat has overridden says so
    and no longer stands in the way."""
    overrides = {(one.clause, one.part): one for one in facts.overrides}
    found = [check for subject in SUBJECTS for check in subject(facts, rules)]
    return [
        replace(
            check,
            override=overrides.get((check.key, check.part)),
            article=rules.articles.get(check.clause, ""),
        )
        for check in found
    ]
