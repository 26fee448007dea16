"""Why a work is sent back or found ineligible: codes that can be counted, with the sentence that its author reads.

An edition may have reasons of its own; where it has none these usual ones hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from award.kit.messages import Message, mark, say
from award.kit.states import TitledEnum


class Reason(TitledEnum):
    """A usual reason; the label is a sentence of its own."""

    OUTSIDE_WINDOW = "outside_window", mark("A part was published outside the time that the rules set.")
    NOT_LICENSED = "not_licensed", mark("The work was not published in a licensed press outlet.")
    TOO_MANY_WORKS = "too_many_works", mark("An author has more works in this edition than the rules allow.")
    TOO_MANY_AUTHORS = "too_many_authors", mark("The work has more authors than the rules allow.")
    WRONG_CATEGORY = "wrong_category", mark("The work belongs to another category or genre.")
    OFF_THEME = "off_theme", mark("The work is not on a theme of the plan.")
    TOO_LONG = "too_long", mark("The work is longer than the rules allow.")
    UNREADABLE_FILE = "unreadable_file", mark("A file cannot be opened, read, heard or seen.")
    MISSING_FILE = "missing_file", mark("A file that the rules ask for is missing.")
    MISSING_CONFIRMATION = "missing_confirmation", mark("A confirmation or declaration is missing.")
    DEAD_LINK = "dead_link", mark("The link does not lead to the published work.")
    PRIZED_ELSEWHERE = "prized_elsewhere", mark("The work has won a prize that excludes it.")
    DUPLICATE = "duplicate", mark("The same work was entered already.")
    BARRED_AUTHOR = "barred_author", mark("An author may not take part in this edition.")
    OTHER = "other", mark("Another reason, given in the note.")


NAMES = {
    Reason.OUTSIDE_WINDOW: mark("Outside the window"),
    Reason.NOT_LICENSED: mark("Not in a licensed outlet"),
    Reason.TOO_MANY_WORKS: mark("Too many works of an author"),
    Reason.TOO_MANY_AUTHORS: mark("Too many authors"),
    Reason.WRONG_CATEGORY: mark("Wrong category or genre"),
    Reason.OFF_THEME: mark("Off the themes"),
    Reason.TOO_LONG: mark("Too long"),
    Reason.UNREADABLE_FILE: mark("Unreadable file"),
    Reason.MISSING_FILE: mark("Missing file"),
    Reason.MISSING_CONFIRMATION: mark("Missing confirmation"),
    Reason.DEAD_LINK: mark("Dead link"),
    Reason.PRIZED_ELSEWHERE: mark("Prized elsewhere"),
    Reason.DUPLICATE: mark("Entered twice"),
    Reason.BARRED_AUTHOR: mark("Author may not take part"),
    Reason.OTHER: mark("Other reason"),
}

# Which reason a broken clause suggests.
OF_CLAUSE = {
    "window": Reason.OUTSIDE_WINDOW,
    "works_per_author": Reason.TOO_MANY_WORKS,
    "author_count": Reason.TOO_MANY_AUTHORS,
    "barred_author": Reason.BARRED_AUTHOR,
    "part_count": Reason.TOO_LONG,
    "words": Reason.TOO_LONG,
    "minutes": Reason.TOO_LONG,
    "genre": Reason.WRONG_CATEGORY,
    "theme": Reason.OFF_THEME,
    "files": Reason.MISSING_FILE,
    "captions": Reason.MISSING_FILE,
    "link": Reason.DEAD_LINK,
    "declaration": Reason.MISSING_CONFIRMATION,
}


@dataclass(frozen=True)
class Choice:
    """A reason as it can be chosen: its code, its name in lists and statistics, the sentence that the author reads
    (empty where the note says everything)."""

    code: str
    name: Message | str
    text: Message | str


USUAL = [
    Choice(reason.value, say(NAMES[reason]), "" if reason is Reason.OTHER else say(reason.label)) for reason in Reason
]


def choices_of(own: Iterable[Any]) -> list[Choice]:
    """An edition's reasons; the usual ones where it has none. “Other” is always there, since a note always can be."""
    found = [Choice(one.code, one.name, one.text) for one in own]
    if not found:
        return USUAL
    return found if any(one.code == Reason.OTHER for one in found) else [*found, USUAL[-1]]


def suggested(clauses: Iterable[str], choices: Sequence[Choice]) -> list[str]:
    """The codes of the reasons that these clauses suggest, each once, in the order of the list of reasons. An edition's
    reason stands for a usual one by its code: `outside-window` for `outside_window`."""
    found = {OF_CLAUSE[clause].value for clause in clauses if clause in OF_CLAUSE}
    return [choice.code for choice in choices if choice.code.replace("-", "_") in found]


def sentence_of(codes: Iterable[str], note: str, choices: Sequence[Choice], items: Sequence[str] = ()) -> Message:
    """Everything that the author is told, as one message: the reasons in order, the note, what a supplement must
    bring."""
    chosen = set(codes)
    told = [say("%(note)s", note=choice.text) for choice in choices if choice.code in chosen and choice.text]
    told += [say("%(note)s", note=note)] if note else []
    told += [say("\n%(number)s. %(item)s", number=number, item=item) for number, item in enumerate(items, 1)]
    message = told[0] if told else say("%(note)s", note="")
    for more in told[1:]:
        message = say("%(reason)s %(more)s", reason=message, more=more)
    return message
