"""What people agree to: texts with a version. A text that changes needs a new version; a test holds that."""

from dataclasses import dataclass

from award.kit.messages import mark


@dataclass(frozen=True)
class ConsentText:
    """One purpose: its present version, its title, its paragraphs, and whether an account can be had without it."""

    purpose: str
    version: str
    title: str
    paragraphs: tuple[str, ...]
    needed: bool


ACCOUNT = ConsentText(
    "account",
    "2026-1",
    mark("Personal data for the award"),
    (
        mark(
            "The award's organiser keeps the name, pen names, e-mail address, telephone number, position, outlet, "
            "branch and card numbers given here, to receive and judge works, to reach their authors and to announce "
            "prizes."
        ),
        mark(
            "The secretariat of the award and its administrator see these data. Judges see them only where the rules "
            "of the award let judges know the authors. They are handed on only to the award to which a work is "
            "forwarded."
        ),
        mark(
            "They are kept while the account exists and as long as the law on archives asks for the award's papers. "
            "Seeing, correcting and erasing them can be asked for at any time; this agreement can be withdrawn, which "
            "closes the account."
        ),
    ),
    needed=True,
)
NEWS = ConsentText(
    "news",
    "2026-1",
    mark("Letters about later editions"),
    (mark("The organiser may write to the address given here when a new edition of the award opens."),),
    needed=False,
)
TEXTS = {text.purpose: text for text in (ACCOUNT, NEWS)}
