"""Why a work is sent back or found ineligible: codes that can be counted, with the sentence that its author reads."""

from collections.abc import Iterable

from award.kit.messages import Message, mark, say
from award.kit.states import TitledEnum


class Reason(TitledEnum):
    """A reason; the label is a sentence of its own."""

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


def suggested(clauses: Iterable[str]) -> list[Reason]:
    """The reasons that these clauses suggest, each once, in the order of the list of reasons."""
    found = {OF_CLAUSE[clause] for clause in clauses if clause in OF_CLAUSE}
    return [reason for reason in Reason if reason in found]


def sentence_of(reasons: Iterable[str], note: str) -> Message:
    """Everything that the author is told, as one message: the reasons in order, then the note."""
    chosen = set(reasons)
    told = [say(reason.label) for reason in Reason if reason in chosen and reason is not Reason.OTHER]
    if note:
        told.append(say("%(note)s", note=note))
    message = told[0] if told else say("%(note)s", note="")
    for more in told[1:]:
        message = say("%(reason)s %(more)s", reason=message, more=more)
    return message
