"""The proposal explained: for each work the rule that gives it a prize, or in a sentence why it gets none."""

from collections.abc import Mapping
from typing import Any

from award.council.allocation import Passed, Proposal, Tie
from award.council.prize_table import PrizeTable, floor_of
from award.council.states import Ground
from award.kit.messages import Message, say


class Trace:
    """The words for one proposal; `codes` names works by their identities."""

    def __init__(self, proposal: Proposal, table: PrizeTable, codes: Mapping[Any, str]):
        self.proposal, self.codes = proposal, codes
        self.levels = {row.id: row for row in table.rows}
        self.scale = table.scale
        self.proposed = {award.work: award.level for award in proposal.awards}

    def of(self, work: Any) -> Message | None:
        """What became of a work; None where the proposal says nothing of it, since it has its prize."""
        if work in self.proposed:
            level = self.levels[self.proposed[work]].name
            return say("Proposed: %(prize)s. Rule: %(rule)s", prize=level, rule=self.proposal.rules[work])
        if work in self.proposal.passed:
            return self._why(self.proposal.passed[work])
        return None

    def _why(self, passed: Passed) -> Message:
        row = self.levels.get(passed.level)
        level, code = row.name if row else "", self.codes.get(passed.other, "?")
        if passed.ground is Ground.FLOOR:
            floor = floor_of(row, self.scale)
            least = floor.numerator / floor.denominator
            return say("Its score is below %(floor)s, the least one for “%(level)s”.", floor=least, level=level)
        sentences = {
            Ground.NO_PLACES: say("No main prize has places for its category."),
            Ground.TAKEN: say("All places down to “%(level)s” are taken by works that stand higher.", level=level),
            Ground.AUTHOR: say("An author of it has a main prize with %(code)s; the rules allow one.", code=code),
            Ground.OVERTAKEN: say(
                "%(code)s stands higher and was given less than “%(level)s”.", code=code, level=level
            ),
            Ground.TIED: say(
                "Nothing sets it apart from another work at “%(level)s”; the council decides.", level=level
            ),
            Ground.WAITS: say("It waits for the council's decision at “%(level)s”.", level=level),
        }
        return sentences[passed.ground]

    def of_tie(self, tie: Tie) -> Message:
        """What the council has to decide."""
        works, level = [self.codes.get(work, "?") for work in tie.works], self.levels[tie.level].name
        if tie.authors:
            return say(
                "%(works)s stand level at “%(level)s” and have an author in common, who can have one main prize. The council decides, then the proposal goes on.",
                works=works,
                level=level,
            )  # fmt: skip
        return say(
            "%(works)s stand level; places that “%(level)s” has for them: %(places)s. The council decides, then the proposal goes on.",
            works=works,
            level=level,
            places=tie.places,
        )  # fmt: skip
