"""What can be done from which state, for the help pages: taken from the tables that the verbs themselves keep to."""

from collections.abc import Collection
from dataclasses import dataclass

from award.editions.states import EDITION, ROUND, EditionState, RoundState
from award.entries.states import ENTRY, EntryState
from award.forwarding.states import BATCH, BatchState
from award.intake.states import INTAKE, IntakeState
from award.judging.states import TASK, TaskState
from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum

STATE_MEANINGS = {
    EntryState.DRAFT: mark("Only its owner sees it. It is saved as it is typed and does not count as entered."),
    EntryState.SUBMITTED: mark("It has a code and waits for the secretariat to check it."),
    EntryState.RETURNED: mark("The secretariat asks for something; the reason stands on the work's page."),
    EntryState.ELIGIBLE: mark("It keeps to the rules and goes to the judges."),
    EntryState.INELIGIBLE: mark("It does not keep to the rules; the reason stands on the work's page."),
    EntryState.WITHDRAWN: mark("Its owner has taken it back; it is not judged."),
    EntryState.DISQUALIFIED: mark("It was found afterwards to break the rules; the reason stands on the work's page."),
}
AUTHORS = frozenset({"edit", "submit", "withdraw", "discard"})
JUDGES = frozenset({"later", "open", "save", "confirm", "reopen", "abstain", "recuse"})


@dataclass(frozen=True)
class Line:
    """A state, what it means where that needs words, and the words on the buttons of what can be done from it."""

    state: TitledEnum
    meaning: str
    acts: tuple[str, ...]


@dataclass(frozen=True)
class HelpTable:
    """The states of one kind of thing."""

    title: str
    lines: tuple[Line, ...]

    @property
    def has_meanings(self) -> bool:
        """Whether any state is explained."""
        return any(line.meaning for line in self.lines)


def _table(title: str, states: type[TitledEnum], table: StateTable, verbs: Collection[str] | None = None) -> HelpTable:
    """Every state with the acts possible from it, of these verbs alone where they are given."""
    lines = (
        Line(
            state,
            STATE_MEANINGS.get(state, "") if states is EntryState else "",
            tuple(act.label for act in table.verbs(state) if verbs is None or act.verb in verbs),
        )
        for state in states
    )
    return HelpTable(title, tuple(lines))


WORK = mark("The states of a work")
TABLES = {
    "author": (_table(WORK, EntryState, ENTRY, AUTHORS),),
    "contact": (_table(WORK, EntryState, ENTRY, AUTHORS),),
    "secretary": (
        _table(mark("The states of an edition"), EditionState, EDITION),
        _table(WORK, EntryState, ENTRY, ENTRY.transitions.keys() - AUTHORS),
        _table(mark("The steps of what came to the intake desk"), IntakeState, INTAKE),
        _table(mark("The states of a batch"), BatchState, BATCH),
    ),
    "judge": (_table(mark("The states of a work to mark"), TaskState, TASK, JUDGES),),
    "chair": (_table(mark("The states of a round"), RoundState, ROUND),),
}


def tables_of(topic: str) -> tuple[HelpTable, ...]:
    """The tables of a help page."""
    return TABLES.get(topic, ())
