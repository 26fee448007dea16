"""Words of an edition's configuration."""

from award.accounts.states import MediaType as MediaType  # an edition's word, but outlets have it too
from award.accounts.states import OrganisationKind as OrganisationKind
from award.kit.messages import mark
from award.kit.states import StateTable, TitledEnum


class EditionState(TitledEnum):
    """An edition's life."""

    PREPARING = "preparing", mark("Preparing")
    OPEN = "open", mark("Open")
    CLOSED = "closed", mark("Closed")
    ARCHIVED = "archived", mark("Archived")


EDITION = StateTable(
    [
        ("open", [EditionState.PREPARING, EditionState.CLOSED], EditionState.OPEN, mark("Open for entries")),
        ("close", [EditionState.OPEN], EditionState.CLOSED, mark("Close")),
        ("archive", [EditionState.CLOSED], EditionState.ARCHIVED, mark("Archive")),
    ]
)


class ThemeGroup(TitledEnum):
    """The two lists of themes in part II of the plan."""

    FOCUS = "focus", mark("Focus theme")
    REGULAR = "regular", mark("Regular theme")


class PersonalNumber(TitledEnum):
    """Numbers of a person that an edition may ask of authors; they are kept sealed and shown masked."""

    NATIONAL_ID = "national_id", mark("Citizen identity number")
    BANK_ACCOUNT = "bank_account", mark("Bank account")
    BIRTH_DATE = "birth_date", mark("Day of birth")


class Want(TitledEnum):
    """What a destination wants in addition of the works that are chosen for it."""

    NATIONAL_ID = "national_id", mark("Citizen identity number of each author")
    BANK_ACCOUNT = "bank_account", mark("Bank account of each author")
    ORIGINAL_FILE = "original_file", mark("Original file of the work")
    SIGNED_FORM = "signed_form", mark("Signed form of the destination")

    @property
    def number(self) -> PersonalNumber | None:
        """The personal number that is meant; None for a file."""
        return PersonalNumber(self.value) if self.value in set(PersonalNumber) else None


class Selection(TitledEnum):
    """Who must have selected a work before the association sees it."""

    NONE = "none", mark("Nobody: authors enter directly")
    BRANCH = "branch", mark("The branch of the association")
    OUTLET = "outlet", mark("The press outlet")


class FileKind(TitledEnum):
    """What a requirement accepts; `files.kinds` knows the types of each."""

    PDF = "pdf", mark("PDF")
    IMAGE = "image", mark("Picture (JPEG, PNG)")
    AUDIO = "audio", mark("Sound (MP3, M4A, WAV)")
    VIDEO = "video", mark("Video (MP4, WebM)")
    DOCUMENT = "document", mark("Text document (PDF, DOCX)")


class RoundMode(TitledEnum):
    """How a round decides."""

    MARKS = "marks", mark("Marks")
    BALLOT = "ballot", mark("Ballot")


class CoverageRule(TitledEnum):
    """What follows when a judge has seen less of a work than the round asks for."""

    OFF = "off", mark("No least share")
    HINT = "hint", mark("A hint on the sheet")
    RULE = "rule", mark("The sheet cannot be confirmed")


class BallotForm(TitledEnum):
    """What a judge says of a work in a round that decides by ballot."""

    YES_NO = "yes_no", mark("Yes or no for each work")
    CHOICES = "choices", mark("At most so many works of each sub-committee")


class RoundState(TitledEnum):
    """A round's life; marks can be given only while it is open, the ranking is seen only when it is closed."""

    PLANNED = "planned", mark("Planned")
    OPEN = "open", mark("Open")
    CLOSED = "closed", mark("Closed")


ROUND = StateTable(
    [
        ("open", [RoundState.PLANNED], RoundState.OPEN, mark("Open the round")),
        ("close", [RoundState.OPEN], RoundState.CLOSED, mark("Close the round")),
        ("reopen", [RoundState.CLOSED], RoundState.OPEN, mark("Open the round again")),
    ]
)


class TallyMethod(TitledEnum):
    """How a work's marks become one figure."""

    MEAN = "mean", mark("Mean of the marks given")
    TRIMMED_MEAN = "trimmed_mean", mark("Mean without the highest and the lowest mark")
    MEDIAN = "median", mark("Median")


class PrizeKind(TitledEnum):
    """Main prizes exclude each other for a work; the others may be added to a main one. Special prizes are named by the
    council, collective ones go to organisations, the last three to people with their work."""

    MAIN = "main", mark("Main prize")
    THEMATIC = "thematic", mark("Thematic prize")
    SPECIAL = "special", mark("Special prize")
    COLLECTIVE = "collective", mark("Collective prize")
    OLDEST = "oldest", mark("Prize for the oldest author")
    YOUNGEST = "youngest", mark("Prize for the youngest author")
    HONOUR = "honour", mark("Honour for a person portrayed")


class Unused(TitledEnum):
    """What becomes of places of a main prize that nobody reaches."""

    EMPTY = "empty", mark("They stay empty")
    LOWER = "lower", mark("They go to the next lower prize")
    OTHERS = "others", mark("They go to the other categories")


class Counted(TitledEnum):
    """By what organisations are compared for a collective prize."""

    NAMED = "named", mark("Named by the council")
    ENTERED = "entered", mark("Works sent in")
    ELIGIBLE = "eligible", mark("Eligible works")
    PRIZES = "prizes", mark("Main prizes")
    HIGHEST = "highest", mark("Main prizes, the higher first")


class Among(TitledEnum):
    """Whose ages are compared for the prizes of the oldest and youngest author."""

    ELIGIBLE = "eligible", mark("Authors of eligible works")
    PRIZED = "prized", mark("Authors of works with a main prize")


class Rounding(TitledEnum):
    """How prize money that is a multiple of the base salary is rounded."""

    HALF_UP = "half_up", mark("to the nearest, a half upwards")
    UP = "up", mark("upwards")
    DOWN = "down", mark("downwards")


class CouncilSeat(TitledEnum):
    """Whose role gives a vote in the council."""

    CHAIR = "chair", mark("Chair of the council")
    MEMBER = "member", mark("Member of the council")
    JUDGE = "judge", mark("Judge")


class MajorityOf(TitledEnum):
    """Of what a majority is counted: everybody who may vote on the question, those of them who are there, the papers
    given, or the papers that say something."""

    MEMBERS = "members", mark("of all members who may vote")
    PRESENT = "present", mark("of the members present")
    CAST = "cast", mark("of the papers given")
    EXPRESSED = "expressed", mark("of the papers given, without abstentions")


class Frame(TitledEnum):
    """The form of official papers."""

    STATE = "state", mark("State form (Decree 30/2020)")
    PARTY = "party", mark("Party form")
