"""A table of states: which act leads from which states to which. It drives verbs, buttons, help pages and tests."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from award.kit.messages import say
from award.kit.refusals import WrongMoment


class TitledEnum(StrEnum):
    """A string enumeration whose members carry a label to be translated: `MEMBER = "value", mark("Label")`."""

    label: str

    def __new__(cls, value: str, label: str = ""):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member


@dataclass(frozen=True)
class Transition:
    """One act: its verb, the states it starts from, the state it leads to, the word on its button."""

    verb: str
    sources: frozenset[TitledEnum]
    target: TitledEnum
    label: str


class StateTable:
    """The transitions of one kind of thing."""

    def __init__(self, transitions: Iterable[tuple[str, Iterable[TitledEnum], TitledEnum, str]]):
        self.transitions = {
            verb: Transition(verb, frozenset(sources), target, title) for verb, sources, target, title in transitions
        }

    def allows(self, verb: str, state: TitledEnum) -> bool:
        """Whether the act can be done from this state."""
        return state in self.transitions[verb].sources

    def target(self, verb: str, state: TitledEnum) -> TitledEnum:
        """The state after the act; raises `WrongMoment` where the table does not have it."""
        transition = self.transitions[verb]
        if state not in transition.sources:
            raise WrongMoment(
                say(
                    "“%(act)s” is not possible now: the state is “%(state)s”.",
                    act=say(transition.label),
                    state=say(state.label),
                )
            )
        return transition.target

    def verbs(self, state: TitledEnum) -> list[Transition]:
        """The acts possible from this state, in the order of the table."""
        return [transition for transition in self.transitions.values() if state in transition.sources]
